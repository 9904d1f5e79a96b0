// How long lessons took, beside their pages and not in them: the same lesson gives the same page, however
// long it took.

import Foundation

/// The times of a folder of pages, each in a small file of its own under `.times`.
public struct LessonTimes {
  private let folder: URL

  /// - Parameter folder: holds the lessons' pages in folders of their own.
  public init(folder: URL) { self.folder = folder.appendingPathComponent(".times") }

  /// How long a lesson took when it last came to its end; nil when that is not known.
  public func seconds(of name: String) -> Double? {
    (try? String(contentsOf: file(name), encoding: .utf8))
      .flatMap { Double($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
  }

  /// Remembers how long a lesson took. That it can't be written is no reason to fail: it is only shown.
  public func remember(_ seconds: Double, of name: String) {
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? Data("\(seconds)\n".utf8).write(to: file(name), options: .atomic)
  }

  private func file(_ name: String) -> URL { folder.appendingPathComponent(name) }
}
