//: ## How many pictures does it take?
import LessonKit

extension Network {
  func accuracy(on pictures: LabelledImages) -> Float {
    Networks.accuracy(self(pictures.images), labels: pictures.labels)
  }
}

extension ThreeConvNet {
  func howManyPictures(_ page: Notebook, _ data: DatasetSplits) throws {
    //: The question of the beginning. Take 100 pictures, then 200, up to 10,000, and let a new
    //: network learn from each heap. All make 600 steps, so that none practises longer than
    //: another: with 100 pictures it sees each of them 600 times, with 10,000 each only 6 times.
    //: Beside it, a single dense layer, which tells digits apart by a weighted sum of their pixels:
    func oneLayer(seed: UInt64) -> Network {
      var generator = SeededGenerator(seed: seed)
      return Network(Flatten(), Dense(inputs: 784, outputs: 10, using: &generator))
    }

    //: That is done several times, each time with other pictures and other first weights, and takes
    //: minutes. So it was done beforehand by this cell, and `--measure` does it again:
    let sizes = [100, 200, 500, 1000, 2000, 5000, 10_000]
    let curve = try recorded("learning-curve", on: data, of: .digits, options: training) { seeds in
      sizes.map { size in
        seeds.map { seed in
          var generator = SeededGenerator(seed: seed)
          let order = Array(0..<data.training.count).shuffled(using: &generator)
          let pictures = data.training.selecting(order.prefix(size))
          return [threeConvNetwork(seed: seed), oneLayer(seed: seed)].map {
            $0.trained(on: pictures, by: Adam(learningRate: 0.001), steps: 600, seed: seed)
              .accuracy(on: data.test)
          }
        }
      }
    }
    page.say(curve.explanation)
    func misread(_ size: Int, _ network: Int) -> [Float] {
      curve.value[size].map { percent(1 - $0[network], places: 2) }
    }
    page.plot(
      "learning-curve",
      lines: ["three convolutions", "one dense layer"].enumerated().map { network, name in
        .init(
          name, x: sizes, y: sizes.indices.map { Spread(misread($0, network)).mean }, style: .marked
        )
      }, xAxis: "pictures to learn from", yAxis: "misread, %", logarithmicX: true,
      logarithmicY: true)
    //: ![Both lines fall from left to right, that of the three convolutions further
    //: down](learning-curve "Test pictures misread, in per cent, on average over the seeds")
    page.table(
      "Misread, in per cent: the average, and the least and most of the seeds",
      columns: ["pictures", "three convolutions", "one dense layer"],
      rows: sizes.indices.map { size in
        ["\(sizes[size])"]
          + [0, 1].map { network in
            let shares = misread(size, network)
            return
              "\(Spread(shares).mean.rounded(to: 2)) (\(shares.min() ?? 0) to \(shares.max() ?? 0))"
          }
      })
    if let nine = sizes.indices.first(where: { Spread(misread($0, 0)).mean <= 10 }) {
      page.say(
        """
        Of these heaps the one with \(sizes[nine]) pictures, \(sizes[nine] / 10) of each digit, is \
        the first from which three convolutions learn to read nine of ten digits they have not \
        seen. With \(sizes[6]) they misread \(Spread(misread(6, 0)).mean.rounded(to: 1)) %.
        """)
    }

    //: **Notice** the axes: equal steps to the right multiply the pictures, equal steps down divide
    //: the mistakes. There is no number of pictures at which a network *can* read. The single layer
    //: soon gains little more in these steps; a weighted sum of pixels tells many digits apart, not
    //: all.
    let gained = sizes.indices.dropFirst().map {
      percent(1 - Spread(misread($0, 0)).mean / Spread(misread($0 - 1, 0)).mean, places: 0)
    }
    let (smallest, largest) = (gained.dropLast().min() ?? 0, gained.dropLast().max() ?? 0)
    let last = max(0, gained.last ?? 0)
    page.say(
      """
      Up to \(sizes[5]) pictures, each larger heap takes away between \(smallest) and \(largest) \
      per cent of the mistakes that three convolutions made with the one before. The last takes \
      away \(last) per cent, perhaps because in 600 steps each of \(sizes[6]) is seen only six \
      times.
      """)
  }
}
