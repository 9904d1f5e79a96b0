// What `verify` lets pass and what it names: traces and pictures.

import Foundation
import LessonKit
import TestSupport
import Testing

@testable import convbook

@Suite struct TraceDifferenceTests {
  func entries(_ json: String) throws -> [TraceFile.Entry] {
    try TraceFile.entries(Data(json.utf8))
  }

  let record = """
    [{"detail":"","output":[1,429,640,1],"step":"photo","inputs":{}},
    {"detail":"stride 1","inputs":{"filters":[3,3,1,1],"input":[1,429,640,1]},
    "output":[1,427,638,1],"step":"conv2D"},
    {"detail":"","step":"mean","value":1.25},{"detail":"","step":"count","value":760}]
    """

  func difference(_ old: String, _ new: String) throws -> String? {
    TraceDifference.first(
      expected: try entries(record),
      found: try entries(record.replacingOccurrences(of: old, with: new)))?.english
  }

  @Test func sameOrWithOtherWords() throws {
    #expect(try difference("", "") == nil)
    #expect(try difference("stride 1", "a stride of one") == nil)
    #expect(try difference("1.25", "1.2501") == nil)
  }

  @Test(arguments: [
    ("[1,427,638,1]", "[1,429,638,1]", "step 2, conv2D: what comes out, height 427 on record, now"),
    ("[1,427,638,1]", "[1,427,638,3]", "channels 1 on record, now 3"),
    ("[1,427,638,1]", "[2,427,640,1]", "batch 1 on record, now 2, width 638 on record, now 640"),
    ("[1,427,638,1]", "[427,638,1]", "4 axes on record, now 3"),
    ("[3,3,1,1]", "[5,5,1,1]", "what goes in as filters"),
    ("\"conv2D\"", "\"maxPool2D\"", "step 2 should be “conv2D”, it is “maxPool2D”"),
    ("1.25", "1.3", "step 3, mean: 1.25 on record"), ("760", "751", "step 4, count: 760"),
    (",{\"detail\":\"\",\"step\":\"count\",\"value\":760}", "", "“count” is missing"),
  ])
  func differing(_ old: String, _ new: String, says words: String) throws {
    let found = try #require(try difference(old, new))
    #expect(found.contains(words), "\(found)")
  }

  @Test func newStep() throws {
    let words = TraceDifference.first(expected: [], found: try entries(record))
    #expect(words?.english == "0 steps are on record, 4 came out: “photo” is new")
  }
}

@Suite struct PictureDifferenceTests {
  let folder: TemporaryFolder
  let image = Image(
    height: 50, width: 60, channels: 1, pixels: (0..<3000).map { UInt8($0 % 200) })

  init() throws {
    folder = try TemporaryFolder()
    for name in ["old", "new"] {
      try FileManager.default.createDirectory(
        atPath: folder.path(name), withIntermediateDirectories: true)
      try image.write(to: folder.path("\(name)/01-a.png"))
    }
  }

  func compared() -> PictureDifference {
    PictureDifference(
      expected: folder.url.appendingPathComponent("old"),
      found: folder.url.appendingPathComponent("new"))
  }

  @Test func equal() {
    #expect(compared().problems.isEmpty)
    #expect(compared().close == 0)
  }

  @Test func withinTheTolerance() throws {
    var other = image
    for index in other.pixels.indices { other.pixels[index] += UInt8(PictureTolerance.steps) }
    other.pixels[7] += 100
    try other.write(to: folder.path("new/01-a.png"))
    #expect(compared().problems.isEmpty)
    #expect(compared().close == 1)
  }

  @Test func aWrongColumn() throws {
    var other = image
    for y in 0..<50 { other[y, 0, 0] &+= 40 }
    try other.write(to: folder.path("new/01-a.png"))
    let problem = try #require(compared().problems.first)
    #expect(problem.words.english == "01-a.png differs")
    #expect(problem.lines.joined().english.contains("columns 0…0"))
    let differences = try #require(problem.differences)
    #expect(try Image(contentsOf: differences).shape == [50, 60, 3])
    #expect(compared().problems.count == 1, "the picture of the differences is no picture itself")
  }

  @Test func otherChannelsMissingAndAdditional() throws {
    try image.rgb().write(to: folder.path("new/01-a.png"))
    try image.write(to: folder.path("old/02-b.png"))
    try image.write(to: folder.path("new/03-c.png"))
    let words = compared().problems.map(\.words.english)
    #expect(
      words == [
        "01-a.png differs", "02-b.png did not come out", "03-c.png has no reference picture",
      ])
  }

  @Test func noReferenceAtAll() throws {
    try FileManager.default.removeItem(atPath: folder.path("old"))
    #expect(compared().problems.first?.words.english.hasPrefix("none is on record") == true)
  }

  @Test func damagedReference() throws {
    try folder.write("not a picture", to: "old/01-a.png")
    #expect(compared().problems.map(\.isTrouble) == [true])
  }
}
