//: ## Locks, and where the features go
import LessonKit

extension TransferLearning {
  func locks(
    _ page: Notebook, _ reader: Network, _ letters: LabelledImages, judgedBy test: LabelledImages,
    tried: [FeatureRecorder]
  ) {
    //: The first of the five once more, with a lock on each block. What is locked is frozen. The
    //: map shows what the head gets to read: the 288 features of each of 150 letters, in the plane
    //: in which they differ most. (The two directions of the plane are the first two **principal
    //: components**: the features vary most along the first, and of all that are at right angles to
    //: it most along the second.)
    var recorders = tried
    let (shownLetters, own) = (test.prefix(150), tried[0].own)
    let bodies = [Network(Array(reader.layers.dropLast())), body(seed: 101)]
    page.trace(
      "features of the letters on the map", bodies[0](shownLetters.images),
      from: shownLetters.images)

    //: Four of the locks were tried above. The others, from digits and from nothing, with the same
    //: thirty letters:
    for (start, blocks) in [(0, 1), (1, 1), (1, 2), (1, 3)] {
      let recorder = FeatureRecorder(
        shownLetters, own: own, start: start, frozen: blocks, staysSame: blocks == 3)
      let way: Way = ("", { _ in bodies[start] }, [0, 4, 8, 13][blocks])
      _ = learn(way, from: thirty(letters, 1), judgedBy: test, seed: 1, recorder: recorder)
      recorders.append(recorder)
    }
    recorders.sort { ($0.start, $0.frozen) < ($1.start, $1.frozen) }
    let sizes = reader.parameters.map(\.value.count)
    page.transfer(
      "locks",
      layers: [
        ("block 1", sizes[0..<4].reduce(0, +)), ("block 2", sizes[4..<8].reduce(0, +)),
        ("block 3", sizes[8..<12].reduce(0, +)), ("head", sizes[12...].reduce(0, +)),
      ], recorders, of: shownLetters, own: own, starts: ["with digits", "from nothing"])
    //: ![Three blocks with locks and a head; a curve of what is read rightly; and letters as points
    //: in a plane](locks "Frozen or trained, and the features as a map")

    //: Do letters of a kind gather? Of all the variance in 288 directions, this share lies between
    //: the kinds, from the mean of one to that of another; the rest lies within them:
    func shareBetweenKinds(_ features: Tensor) -> Float {
      let mean = features.mean(axes: [0])
      let between = (0..<10).reduce(Float(0)) { sum, kind in
        let own = shownLetters.labels.indices.filter { shownLetters.labels[$0] == kind }
        guard !own.isEmpty else { return sum }
        let apart = features.selecting(own, axis: 0).mean(axes: [0]) - mean
        return sum + Float(own.count) * (apart * apart).sum()
      }
      let differences = features - mean
      return between / max((differences * differences).sum(), .leastNormalMagnitude)
    }
    page.table(
      "Variance between kinds, in per cent of all",
      columns: ["begins", "blocks frozen", "at step 0", "at step 60"],
      rows: recorders.map { recorder in
        let shares = [recorder.features.first, recorder.features.last].compactMap { features in
          features.map { shareBetweenKinds($0[0..<shownLetters.count]) }
        }
        return [recorder.start == 0 ? "with digits" : "from nothing", "\(recorder.frozen)"]
          + shares.map { "\(percent($0, places: 0))" }
      })

    //: **Notice** that with all blocks locked no point moves: only the head learns, to draw its
    //: lines between points that lie where digits have put them. Unlock the blocks, and training
    //: moves the points themselves, also those of letters that were never learned from. How much
    //: that changes is in the table, from column to column, and what digits have brought, from its
    //: upper half to its lower. On the map look at what lies apart: that is apart in the 288
    //: directions as well. What lies together in the plane need not be together in all others.
  }
}
