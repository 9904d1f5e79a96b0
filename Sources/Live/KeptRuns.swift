// Runs that came to their end, so that a text that was run before shows at once what it showed.

import Foundation
import LessonKit
import Notebooks
import Processes

/// A run that came to its end.
struct KeptRun: Codable {
  /// The hash of all that decides what comes out.
  let key: String
  /// The text, and what it showed.
  let record: LessonRecord
  /// The pictures by the names that they have in the store.
  let pictures: [String: Data]
  /// The options that the lesson declares.
  var options: [DeclaredOption]?
}

/// The last runs of a lesson; the newest is also kept on the disk, for the next time.
struct KeptRuns {
  private let file: URL
  private var runs: [KeptRun] = []

  /// The number of runs that are kept: of the book's text, and of the last versions.
  private static let capacity = 4

  /// Reads what was kept.
  /// - Parameter folder: the folder of the lesson's edits.
  init(in folder: URL) {
    file = folder.appendingPathComponent("kept.json")
    runs =
      (try? Data(contentsOf: file)).flatMap { try? JSONDecoder().decode(KeptRun.self, from: $0) }
      .map { [$0] } ?? []
  }

  /// Returns the run of a key; nil when it is not kept.
  subscript(key: String) -> KeptRun? { runs.first { $0.key == key } }

  mutating func keep(_ run: KeptRun) {
    runs.removeAll { $0.key == run.key }
    runs.append(run)
    if runs.count > Self.capacity { runs.removeFirst() }
    Self.writing.async { [file] in
      // Without it the lesson runs once more next time.
      try? FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try? JSONEncoder().encode(run).write(to: file, options: .atomic)
    }
  }

  /// One after the other, so that the newest stays.
  private static let writing = DispatchQueue(label: "convbook.kept-runs")
}

extension EditedFiles {
  /// Returns the hash of all that decides what a run shows: the code and the words of its pictures,
  /// without the prose between; its options; the files that the lesson reads; the program that is
  /// made of it.
  ///
  /// - Parameter library: tells one build of the library and the compiler from another.
  func runKey(_ source: LessonSource, arguments: [String], library: String) -> String {
    var parts = [library] + arguments + source.program
    // What the page does not show: guesses, and results that were measured beforehand.
    let folder = lesson.folder
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let shown = Set(source.cells.map { $0.part ?? lesson.ownFile ?? "" })
    for name in names.sorted() where !shown.contains(name) {
      if name.hasSuffix(".swift") { parts += [name, text(of: name) ?? ""] }
      if name.hasSuffix(".json") {
        parts.append(FileIdentity.of(folder.appending(path: name)) ?? "")
      }
    }
    let pictures = Project.images
    let photos = (try? FileManager.default.contentsOfDirectory(atPath: pictures.path)) ?? []
    parts += photos.sorted().compactMap { FileIdentity.of(pictures.appendingPathComponent($0)) }
    return SHA256.hexadecimal(Data(parts.joined(separator: "\0").utf8))
  }
}
