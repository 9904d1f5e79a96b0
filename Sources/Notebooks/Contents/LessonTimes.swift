// Stores the durations of lessons beside their pages, so that a page does not depend on the time it
// took.

import Foundation

/// The durations of the lessons in an output folder, one file each in `.times`.
public struct LessonTimes {
  private let folder: URL

  /// - Parameter folder: the output folder, with a folder for each lesson's page.
  public init(folder: URL) { self.folder = folder.appendingPathComponent(".times") }

  /// Returns the seconds of a lesson's last finished run; nil when unknown.
  public func seconds(of name: String) -> Double? {
    (try? String(contentsOf: file(name), encoding: .utf8))
      .flatMap { Double($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
  }

  /// Stores the seconds of a finished run. Errors are ignored, since the time is only displayed.
  public func remember(_ seconds: Double, of name: String) {
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? Data("\(seconds)\n".utf8).write(to: file(name), options: .atomic)
  }

  private func file(_ name: String) -> URL { folder.appendingPathComponent(name) }
}
