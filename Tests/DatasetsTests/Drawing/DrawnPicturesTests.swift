// What all drawn sets promise: the seed decides, the number of pictures doesn't.

import Foundation
import Testing

@testable import Datasets
@testable import Tensors

/// The drawn sets under their names, with the digest of 200 pictures of seed 1.
///
/// A digest changes when pictures do. Then references of lessons that train on them change too:
/// judge the new ones with Tests/Peers/judge_drawn.py before recording them.
private let sets: [(name: String, set: any DrawnPictures.Type, digest: String)] = [
  ("digits", DrawnDigits.self, "f1e696761a9a9f44"),
  ("hurried", HurriedDigits.self, "2021e157ce639cea"),
  ("letters", DrawnLetters.self, "38306e499593fce3"),
  ("clothes", DrawnClothes.self, "22845a77fa5ae063"),
]

@Suite struct DrawnPicturesTests {
  @Test(arguments: sets.indices)
  func sameSeedSamePictures(_ index: Int) {
    #expect(digest(sets[index].set.pictures(200, seed: 1)) == sets[index].digest)
  }

  @Test(arguments: sets.indices)
  func countAndRangeDoNotMatter(_ index: Int) {
    let set = sets[index].set
    let many = set.pictures(120, seed: 5)
    #expect(set.pictures(10, seed: 5) == many.prefix(10))
    #expect(set.pictures(57..<63, seed: 5) == many[57..<63])
    #expect(set.pictures(120, seed: 6).images != many.images)
    #expect(set.pictures(0, seed: 5).images.shape == [0, 28, 28, 1])
  }

  @Test(arguments: sets.indices)
  func everyTenHoldEveryClass(_ index: Int) {
    let labels = sets[index].set.pictures(100, seed: 2).labels
    for start in stride(from: 0, to: 100, by: 10) {
      #expect(labels[start..<start + 10].sorted() == Array(0..<10))
    }
    #expect(Array(labels[..<10]) != Array(labels[10..<20]))
  }

  @Test(arguments: sets.indices)
  func picturesAreGreyLevelsThatShowSomething(_ index: Int) {
    let drawn = sets[index].set.pictures(300, seed: 3)
    #expect(drawn.images.shape == [300, 28, 28, 1])
    #expect(drawn.classNames.count == 10)
    #expect(drawn.images.scalars.allSatisfy { (0...1).contains($0) })
    for number in 0..<drawn.count {
      let picture = drawn[number..<number + 1].images.scalars
      let bright = picture.count { $0 > 0.15 }
      #expect((20..<700).contains(bright), "picture \(number), a \(drawn.labels[number])")
    }
  }

  @Test func branchesDiffer() {
    let trunk = SeededGenerator(seed: 0)
    let firsts = (-500..<500).map { number -> UInt64 in
      var branch = trunk.branch(number)
      return branch.next()
    }
    #expect(Set(firsts).count == 1000)
  }

  /// Not a test: writes sets for Tests/Peers/judge_drawn.py, which says how hard they are.
  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment["CONVBOOK_WRITE_DRAWN"] != nil,
      "set CONVBOOK_WRITE_DRAWN to a folder to write the drawn sets there"))
  func writeForJudging() throws {
    let folder = ProcessInfo.processInfo.environment["CONVBOOK_WRITE_DRAWN"] ?? ""
    for (name, set, _) in sets {
      for (part, seed) in [("train", 1), ("test", 2)] as [(String, UInt64)] {
        let drawn = set.pictures(10_000, seed: seed)
        let path = URL(fileURLWithPath: folder).appendingPathComponent("\(name)-\(part)")
        try NumPyFile.write(drawn.images, to: path.appendingPathExtension("images.npy"))
        try NumPyFile.write(
          Tensor(drawn.labels.map { Float($0) }), to: path.appendingPathExtension("labels.npy"))
      }
    }
  }
}
