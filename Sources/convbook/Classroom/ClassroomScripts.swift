// The scripts that grading services run, filled in for a course. They lie in Scripts/ and are read
// when they are written.

import Foundation
import LessonKit

/// The scripts, and what stands in them.
struct ClassroomScripts {
  /// The exercises, as options take them: "5,7".
  let exercises: [LessonFolder]
  let seed: UInt64
  /// Where Convbook is cloned from, and which revision.
  var repository = ""
  var revision = ""

  private static let folder = Project.folder.appendingPathComponent(
    "Sources/convbook/Classroom/Scripts")

  /// Returns a script with its placeholders filled in.
  ///
  /// - Throws: `CommandError` when it can't be read.
  func text(_ name: String) throws -> String {
    let file = Self.folder.appendingPathComponent(name)
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      throw CommandError(.trouble, "\(file.path): can't be read; it is part of the checkout.")
    }
    let numbers = exercises.map { "\($0.number)" }.joined(separator: ",")
    return text.replacing("@EXERCISES@", with: numbers).replacing("@SEED@", with: "\(seed)")
      .replacing("@SWIFT@", with: Self.swiftVersion)
      .replacing("@REPOSITORY@", with: repository).replacing("@REVISION@", with: revision)
  }

  /// The version of the Swift that is in use here: "6.3.1".
  private static var swiftVersion: String {
    MachineDescription.swift.map { String($0.split(separator: " ").last ?? "6.1") } ?? "6.1"
  }
}
