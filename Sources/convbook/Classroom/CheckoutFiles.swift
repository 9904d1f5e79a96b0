// The files of this checkout that another machine needs to build it: what git would have, without
// what running made and without anybody's answers.

import Foundation
import LessonKit
import Processes

/// The files of the checkout.
enum CheckoutFiles {
  /// What is at the top of a checkout and needed to build it.
  private static let top = [
    "Package.swift", "Package.resolved", "LICENSE", "Sources", "Lessons", "Tests", "Images",
  ]
  /// Reference pictures are half of all bytes, and only `verify` reads them.
  private static let leftOut = ["Images/Expected", "Images/Scenes"]

  /// Returns the paths from the checkout's folder on, in order, with what they hold.
  static func all() throws -> [(path: String, data: Data)] {
    var files: [(path: String, data: Data)] = []
    for name in top { try add(name, to: &files) }
    return files.sorted { $0.path < $1.path }
  }

  private static func add(_ path: String, to files: inout [(path: String, data: Data)]) throws {
    let url = Project.folder.appendingPathComponent(path)
    let name = url.lastPathComponent
    if leftOut.contains(path) || name.hasPrefix(".") || name == "__pycache__" { return }
    switch SubmittedFile.kind(of: url) {
    case .typeDirectory:
      // The file as students get it: the teacher's own answers are no part of the package.
      let lesson = name == "Exercise" ? LessonFolder(url.deletingLastPathComponent()) : nil
      if let exercise = lesson.flatMap(ExerciseFolder.init) {
        files.append(("\(path)/Exercise.swift", Data(try exercise.starter().utf8)))
        return
      }
      for entry in try FileManager.default.contentsOfDirectory(atPath: url.path) {
        try add("\(path)/\(entry)", to: &files)
      }
    case .typeRegular: files.append((path, try Data(contentsOf: url)))
    default: return
    }
  }
}
