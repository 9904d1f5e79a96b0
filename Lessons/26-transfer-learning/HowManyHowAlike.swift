//: ## How many, and how alike
import LessonKit

extension TransferLearning {
  func howManyHowAlike(
    _ page: Notebook, _ reader: Network, _ digits: DatasetSplits, _ letters: LabelledImages,
    _ clothes: LabelledImages
  ) throws {
    //: The notes have a rule of thumb for what to retrain, by how many pictures there are and how
    //: much they are like the old ones:
    page.table(
      "What to retrain", columns: ["", "alike", "not alike"],
      rows: [
        ["few", "the head only", "some of the convolutions, and the head"],
        ["many", "the last convolutions, and the head", "everything"],
      ])

    //: Rules can be run. Letters are like digits, clothes are not; 30 pictures are few, 2,000 many,
    //: and get 400 steps instead of 60. Each seed trains its own reader of digits first. That takes
    //: minutes, so it was done beforehand, by this cell with `--measure`:
    let cases: [(name: Message, all: LabelledImages, count: Int, steps: Int)] = [
      ("30 letters", letters, 30, 60), ("30 clothes", clothes, 30, 60),
      ("2000 letters", letters, 2000, 400), ("2000 clothes", clothes, 2000, 400),
    ]
    let measured = try recorded("what-to-retrain", on: digits, of: .digits, options: training) {
      seeds in
      try seeds.map { seed -> [[Float]] in
        var reader = Network(body(seed: seed).layers + [head(seed: seed)])
        _ = try page.train(
          &reader, on: digits, optimizer: Adam(learningRate: 0.003), epochs: 1, options: training)
        return cases.map { _, all, count, steps in
          let pictures = count == 30 ? thirty(all, seed) : all[300..<300 + count]
          return ways(from: reader).map { way in
            learn(
              way, from: pictures, judgedBy: all[0..<300], seed: seed, steps: steps, every: steps
            ).shares[0]
          }
        }
      }
    }
    let names = ways(from: reader).map(\.name)
    page.table(
      "Read rightly, mean and standard deviation", columns: ["pictures"] + names,
      rows: cases.indices.map { index in
        [cases[index].name]
          + names.indices.map { way in Spread(measured.value.map { $0[index][way] }).percent }
      })
    page.table(
      "Ahead of the network from nothing, with the same pictures",
      columns: ["pictures"] + names.dropLast(),
      rows: cases.indices.map { index in
        [cases[index].name]
          + names.indices.dropLast().map { way in
            let ahead = measured.value.count { $0[index][way] > $0[index][3] }
            return "\(ahead) of \(measured.seeds.count)"
          }
      })
    for index in cases.indices {
      page.trace(
        "\(cases[index].name.english), everything",
        value: Spread(measured.value.map { $0[index][2] }).mean)
    }
    page.say(measured.explanation)

    //: **Notice**, row by row. *Few, alike*: whatever comes from digits helps a lot, and the head
    //: alone is about as good as moving more. *Few, not alike*: it helps little, whatever is moved;
    //: the notes warn of that. *Many, alike*: the head alone falls behind a little, and from
    //: nothing one gets as far. *Many, not alike*: the head alone falls far behind, features of
    //: digits say little about sleeves; and the old weights are no advantage any more. So transfer
    //: is for the upper left corner of the notes' table, few and alike: it saves examples.
  }
}
