// Grading divided among machines: a shard is a part of the students, and a merge puts the grades of
// the shards together. Each submission is graded by itself, so that both give what one run gives.

import ArgumentParser
import Foundation
import LessonKit
import Processes

/// One of several parts of a class, by student: "3/8".
struct Shard: ExpressibleByArgument, Equatable {
  /// From 1.
  let number: Int
  let count: Int

  init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1],
      (1...10_000).contains(count), (1...count).contains(number)
    else { return nil }
    (self.number, self.count) = (number, count)
  }

  /// Whether a student is of this part: by the name's hash, which is the same on every machine.
  func contains(_ student: String) -> Bool {
    let hash = SHA256.hexadecimal(Data(student.utf8)).prefix(8)
    return (Int(hash, radix: 16) ?? 0) % count == number - 1
  }
}

/// The grades of another folder of results.
enum GradeMerge {
  /// Copies the kept grades and pictures of other folders of results, so that a run finds them.
  ///
  /// - Throws: `CommandError` when one holds no grades.
  static func copy(from folders: [String], to output: URL) throws {
    for folder in folders {
      guard OutputFolder.nameOfRun(in: folder) == GradeReports.name else {
        throw CommandError(
          .trouble, "\(folder): holds no grades; name a folder that “grade --output” wrote.")
      }
      for part in ["kept", "pictures"] {
        let source = URL(fileURLWithPath: folder).appendingPathComponent(part)
        let target = output.appendingPathComponent(part)
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
        for name in try FileManager.default.contentsOfDirectory(atPath: source.path) {
          let file = source.appendingPathComponent(name)
          guard SubmittedFile.kind(of: file) == .typeRegular else { continue }
          try Data(contentsOf: file).write(
            to: target.appendingPathComponent(name), options: .atomic)
        }
      }
    }
  }

  /// The seed that other folders of results have in common; without folders the one that is asked
  /// for.
  ///
  /// - Parameter wanted: the seed that is asked for; nil for any.
  /// - Throws: `CommandError` when two have different ones.
  static func seed(of folders: [String], wanted: UInt64?) throws(CommandError) -> UInt64? {
    var seeds = wanted.map { [(folder: "--seed", seed: $0)] } ?? []
    for folder in folders {
      let file = URL(fileURLWithPath: folder).appendingPathComponent(".seed")
      let text = try? String(contentsOf: file, encoding: .utf8)
      guard let seed = text.flatMap({ UInt64($0) }) else {
        throw CommandError(
          .trouble, "\(folder): holds no grades; name a folder that “grade --output” wrote.")
      }
      seeds.append((folder, seed))
    }
    if let first = seeds.first, let other = seeds.first(where: { $0.seed != first.seed }) {
      throw CommandError(
        .trouble,
        """
        \(first.folder) has the seed \(String(first.seed)), \(other.folder) the seed \
        \(String(other.seed)): their grades don't compare. Grade all shards with the same --seed.
        """)
    }
    return seeds.first?.seed
  }
}
