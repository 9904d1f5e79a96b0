// Finds the submissions of students in files, folders and archives.

import Checks
import Foundation
import LessonKit

/// A student's submission for one exercise, or the reason why it can't be graded.
struct Submission {
  /// The student's name, from the file or folder.
  let student: String
  /// The path where it was found: "anna.zip/05/Exercise.swift".
  let origin: String
  /// The number of the lesson; nil when unknown.
  let lesson: Int?
  /// File names and their bytes; empty when it is refused.
  let sources: [(name: String, bytes: [UInt8])]
  /// The reason why it can't be graded; nil when it can.
  var refusal: Message?
}

/// Finds submissions.
struct SubmissionFinder {
  /// The maximum size of a source in bytes.
  static let largestSource = 256 << 10
  /// The maximum size of an archive in bytes.
  static let largestArchive = 64 << 20
  private static let deepest = 8

  /// The numbers of the lessons to grade; nil for all with an exercise.
  let wanted: Set<Int>?
  /// The folder that results go to, which is no student's although it may lie among them.
  let output: URL

  /// A file with its path.
  private struct Found {
    var path: [String]
    var bytes: [UInt8]
    var refusal: Message?
  }

  /// Returns the submissions in a folder, ordered by student.
  ///
  /// - Throws: `CommandError` when the folder can't be read.
  func submissions(in folder: URL) throws -> [Submission] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
      throw CommandError(.trouble, "\(folder.path): is no folder that can be read.")
    }
    var submissions: [Submission] = []
    let results = self.results(in: folder)
    for name in names.sorted() where !name.hasPrefix(".") && !results.contains(name) {
      let url = folder.appendingPathComponent(name)
      if Self.isResults(url) || Self.isSame(url, output) { continue }
      if let lesson = Self.lesson(named: name), Self.kind(of: url) == .typeDirectory {
        // A folder for each exercise that contains the students.
        let inner = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        for student in inner.sorted() where !student.hasPrefix(".") {
          submissions += handedIn(
            url.appendingPathComponent(student), origin: [name, student], hint: lesson)
        }
      } else {
        submissions += handedIn(url, origin: [name], hint: nil)
      }
    }
    return refusingSecondOnes(submissions).filter { submission in
      wanted.map { wanted in submission.lesson.map(wanted.contains) ?? true } ?? true
    }
  }

  /// The names in a folder that are an earlier run's results, when they were written among the
  /// submissions.
  private func results(in folder: URL) -> Set<String> {
    guard Self.isResults(folder) else { return [] }
    return Set(GradeReports.files + ["record.json", "gradescope", "kept", "pictures"])
  }

  /// Whether a folder holds grades.
  private static func isResults(_ folder: URL) -> Bool {
    OutputFolder.nameOfRun(in: folder.path) == GradeReports.name
  }

  private static func isSame(_ first: URL, _ second: URL) -> Bool {
    first.resolvingSymlinksInPath().standardizedFileURL.path
      == second.resolvingSymlinksInPath().standardizedFileURL.path
  }

  /// Returns the submissions of a student's file, folder or archive.
  private func handedIn(_ url: URL, origin: [String], hint: Int?) -> [Submission] {
    let name = origin[origin.count - 1]
    func refused(_ words: Message) -> [Submission] {
      [
        Submission(
          student: Self.student(name), origin: origin.joined(separator: "/"), lesson: hint,
          sources: [], refusal: words)
      ]
    }
    switch Self.kind(of: url) {
    case .typeDirectory:
      return group(files(below: url, path: origin, depth: 0), student: name, origin, hint)
    case .typeSymbolicLink: return refused("is a link; links are not followed")
    case .typeRegular: break
    default:
      // What is no UTF-8 in a name is read as U+FFFD, and then no such file is found.
      return refused(name.contains("\u{FFFD}") ? "has a name that is not UTF-8" : "is no file")
    }
    if name.lowercased().hasSuffix(".zip") {
      guard let size = Self.size(of: url), size <= Self.largestArchive else {
        return refused("has more than \(Self.largestArchive >> 20) MB")
      }
      guard let data = try? Data(contentsOf: url) else { return refused("can't be read") }
      do throws(ZipArchive.Refusal) {
        let found = try unpacked(ZipArchive([UInt8](data)), origin)
        return group(found, student: Self.student(name), origin, hint)
      } catch {
        return refused(error.message)
      }
    }
    guard name.lowercased().hasSuffix(".swift") else {
      return refused("is no Swift file, folder or zip archive")
    }
    return group([read(url, origin)], student: Self.student(name), origin, hint)
  }

  private func files(below folder: URL, path: [String], depth: Int) -> [Found] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().flatMap { name -> [Found] in
      let url = folder.appendingPathComponent(name)
      let path = path + [name]
      if name.hasPrefix(".") || name == "__MACOSX" { return [] }
      switch Self.kind(of: url) {
      case .typeDirectory:
        return depth < Self.deepest ? files(below: url, path: path, depth: depth + 1) : []
      case .typeSymbolicLink where name.hasSuffix(".swift"):
        return [Found(path: path, bytes: [], refusal: "is a link; links are not followed")]
      case .typeRegular where name.hasSuffix(".swift"): return [read(url, path)]
      default: return []
      }
    }
  }

  private func read(_ url: URL, _ path: [String]) -> Found {
    guard let size = Self.size(of: url), size <= Self.largestSource else {
      return Found(path: path, bytes: [], refusal: Self.tooLarge)
    }
    guard let data = try? Data(contentsOf: url) else {
      return Found(path: path, bytes: [], refusal: "can't be read")
    }
    return Found(path: path, bytes: [UInt8](data))
  }

  private func unpacked(
    _ archive: ZipArchive, _ origin: [String]
  ) throws(ZipArchive.Refusal) -> [Found] {
    var found: [Found] = []
    for entry in archive.entries where entry.name.hasSuffix(".swift") {
      let parts = entry.name.split(separator: "/").map(String.init)
      if parts.contains(where: { $0.hasPrefix(".") || $0 == "__MACOSX" }) { continue }
      if entry.isLink {
        found.append(
          Found(path: origin + parts, bytes: [], refusal: "is a link; links are not followed"))
        continue
      }
      let bytes = try archive.contents(of: entry, limit: Self.largestSource)
      found.append(Found(path: origin + parts, bytes: bytes))
    }
    return found
  }

  /// Groups a student's files into submissions: each file that names an exercise, with its helper
  /// files.
  private func group(
    _ files: [Found], student: String, _ origin: [String], _ hint: Int?
  ) -> [Submission] {
    var submissions: [Submission] = []
    var helpers: [[String]: [(name: String, bytes: [UInt8])]] = [:]
    var mains: [(Found, lesson: Int)] = []
    for file in files {
      let place = file.path.joined(separator: "/")
      func refused(_ words: Message) -> Submission {
        Submission(
          student: student, origin: place, lesson: hint ?? Self.lesson(in: file.path),
          sources: [], refusal: words)
      }
      if let refusal = file.refusal {
        submissions.append(refused(refusal))
      } else if let text = String(validating: file.bytes, as: UTF8.self) {
        if let check = Checks.all.first(where: { text.contains($0.protocolName) }) {
          mains.append((file, check.lesson))
        } else if text.contains("@main") {
          submissions.append(refused("names no exercise: it conforms to none of their protocols"))
        } else {
          let folder = Array(file.path.dropLast())
          helpers[folder, default: []].append((file.path[file.path.count - 1], file.bytes))
        }
      } else {
        submissions.append(refused("is not UTF-8 text"))
      }
    }
    submissions += mains.map { file, lesson in
      Submission(
        student: student, origin: file.path.joined(separator: "/"), lesson: lesson,
        sources: [(file.path[file.path.count - 1], file.bytes)]
          + (helpers[Array(file.path.dropLast())] ?? []))
    }
    if submissions.isEmpty {
      submissions.append(
        Submission(
          student: student, origin: origin.joined(separator: "/"), lesson: hint, sources: [],
          refusal: "holds no Swift file that answers an exercise"))
    }
    return submissions
  }

  /// Refuses several answers of a student to one exercise.
  private func refusingSecondOnes(_ submissions: [Submission]) -> [Submission] {
    var first: [String: String] = [:]
    return submissions.map { submission in
      guard submission.refusal == nil, let lesson = submission.lesson else { return submission }
      let key = "\(lesson) \(submission.student)"
      if let other = first[key] {
        var copy = submission
        copy.refusal = "is a second answer to exercise \(lesson); “\(other)” was taken"
        return copy
      }
      first[key] = submission.origin
      return submission
    }
  }

  private static let tooLarge: Message = "has more than \(largestSource >> 10) KB"

  /// Returns the student's name: "anna" from "anna.swift", "anna-05.swift", "anna_exercise5.zip".
  static func student(_ name: String) -> String {
    let stem = name.replacing(#/\.(swift|zip)$/#.ignoresCase(), with: "")
    let short = stem.replacing(
      #/[-_ ]+(exercise|lesson|ex)?[-_ ]*\d{1,2}$/#.ignoresCase(), with: "")
    return short.isEmpty ? stem : short
  }

  /// Returns the lesson of a folder's name: "05-sliding-window", "5", "exercise-5".
  private static func lesson(named name: String) -> Int? {
    if let lesson = Curriculum().lessons.first(where: { $0.name == name }) { return lesson.number }
    let match = name.wholeMatch(of: #/(exercise|lesson|ex)?[-_ ]*(\d{1,2})/#.ignoresCase())
    return match.flatMap { Int($0.2) }.flatMap { Checks.check(ofLesson: $0)?.lesson }
  }

  private static func lesson(in path: [String]) -> Int? {
    path.reversed().lazy.compactMap { lesson(named: $0) }.first
  }

  private static func kind(of url: URL) -> FileAttributeType? {
    (try? FileManager.default.attributesOfItem(atPath: url.path))?[.type] as? FileAttributeType
  }

  private static func size(of url: URL) -> Int? {
    (try? FileManager.default.attributesOfItem(atPath: url.path))?[.size] as? Int
  }
}
