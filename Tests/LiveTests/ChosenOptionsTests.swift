// What a reader may choose, and which pictures are taken.

import Foundation
import TestSupport
import Testing

@testable import LessonKit
@testable import Live

@Suite struct ChosenOptionsTests {
  private static let declared = [
    DeclaredOption(
      name: "stride", kind: .number(least: "1", most: "9", isWhole: true), help: "", standard: "1"),
    DeclaredOption(name: "full", kind: .flag, help: ""),
    DeclaredOption(name: "pool", kind: .choice(["max", "mean"]), help: "", standard: "max"),
  ]

  @Test func argumentsStandInTheOrderOfTheDeclarations() {
    var options = ChosenOptions(declared: Self.declared)
    options.choose("mean", for: "pool")
    options.choose("true", for: "full")
    options.choose("2", for: "stride")
    #expect(options.arguments == ["--stride", "2", "--full", "--pool", "mean"])
    options.choose("false", for: "full")
    options.choose("1", for: "stride")
    options.choose(nil, for: "pool")
    #expect(options.arguments.isEmpty)
  }

  @Test(arguments: [
    ("output", "/etc"), ("image", "/etc/passwd"), ("stride", "two"), ("stride", "--output"),
    ("pool", "--output"), ("full", "--output"),
  ])
  func nothingElseIsChosen(name: String, value: String) {
    var options = ChosenOptions(declared: Self.declared)
    options.choose(value, for: name)
    #expect(options.arguments.isEmpty)
  }

  @Test(arguments: [0, -1, DroppedPicture.longest + 1])
  func aPictureHasASize(size: Int) {
    #expect(throws: DroppedPictureError.self) { try DroppedPicture(name: "a.png", size: size) }
  }

  @Test func onlyPicturesAreWritten() throws {
    let folder = try TemporaryFolder()
    let own = folder.url.appendingPathComponent("picture")
    var words = try DroppedPicture(name: "a.png", size: 3)
    words.add(Data("not a picture".utf8))
    #expect(words.isComplete)
    #expect(throws: ImageError.self) { try words.write(to: own) }
    #expect(!FileManager.default.fileExists(atPath: own.path))
  }

  @Test(arguments: [
    ("../../etc/passwd", "etc-passwd"), ("my photo.png", "my-photo.png"), ("--output", "output"),
    ("", "picture"), ("a\nb.png", "a-b.png"),
  ])
  func aNameIsNoPath(name: String, kept: String) throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("dot.png")
    try Image(height: 1, width: 1, channels: 3, filledWith: .white).write(to: file.path)
    let bytes = try Data(contentsOf: file)
    var picture = try DroppedPicture(name: name, size: bytes.count)
    // In two pieces.
    picture.add(bytes.prefix(10))
    #expect(!picture.isComplete)
    picture.add(bytes.dropFirst(10))
    let own = folder.url.appendingPathComponent("picture")
    let written = try picture.write(to: own)
    #expect(written.lastPathComponent == kept)
    #expect(written.deletingLastPathComponent().deletingLastPathComponent().path == own.path)
    #expect(try Data(contentsOf: written) == bytes)
  }
}
