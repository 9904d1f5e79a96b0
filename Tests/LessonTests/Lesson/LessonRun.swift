// Runs lessons as programs and reads the files they write.

import Foundation
import Notebooks
import Processes
import TestSupport

/// A finished run of a lesson in a folder of its own.
struct LessonRun {
  let folder: URL
  let status: Int32
  let output: String
  let errorText: String

  /// - Parameter threads: how many it computes with; as many as there are cores when left out.
  init(
    _ lesson: String, _ arguments: [String] = [], threads: Int? = nil,
    folder: URL = .freshFolder()
  ) throws {
    // Drawn data, which every machine has, whatever else may be found on this one.
    let run = try ProcessOutput.run(
      [URL.builtProducts.appendingPathComponent(lesson).path, "--output", folder.path] + arguments,
      environment: ["CONVBOOK_DATA": "drawn", "CONVBOOK_THREADS": threads.map(String.init)],
      timeLimit: 600)
    (status, output, errorText) = (run.status, run.output, run.errors)
    self.folder = folder
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  var page: String { get throws { try text("index.html") } }

  var trace: [TraceFile.Entry] {
    get throws {
      try TraceFile.entries(Data(contentsOf: folder.appendingPathComponent("trace.json")))
    }
  }

  /// Every file and its bytes, by its path in the folder.
  var files: [String: Data] {
    get throws {
      let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        .filter { !folder.appendingPathComponent($0).hasDirectoryPath }
      return try Dictionary(
        uniqueKeysWithValues: paths.map {
          ($0, try Data(contentsOf: folder.appendingPathComponent($0)))
        })
    }
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}

extension URL {
  /// A path in the temporary folder where nothing is yet.
  static func freshFolder() -> URL {
    FileManager.default.temporaryDirectory
      .appendingPathComponent("convbook-test-\(UInt64.random(in: 0...UInt64.max))")
  }
}
