// The Swift files in what a student handed in: a file, a folder or an archive.

import Foundation
import LessonKit

/// A Swift file in a folder or archive, not read yet.
struct SubmittedFile {
  /// The path from the folder of submissions on.
  let path: [String]
  let isLink: Bool
  /// The size in bytes as it is stated.
  let size: Int
  /// Reads it; throws a `ZipArchive.Refusal` with the reason why it can't be read.
  let read: () throws(ZipArchive.Refusal) -> [UInt8]

  /// Of a copy of the whole book only the files that students write: `Lessons/*/Exercise`.
  static func withoutTheBook(_ files: [SubmittedFile]) -> [SubmittedFile] {
    let answers = files.filter { file in
      let path = file.path
      guard let place = path.lastIndex(of: "Lessons") else { return false }
      return path.count == place + 4 && path[place + 2] == "Exercise"
    }
    return answers.isEmpty ? files : answers
  }

  /// The Swift files of a file, folder or archive.
  ///
  /// - Throws: a `ZipArchive.Refusal` with the reason why it can't be read.
  static func all(
    at url: URL, _ origin: [String]
  ) throws(ZipArchive.Refusal) -> [SubmittedFile] {
    let name = origin[origin.count - 1]
    switch kind(of: url) {
    case .typeDirectory: return files(below: url, path: origin, depth: 0)
    case .typeSymbolicLink: throw .init(message: "is a link; links are not followed")
    case .typeRegular: break
    default:
      // What is no UTF-8 in a name is read as U+FFFD, and then no such file is found.
      throw .init(
        message: name.contains("\u{FFFD}") ? "has a name that is not UTF-8" : "is no file")
    }
    if name.lowercased().hasSuffix(".zip") { return try files(in: ZipArchive(at: url), origin) }
    guard mayHoldAnswers(name) else {
      throw .init(message: "is no Swift file, folder or zip archive")
    }
    return [file(url, origin)]
  }

  /// Whether a file's name is one of Swift or of an archive.
  static func mayHoldAnswers(_ name: String) -> Bool {
    [".swift", ".zip"].contains(where: name.lowercased().hasSuffix)
  }

  private static func files(below folder: URL, path: [String], depth: Int) -> [SubmittedFile] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().flatMap { name -> [SubmittedFile] in
      let url = folder.appendingPathComponent(name)
      let path = path + [name]
      if name.hasPrefix(".") || name == "__MACOSX" { return [] }
      let isSwift = name.hasSuffix(".swift")
      switch kind(of: url) {
      case .typeDirectory:
        return depth < SubmissionBudget.deepest
          ? files(below: url, path: path, depth: depth + 1) : []
      case .typeSymbolicLink where isSwift:
        return [SubmittedFile(path: path, isLink: true, size: 0) { () in [] }]
      case .typeRegular where isSwift: return [file(url, path)]
      case .typeRegular where name.lowercased().hasSuffix(".zip"):
        do throws(ZipArchive.Refusal) {
          return try files(in: ZipArchive(at: url), path)
        } catch {
          // Told when it is its turn to be read, so that the others are read too.
          return [
            SubmittedFile(path: path, isLink: false, size: 0) { () throws(ZipArchive.Refusal) in
              throw error
            }
          ]
        }
      default: return []
      }
    }
  }

  private static func file(_ url: URL, _ path: [String]) -> SubmittedFile {
    SubmittedFile(path: path, isLink: false, size: size(of: url) ?? 0) {
      () throws(ZipArchive.Refusal) in
      guard let data = try? Data(contentsOf: url) else { throw .init(message: "can't be read") }
      return [UInt8](data)
    }
  }

  private static func files(
    in archive: ZipArchive, _ origin: [String]
  ) throws(ZipArchive.Refusal) -> [SubmittedFile] {
    let names = archive.entries.map { $0.name.lowercased() }
    if !names.contains(where: { $0.hasSuffix(".swift") }),
      let inner = archive.entries.first(where: { $0.name.lowercased().hasSuffix(".zip") })
    {
      throw .init(
        message: "holds no Swift file but another zip archive, “\(inner.name)”; hand in that one")
    }
    return archive.entries.filter { $0.name.hasSuffix(".swift") }.compactMap { entry in
      let parts = entry.name.split(separator: "/").map(String.init)
      if parts.contains(where: { $0.hasPrefix(".") || $0 == "__MACOSX" }) { return nil }
      return SubmittedFile(
        path: origin + parts, isLink: entry.isLink, size: entry.unpackedSize
      ) { () throws(ZipArchive.Refusal) in
        try archive.contents(of: entry, limit: SubmissionBudget.largestSource)
      }
    }
  }

  static func kind(of url: URL) -> FileAttributeType? {
    (try? FileManager.default.attributesOfItem(atPath: url.path))?[.type] as? FileAttributeType
  }

  private static func size(of url: URL) -> Int? {
    (try? FileManager.default.attributesOfItem(atPath: url.path))?[.size] as? Int
  }
}
