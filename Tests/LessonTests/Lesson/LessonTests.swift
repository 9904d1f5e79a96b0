import Foundation
import TestSupport
import Testing

@testable import LessonKit

/// Whole lessons, run as programs.
@Suite struct LessonTests {
  static let lessons =
    (try? FileManager.default.contentsOfDirectory(atPath: Project.lessons.path))?
    .filter { $0.first?.isNumber == true }.sorted() ?? []

  @Test func thereAreLessons() { #expect(!Self.lessons.isEmpty) }

  static func source(of lesson: String) -> String {
    let folder = Project.lessons.appendingPathComponent(lesson)
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".swift") }.compactMap {
      try? String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8)
    }.joined()
  }

  @Test(arguments: lessons) func saysItsVersion(lesson: String) throws {
    let run = try LessonRun(lesson, ["--version"])
    #expect(run.status == 0)
    #expect(run.output == "\(lesson), Convbook \(Edition.version)\n")
    #expect(!FileManager.default.fileExists(atPath: run.folder.path), "it has no page")
  }

  /// The options with which training is as long as it needs to be to go through all of a lesson.
  static func shortTraining(of lesson: String) -> [String] {
    let source = source(of: lesson)
    let trains = source.contains("TrainingOptions") || source.contains("var epochs: Int?")
    return trains ? ["--epochs", "1"] : []
  }

  /// Of the lessons that train, those that are always run twice: with convolutions, gradients in
  /// pictures, and a graph of layers.
  static let repeated: Set = ["17-three-conv-net", "20-filters", "24-residual-networks"]

  /// Lessons that show a photo, or the reader's picture instead.
  static let lessonsWithPhotos = lessons.filter { source(of: $0).contains("options.image(") }

  /// A lesson leaves the same files each time, on one thread and on all; nothing but what is
  /// promised; and every picture on its page has alt text and the size it is given. Of the lessons
  /// that train a few are run twice, or all with CONVBOOK_CHECK_ALL=1.
  @Test(arguments: lessons)
  func leavesWhatItShould(lesson: String) throws {
    let arguments = Self.shortTraining(of: lesson)
    let first = try LessonRun(lesson, arguments)
    defer { first.remove() }
    #expect(first.status == 0, "\(first.errorText)")
    // Lesson 12 shows times, and says so; its pictures and its trace stay the same.
    let isMeasuring = lesson == "12-im2col"
    func lasting(_ files: [String: Data]) -> [String: Data] {
      files.filter { name, _ in
        // Pages and notebooks in every language.
        !isMeasuring || !["index.", "notebook.", "record.json"].contains(where: name.hasPrefix)
      }
    }
    if arguments.isEmpty || checksAll || Self.repeated.contains(lesson) {
      let second = try LessonRun(lesson, arguments, threads: 1)
      defer { second.remove() }
      #expect(try lasting(first.files) == lasting(second.files))
    }
    let page = try first.page
    #expect(PageSummary(folder: first.folder)?.isFinished == true)

    for name in try first.files.keys {
      let isOfAPicture =
        name.wholeMatch(
          of: /[0-9]{2}-[a-z0-9-]+\.png|pixels\/[0-9]{2}-[a-z0-9-]+(\.js|-uncovered\.png)/) != nil
        || name.wholeMatch(of: /(?:questions|stills)\/[a-z0-9-]+\.png/) != nil
      #expect(
        isOfAPicture
          || name.wholeMatch(of: /index\.[a-z]{2,3}\.html/) != nil
          || [
            "index.html", "notebook.ipynb", "record.json", "trace.json",
          ].contains(name),
        "\(name)")
    }

    let pictures = page.matches(
      of: /<img src="([^"]+)" width="(\d+)" height="(\d+)" alt="([^"]*)"/)
    let drawings = page.matches(
      of:
        #/
        data-width="(\d+)"\ data-height="(\d+)"\ data-file="([^"]+)"[^>]*>
        (?:<[^>]*>)*? <svg\ [^>]*aria-label="([^"]*)"
        /#)
    #expect(pictures.count + drawings.count > 0)
    for drawing in drawings {
      let image = try Image(
        contentsOf: first.folder.appendingPathComponent(String(drawing.3)).path)
      #expect(Int(drawing.1) == image.width && Int(drawing.2) == image.height)
      #expect(drawing.4.count > 10, "\(drawing.3) is described as “\(drawing.4)”")
    }
    for picture in pictures {
      let image = try Image(
        contentsOf: first.folder.appendingPathComponent(String(picture.1)).path)
      #expect(Int(picture.2).map { $0 % image.width } == 0)
      #expect(picture.4.count > 10, "\(picture.1) is described as “\(picture.4)”")
    }
  }

  @Test func edgeFilterTracesTheShapesOfThePhoto() throws {
    let run = try LessonRun("09-edge-filter")
    defer { run.remove() }
    let step = try #require(try run.trace.first { $0.step == "conv2D" })
    #expect(step.inputs == ["input": [1, 429, 640, 1], "filters": [3, 3, 1, 1]])
    #expect(step.output == [1, 427, 638, 1])
    #expect(
      run.output.contains("(1, 429, 640, 1) ∗ (3, 3, 1, 1)  →  (1, 427, 638, 1)"))
  }

  @Test func poolingEndsInTheShapeOfTheDocuments() throws {
    let run = try LessonRun("10-pooling")
    defer { run.remove() }
    #expect(try run.trace.last { $0.output != nil }?.output == [1, 142, 212, 1])
  }

  @Test func grayscaleGoesFromThreeNumbersToOne() throws {
    let run = try LessonRun("02-grayscale")
    defer { run.remove() }
    let shapes = try run.trace.compactMap(\.output)
    #expect(shapes.contains([426, 640, 3]) && shapes.contains([426, 640]))
  }

  @Test func stride() throws {
    let run = try LessonRun("09-edge-filter", ["--stride", "2"])
    defer { run.remove() }
    #expect(try run.trace.first { $0.step == "conv2D" }?.output == [1, 214, 319, 1])
    let bad = try LessonRun("09-edge-filter", ["--stride", "0"])
    defer { bad.remove() }
    #expect(bad.status == 64 && bad.errorText.contains("stride"))
  }

  /// Pictures of every kind a student may have; too small for a filter is an error, not a crash.
  /// Lessons that also train get only one that is large enough, or all with CONVBOOK_CHECK_ALL=1.
  @Test(arguments: lessonsWithPhotos, [(1, 1, 1), (4, 7, 2), (9, 5, 4), (40, 31, 3)])
  func anyPictureWill(lesson: String, shape: (height: Int, width: Int, channels: Int)) throws {
    let (height, width, channels) = shape
    let arguments = Self.shortTraining(of: lesson)
    guard arguments.isEmpty || checksAll || height >= 31 else { return }
    let image = Image(
      height: height, width: width, channels: channels,
      pixels: (0..<height * width * channels).map { UInt8(truncatingIfNeeded: $0 &* 37) })
    let file = URL.freshFolder().appendingPathExtension("png")
    try image.write(to: file.path)
    defer { try? FileManager.default.removeItem(at: file) }
    let run = try LessonRun(lesson, ["--image", file.path] + arguments)
    defer { run.remove() }
    #expect(run.status == 0 || run.status == 2, "\(run.errorText)")
    #expect(!run.errorText.contains("Fatal error"), "\(run.errorText)")
    if run.status == 2 { #expect(run.errorText.contains("\(file.path): is \(height) high")) }
    if height >= 31 { #expect(run.status == 0, "\(run.errorText)") }
  }

  @Test func aBrokenPictureIsNamed() throws {
    let file = URL.freshFolder().appendingPathExtension("png")
    try Data("GIF89a not a png".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let run = try LessonRun("09-edge-filter", ["--image", file.path])
    defer { run.remove() }
    #expect(run.status == 2)
    #expect(run.errorText.contains(file.path))
    #expect(try run.page.contains("id=\"stopped\""))
    #expect(try run.page.contains("<img") == false)
  }

  @Test func tensorsAreWrittenForNumPy() throws {
    let run = try LessonRun("10-pooling", ["--tensors"])
    defer { run.remove() }
    let traced = try run.trace
    let files = try run.files.keys.filter { $0.hasSuffix(".npy") }
    #expect(!files.isEmpty)
    let edges = try #require(files.first { $0.hasSuffix("-conv2d.npy") })
    let tensor = try NumPyFile.read(run.folder.appendingPathComponent(edges))
    #expect(traced.contains { $0.step == "conv2D" && $0.output == tensor.shape })
  }
}
