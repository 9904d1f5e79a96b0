// The hand-ins of a class as a learning platform gives them to a teacher: one zip archive, unpacked
// here into a folder that is read like any other.

import Foundation
import LessonKit

/// An archive of a whole class.
enum ClassArchive {
  /// The maximum size of all files together in bytes.
  static let mostBytes = 4 * SubmissionBudget.largestArchive

  /// Whether a file is a zip archive by its name.
  static func isArchive(_ url: URL) -> Bool {
    url.pathExtension.lowercased() == "zip" && SubmittedFile.kind(of: url) == .typeRegular
  }

  /// Whether a platform named everything in an archive after students, so that it is no student's.
  static func isOfClass(_ archive: ZipArchive) -> Bool {
    let names = Set(archive.entries.compactMap { parts(of: $0).first })
    return !names.isEmpty && names.allSatisfy { SubmissionName($0).isOfPlatform }
  }

  /// Unpacks an archive.
  ///
  /// - Returns: the folder with the students in it, which the archive may hold in another.
  /// - Throws: `Refusal` when it holds too much, or a file is damaged.
  static func unpack(_ archive: ZipArchive, to folder: URL) throws(ZipArchive.Refusal) -> URL {
    var left = mostBytes
    for entry in archive.entries {
      let parts = parts(of: entry)
      // Links are not followed, and so not made.
      guard !parts.isEmpty, !entry.isLink else { continue }
      let url = parts.reduce(folder) { $0.appendingPathComponent($1) }
      let isFolder = entry.name.hasSuffix("/") || entry.name.hasSuffix("\\")
      let isRead =
        SubmittedFile.mayHoldAnswers(parts[parts.count - 1])
        || parts[parts.count - 1] == SubmissionName.gradescopesList
      // What holds no answer is there by its name alone.
      let bytes = isFolder || !isRead ? [] : try archive.contents(of: entry, limit: left)
      left -= bytes.count
      do {
        try FileManager.default.createDirectory(
          at: isFolder ? url : url.deletingLastPathComponent(), withIntermediateDirectories: true)
        if !isFolder { try Data(bytes).write(to: url) }
      } catch {
        throw .init(message: "“\(entry.name)” can't be unpacked: \(error.localizedDescription)")
      }
    }
    return students(in: folder)
  }

  /// The names on the way to a file; none for what an archiver adds.
  private static func parts(of entry: ZipArchive.Entry) -> [String] {
    let parts = entry.name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).map(String.init)
    let isAdded = parts.contains { $0.hasPrefix(".") || $0 == "__MACOSX" }
    return isAdded ? [] : parts
  }

  /// The only folder in a folder, if the platform's names are in there.
  private static func students(in folder: URL) -> URL {
    func names(_ url: URL) -> [String] {
      (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    }
    let outer = names(folder)
    guard outer.count == 1, !SubmissionName(outer[0]).isOfPlatform else { return folder }
    let inner = folder.appendingPathComponent(outer[0])
    return names(inner).contains {
      $0 == SubmissionName.gradescopesList || SubmissionName($0).isOfPlatform
    } ? inner : folder
  }
}
