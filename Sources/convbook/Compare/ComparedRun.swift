// One side of a comparison: the pictures and the trace of a run, wherever they lie.

import Foundation
import LessonKit

/// A lesson's output, the references of a lesson, or a folder of pictures.
struct ComparedRun {
  /// Whose it is, as pages and lines call it.
  var name: String
  /// The paths of the pictures, by file name.
  var pictures: [String: String]
  /// The steps; nil when there is no trace.
  var trace: [TraceFile.Entry]?
  /// The numbers of each step's tensor in short, where a record has them.
  var digests: [TensorDigest?] = []
  /// The lesson that made it, if that is known.
  var lesson: LessonFolder?

  /// A folder that a lesson wrote, or any folder of pictures.
  ///
  /// - Throws: a `CommandError` when it can't be read or holds neither pictures nor a trace.
  init(folder: String, name: String? = nil) throws(CommandError) {
    let url = URL(fileURLWithPath: folder).standardizedFileURL
    self.name = name ?? shortPath(folder)
    pictures = Self.pictures(in: url)
    let traceFile = url.appendingPathComponent("trace.json")
    if let data = FileManager.default.contents(atPath: traceFile.path) {
      guard let entries = try? TraceFile.entries(data) else {
        throw CommandError(.trouble, "\(shortPath(traceFile.path)): this is no trace.")
      }
      trace = entries
      digests = LessonRecord(in: url)?.digests ?? []
    }
    guard trace != nil || !pictures.isEmpty else {
      throw CommandError(.trouble, "\(folder): there are no pictures in this folder.")
    }
    lesson = Curriculum().lessons.first { $0.name == url.lastPathComponent }
  }

  /// The references that come with the book.
  init(referenceOf lesson: LessonFolder) throws(CommandError) {
    name = text("the book")
    self.lesson = lesson
    let folder = Project.images.appendingPathComponent("Expected/\(lesson.name)")
    pictures = Self.pictures(in: folder)
    guard let data = FileManager.default.contents(atPath: lesson.expectedTrace.path),
      let entries = try? TraceFile.entries(data)
    else {
      throw CommandError(
        .trouble,
        "\(shortPath(lesson.expectedTrace.path)): there is no reference to compare with.")
    }
    trace = entries
  }

  /// One picture.
  init(picture path: String, as key: String) {
    name = shortPath(path)
    pictures = [key: path]
  }

  /// The numbers of a step's tensor in short; nil where no record has them.
  func digest(of step: Int) -> TensorDigest? {
    digests.indices.contains(step) ? digests[step] : nil
  }

  /// Whether a path ends as those of pictures do.
  static func isPicture(_ path: String) -> Bool {
    ["png", "jpg", "jpeg"].contains(URL(fileURLWithPath: path).pathExtension.lowercased())
  }

  private static func pictures(in folder: URL) -> [String: String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let kept = names.filter { isPicture($0) && !$0.hasSuffix(".differences.png") }
    return Dictionary(
      kept.map { ($0, folder.appendingPathComponent($0).path) }, uniquingKeysWith: { $1 })
  }

  /// The picture that the lesson reads unless told otherwise.
  var defaultInput: String? {
    guard let lesson else { return nil }
    let files = (try? FileManager.default.contentsOfDirectory(atPath: lesson.folder.path)) ?? []
    for file in files.sorted() where file.hasSuffix(".swift") {
      let path = lesson.folder.appendingPathComponent(file).path
      if let text = try? String(contentsOfFile: path, encoding: .utf8),
        let match = text.firstMatch(of: /image\(default: "([^"]+)"/)
      {
        return Project.images.appendingPathComponent(String(match.1)).path
      }
    }
    return nil
  }
}
