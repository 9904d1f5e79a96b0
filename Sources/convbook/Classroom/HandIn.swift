// The file that a student hands in: the answer of an exercise as it is, and beside it what it was
// checked with. `grade` reads it as it reads any zip archive.

import Foundation
import LessonKit
import Processes

/// An exercise packed to be handed in.
struct HandIn {
  /// What stands beside the answer.
  struct Description: Codable, Equatable {
    /// The edition of the book: "2.0.0".
    let convbook: String
    let exercise: Int
    /// What `check` draws its cases from for this answer.
    let seed: String
    /// The answer's files, with their hashes (SHA-256).
    let files: [String: String]
  }

  let exercise: ExerciseFolder
  let description: Description
  private let sources: [(name: String, data: Data)]

  /// Reads the answer to an exercise.
  ///
  /// - Throws: `CommandError` when it can't be read, or is as it was before anything was written.
  init(_ exercise: ExerciseFolder) throws {
    self.exercise = exercise
    let number = exercise.lesson.number
    sources = try exercise.sources.map { file in
      guard let data = try? Data(contentsOf: file) else {
        throw CommandError(.trouble, "\(shortPath(file.path)): can't be read.")
      }
      return (file.lastPathComponent, data)
    }
    guard !sources.isEmpty else {
      throw CommandError(
        .no, "exercise \(number): there is no file in \(shortPath(exercise.folder.path)).")
    }
    let starter = Data(try exercise.starter().utf8)
    if sources.count == 1, sources[0].data == starter {
      throw CommandError(
        .no,
        "exercise \(number) is as it was: write your answer into "
          + "\(shortPath(exercise.file.path)), and pack it then.")
    }
    description = Description(
      convbook: Edition.version, exercise: number,
      seed: String(ExerciseSession.seed(of: sources.map(\.data))),
      files: Dictionary(
        uniqueKeysWithValues: sources.map { ($0.name, SHA256.hexadecimal($0.data)) }))
  }

  /// Returns the archive of some: for each a folder named after the exercise with the answer's
  /// files, and convbook.json.
  static func archive(_ handIns: [HandIn]) throws -> Data {
    var zip = ZipWriter()
    for own in handIns {
      let folder = own.exercise.lesson.name
      for source in own.sources { zip.add(source.data, as: "\(folder)/\(source.name)") }
      zip.add(Data(try JSONText.of(own.description).utf8), as: "\(folder)/convbook.json")
    }
    return try zip.archive()
  }
}
