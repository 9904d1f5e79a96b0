// Compiles a lesson or an answer with `swiftc`. In `swift build` every exercise would be a target,
// and one that does not compile would break the whole build.

import Formatting
import Foundation

/// Compiles Swift files against the modules of this package and links them to its library.
package struct SwiftCompiler {
  /// A source file; its bytes may differ from those on disk.
  package struct Source {
    /// The path that diagnostics, `#filePath` and crash reports name.
    package let path: String
    package let bytes: Data

    package init(path: String, bytes: Data) {
      self.path = path
      self.bytes = bytes
    }
  }

  package enum Result {
    case program(CompiledProgram)
    /// The compiler's diagnostics, when the files don't compile.
    case diagnostics(String)
    /// The compiler exceeded the time limit and was ended.
    case tookTooLong(seconds: Double)
    /// The compiler crashed; the line that it was at, when it says so.
    case crashed(line: Int?)
  }

  /// The compiled modules and the library.
  package let library: LessonLibrary
  /// The name of the module that the files become.
  package var moduleName = "Answer"
  /// The package whose internal declarations the files may use; nil for none.
  package var packageName: String?
  /// The conditions that `#if` finds set.
  package var conditions: [String] = []
  /// The time limit of the compiler in seconds.
  package var timeLimit = longest
  /// Its usual time limit.
  package static let longest = 120.0
  /// Seconds of the processor for one expression, after which the compiler names it; nil for its
  /// limit on combinations alone.
  package var expressionSeconds: Int?
  /// A command that confines the compiler and precedes its command.
  package var confiningCommand: [String] = []

  package init(library: LessonLibrary) { self.library = library }

  /// Compiles files into a program, or returns the cached one of the same files, compiler and
  /// library.
  ///
  /// - Parameter stopper: ends the compiler from another thread.
  /// - Throws: `ProcessError` when the compiler or the library is missing; a file system error when
  ///   the cache can't be written.
  package func compile(
    _ sources: [Source], cache: ProgramCache, stopper: ProgramStopper? = nil
  ) throws -> Result {
    let key = try key(of: sources)
    if let program = cache.program(key) { return .program(program) }
    let folder = try cache.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    // Copies, because a file may be saved while it is compiled. Each copy states its original path,
    // and has a different name, since the compiler warns of two files with one name.
    let copies = try sources.enumerated().map { number, source in
      let copy = folder.appendingPathComponent("\(number).swift")
      // The path is not unescaped: characters that would end the literal, or that no source may
      // hold, become “?”.
      let path = String(
        source.path.map { character in
          let isControl = character.unicodeScalars.contains {
            $0.properties.generalCategory == .control
          }
          return isControl || "\"\\".contains(character) ? "?" : character
        })
      let byteOrderMark = Data([0xef, 0xbb, 0xbf])
      let text = source.bytes.dropFirst(source.bytes.starts(with: byteOrderMark) ? 3 : 0)
      try (Data("#sourceLocation(file: \"\(path)\", line: 1)\n".utf8) + text)
        .write(to: copy)
      return copy.path
    }
    let command =
      confiningCommand + ["/usr/bin/env", "swiftc"] + options + library.compilerOptions
      + ["-no-color-diagnostics"] + copies
      + ["-o", folder.appendingPathComponent(ProgramCache.programName).path]
    let run = try ProcessOutput.run(
      command, leadsGroup: true, timeLimit: timeLimit, stopper: stopper)
    if run.ending.tookTooLong {
      // A compiler that is busy with a text uses the processor; one that waits for a thread or for
      // memory that it does not get stands still.
      if let used = run.ending.processorSeconds, used < Self.leastWork * timeLimit {
        throw ProcessError("the compiler hardly came to work", mayPass: true)
      }
      return .tookTooLong(seconds: timeLimit)
    }
    guard run.status == 0 else {
      let text = (run.output + run.errors).trimmingCharacters(in: .whitespacesAndNewlines)
      return try Self.failure(text, run.ending)
    }
    return .program(try cache.store(folder, key))
  }

  /// The share of the time limit that the compiler must have been on the processor.
  private static let leastWork = 0.25

  /// What it means that no program came out.
  ///
  /// - Throws: `ProcessError` when the system had nothing left for the compiler to work with.
  private static func failure(
    _ text: String, _ ending: ChildProcess.Ending
  ) throws(ProcessError) -> Result {
    // Without an error about a place in a file it is not the files that stopped it.
    let isAboutFiles = text.contains(#/\.swift:[0-9]+:[0-9]+: error: /#)
    if !isAboutFiles,
      let line = text.split(separator: "\n").first(where: { line in
        ProcessError.passingWords.contains { line.localizedCaseInsensitiveContains($0) }
      })
    {
      let words = line.trimmingCharacters(in: .whitespaces)
      throw ProcessError("the compiler can't work: \(words)", mayPass: true)
    }
    if text.contains("Stack dump:") || text.contains("submit a bug report") {
      let place = text.matches(of: #/at [^\n]*?\.swift:([0-9]+):/#).last
      return .crashed(line: place.flatMap { Int($0.1) })
    }
    if text.isEmpty, ending.signal != nil { return .crashed(line: nil) }
    return .diagnostics(
      text.isEmpty
        ? Formatting.text("swiftc ended with status \(ending.status)") : printable(text))
  }

  private var options: [String] {
    var options = [
      "-module-name", moduleName, "-parse-as-library", "-swift-version", "6", "-Onone", "-g",
      "-diagnostic-style", "llvm",
      // Three products of numbers that are converted, as one writes a luma, are more than a
      // million combinations beside the operators of tensors, and the compiler gives up there.
      "-Xfrontend", "-solver-scope-threshold=4000000",
    ]
    options += conditions.flatMap { ["-D", $0] }
    if let packageName { options += ["-package-name", packageName] }
    if let expressionSeconds {
      options += ["-Xfrontend", "-solver-expression-time-threshold=\(expressionSeconds)"]
    }
    return options
  }

  /// Returns a hash of all inputs of a program. The identity of the compiler's file suffices, since
  /// another version needs a new build of the library.
  private func key(of sources: [Source]) throws(ProcessError) -> String {
    guard let compiler = Self.identity else {
      throw ProcessError(
        "there is no “swiftc” on the PATH to compile with; see swift.org/install.")
    }
    guard let library = library.identity else {
      throw ProcessError("\(library.file.path): not found; build it with “swift build”.")
    }
    var content = Data()
    for part in [compiler, library] + options { content += Data((part + "\0").utf8) }
    for source in sources {
      content += Data("\(source.path)\0\(source.bytes.count)\0".utf8) + source.bytes
    }
    return SHA256.hexadecimal(content)
  }

  /// The identity of the compiler's file; nil when there is none.
  package static var identity: String? {
    folder.map { $0.appendingPathComponent("swiftc").resolvingSymlinksInPath() }
      .flatMap(FileIdentity.of)
  }

  /// The folder on the PATH that has the compiler; nil when there is none.
  package static var folder: URL? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").lazy.map { URL(fileURLWithPath: String($0)) }
      .first {
        FileManager.default.isExecutableFile(atPath: $0.appendingPathComponent("swiftc").path)
      }
  }
}
