// Compiles a student's file into a program, with the compiler itself: `swift build` would have to know
// every exercise, and one that does not compile would break the build of everything else.

import Foundation
import LessonKit

/// Compiles answers against the modules that this very program was built from.
struct AnswerCompiler {
  /// What came of compiling.
  enum Result {
    /// The program.
    case program(String)
    /// The compiler's own words.
    case complaints(String)
    /// It took longer than it may.
    case tookTooLong(seconds: Double)
  }

  /// Holds the built modules: the folder this program runs from.
  let products: URL
  /// Seconds the compiler may take.
  var timeLimit = 120.0
  /// Whether the compiler may write in colour.
  var isColourful = false
  /// Put in front of the compiler's command, to confine it.
  var prefix: [String] = []

  init(products: URL = Builder().programs) { self.products = products }

  /// Compiles files into `program`, unless it was made of the same files before.
  ///
  /// - Parameters:
  ///   - sources: the student's files.
  ///   - folder: where the program and what it is made of are written.
  /// - Throws: a `CommandError` when there is no compiler, or what it needs is missing.
  func compile(_ sources: [URL], into folder: URL) throws -> Result {
    let program = folder.appendingPathComponent("answer")
    let stamp = folder.appendingPathComponent("stamp")
    let state =
      try Data(self.state.utf8)
      + sources.reduce(into: Data()) { data, source in
        data += Data((source.path + "\n").utf8) + (try Data(contentsOf: source))
      }
    if (try? Data(contentsOf: stamp)) == state,
      FileManager.default.isExecutableFile(atPath: program.path)
    {
      return .program(program.path)
    }
    try? FileManager.default.removeItem(at: stamp)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let objects = folder.appendingPathComponent("objects.txt")
    try libraryObjects().joined(separator: "\n").write(
      to: objects, atomically: true, encoding: .utf8)
    let command =
      prefix + ["/usr/bin/env", "swiftc", "-module-name", "Answer", "-parse-as-library"]
      + ["-swift-version", "6", "-Onone", "-g", "-diagnostic-style", "llvm"]
      + (isColourful ? ["-color-diagnostics"] : ["-no-color-diagnostics"])
      + ["-I", products.appendingPathComponent("Modules").path]
      + moduleMaps.flatMap { ["-Xcc", "-fmodule-map-file=\($0.path)"] } + sources.map(\.path)
      + ["-o", program.path, "@\(objects.path)"] + Self.systemLibraries
    guard let run = Captured.run(command, leadsGroup: true, timeLimit: timeLimit) else {
      throw CommandError(.trouble, "/usr/bin/env can't be started.")
    }
    if run.tookTooLong { return .tookTooLong(seconds: timeLimit) }
    if run.status == 127 {
      throw CommandError(
        .trouble, "there is no “swiftc” on the PATH to compile with; see swift.org/install.")
    }
    guard run.status == 0 else {
      let words = (run.output + run.errors).trimmingCharacters(in: .whitespacesAndNewlines)
      return .complaints(words.isEmpty ? "swiftc ended with status \(run.status)" : words)
    }
    try state.write(to: stamp)
    return .program(program.path)
  }

  /// The objects this program is linked from, without its own and without the right answers.
  private func libraryObjects() throws -> [String] {
    let list = linkList
    guard let text = try? String(contentsOf: list, encoding: .utf8) else {
      throw CommandError(
        .trouble, "\(list.path): not found; build once more with “swift build --product convbook”.")
    }
    return text.split(separator: "\n").map(String.init).filter {
      !$0.contains("/convbook.build/") && !$0.contains("/Checks.build/")
    }
  }

  private var linkList: URL {
    products.appendingPathComponent("convbook.product/Objects.LinkFileList")
  }

  /// Changes whenever this program was built anew.
  private var state: String {
    let built =
      try? FileManager.default.attributesOfItem(
        atPath: products.appendingPathComponent("convbook").path)
    return "\(built?[.modificationDate] ?? "") \(built?[.size] ?? "")\n"
  }

  /// The maps of the modules written in C, those of the build and those of the system's libraries.
  private var moduleMaps: [URL] {
    let files = FileManager.default
    let folders = [
      (products, "build"), (Project.folder.appendingPathComponent("Sources"), ""),
    ]
    return folders.flatMap { folder, kind in
      ((try? files.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? [])
        .filter { $0.pathExtension == kind }
        .map { $0.appendingPathComponent("module.modulemap") }
        .filter { files.fileExists(atPath: $0.path) }
    }.sorted { $0.path < $1.path }
  }

  private static let systemLibraries: [String] = {
    let names = ["libpng", "libjpeg", "zlib"]
    let flags = Captured.run(["/usr/bin/env", "pkg-config", "--libs"] + names)?.firstLine
    return flags?.split(separator: " ").map(String.init) ?? ["-lpng", "-ljpeg", "-lz"]
  }()
}
