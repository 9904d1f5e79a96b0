// The program as people meet it: what it prints and how it ends.

import Foundation
import LessonKit
import TestSupport
import Testing

@Suite struct CommandLineTests {
  let folder: TemporaryFolder
  let photo: String

  init() throws {
    folder = try TemporaryFolder()
    photo = folder.path("photo.png")
    var generator = SeededGenerator(seed: 9)
    let pixels = (0..<20 * 30 * 3).map { _ in UInt8.random(in: 0...255, using: &generator) }
    try Image(height: 20, width: 30, channels: 3, pixels: pixels).write(to: photo)
  }

  func run(_ arguments: String...) throws -> Run { try Run(arguments, in: folder.url) }

  @Test func home() throws {
    let run = try run()
    #expect(run.status == 0)
    #expect(run.output.contains("Edges in a photo"))
    #expect(run.output.contains("swift run convbook run"))
    #expect(!run.output.contains("\u{1B}"), "no colour where there is no terminal")
  }

  @Test func version() throws {
    let run = try run("--version")
    #expect(run.status == 0)
    #expect(run.output == "Convbook \(Edition.version)\n")
  }

  @Test(arguments: [
    (["rnu"], "Did you mean run?"), (["9"], "convbook run 9"), (["run"], "name a lesson"),
    (["run", "edge-fliter", "--skip-build"], "Did you mean edge-filter?"),
    (["run", "9", "--time-limit", "0"], "0.1 to 86400"),
    (["run", "9", "--time-limit", "-3"], "0.1 to 86400"),
    (["compare", "a.png"], "as well"), (["compare", "a", "b", "--tolerance", "256"], "255"),
    (["compare", "a", "b", "--tolerance", "-1"], "from 0 to 255"), (["filter"], "name a picture"),
    (["filter", "a.png", "-o", "b.png"], "--filter"),
    (["filter", "a.png", "-o", "b.png", "-k", "sobel-z"], "sobel-x"),
    (["filter", "a.png", "-o", "b.png", "-k", "1 2; 3"], "row 2 has 1 number"),
    (["filter", "a.png", "-o", "b.png", "-k", "-1 x"], "is not a number"),
    (["filter", "a.png", "-o", "b.png", "-k", "sobel-x", "--stride", "0"], "must move"),
    (
      ["filter", "a.png", "-o", "b.png", "-k", "sobel-x", "--padding", "smae"], "Did you mean same?"
    ),
    (["pool", "a.png", "-o", "b.png", "--kind", "median"], "average"),
    (["shape", "5"], "1 number"), (["shape", "32x32x3", "--filters", "0"], "at least 1"),
    (["shape", "32x32x3", "--filter-size", "99999999999999999999"], "largest"),
  ])
  func wrongUsage(_ arguments: [String], says words: String) throws {
    let run = try Run(arguments, in: folder.url)
    #expect(run.status == 64)
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test(arguments: [
    ["compare", "photo.png", "nothing.png"],
    ["filter", "nothing.png", "-o", "b.png", "-k", "emboss"],
    ["filter", "photo.png", "-o", "no/b.png", "-k", "emboss"],
    ["filter", "photo.png", "-o", "b.gif", "-k", "emboss"], ["pool", "nothing.png", "-o", "b.png"],
    ["run", "9", "--image", "nothing.png"],
  ])
  func fileTrouble(_ arguments: [String]) throws {
    let run = try Run(arguments, in: folder.url)
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("convbook: "), "\(run.errors)")
  }

  @Test func comparing() throws {
    var other = try Image(contentsOf: photo)
    other[3, 4, 1] = other[3, 4, 1] ^ 1
    try other.write(to: folder.path("other.png"))
    #expect(try run("compare", "photo.png", "photo.png").status == 0)
    #expect(try run("compare", "photo.png", "other.png", "--tolerance", "1").status == 0)
    let differing = try run("compare", "photo.png", "other.png", "--diff", "diff.png")
    #expect(differing.status == 1)
    #expect(differing.output.contains("1 of 600 pixels"))
    #expect(differing.output.contains("diff.png"))
    #expect(try Image(contentsOf: folder.path("diff.png")).shape == [20, 30, 3])
    #expect(try run("compare", "photo.png", "other.png", "--diff", "./photo.png").status == 64)
    let json = try run("compare", "photo.png", "other.png", "--json")
    #expect(json.status == 1)
    let report = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(report?["differingPixels"] as? Int == 1)
  }

  @Test func filteringInPlaceNeverLosesThePicture() throws {
    let before = try Data(contentsOf: URL(fileURLWithPath: photo))
    for output in ["photo.png", "./photo.png", photo] {
      let refused = try run("filter", "photo.png", "-o", output, "-k", "emboss")
      #expect(refused.status == 64 && refused.errors.contains("would be lost"))
      #expect(try run("pool", "photo.png", "-o", output, "--window", "2").status == 64)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: photo)) == before)
  }

  @Test func tooMuchPaddingIsRefused() throws {
    let run = try run(
      "filter", "photo.png", "-o", "b.png", "-k", "emboss", "--padding", "900000")
    #expect(run.status == 64)
    #expect(run.errors.contains("100,000,000"))
  }

  @Test func pooling() throws {
    let run = try run("pool", "photo.png", "-o", "pooled.png", "--window", "3")
    #expect(run.status == 0)
    #expect(run.output.contains("⌊(20 + 2·0 − 3) / 3⌋ + 1 = 6"))
    let (input, pooled) = (
      try Image(contentsOf: photo), try Image(contentsOf: folder.path("pooled.png"))
    )
    #expect(pooled.shape == [6, 10, 3])
    let window = (0..<3).flatMap { y in (0..<3).map { x in input[y + 3, x + 6, 2] } }
    #expect(pooled[1, 2, 2] == window.max())
  }

  @Test func shapes() throws {
    let run = try run(
      "shape", "(32, 32, 3)", "--filters", "10", "--filter-size", "5", "--padding", "2")
    #expect(run.status == 0)
    #expect(run.output.contains("10 · (5·5·3) + 10 = 760"))
    #expect(try self.run("shape", "2x2x3", "--filter-size", "5").status == 1)
  }

  @Test func presetsAreListed() throws {
    let run = try run("filter", "--list")
    #expect(run.status == 0)
    for preset in FilterPreset.all { #expect(run.output.contains(preset.name)) }
  }

  @Test func referencesAreNotWrittenInCI() throws {
    let run = try Run(
      ["verify", "5", "--record", "--skip-build"], in: folder.url, environment: ["CI": "true"])
    #expect(run.status == 1)
    #expect(run.errors.contains("CI is set"))
  }

  @Test func runningALesson() throws {
    let run = try run("run", "sliding-window", "--skip-build", "--output", "pages")
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains("✓ done"))
    #expect(run.output.contains("pages/index.html"))
    let contents = try String(contentsOfFile: folder.path("pages/index.html"), encoding: .utf8)
    #expect(contents.contains("05-sliding-window/index.html"))
    #expect(
      FileManager.default.fileExists(atPath: folder.path("pages/05-sliding-window/trace.json")))
  }
}
