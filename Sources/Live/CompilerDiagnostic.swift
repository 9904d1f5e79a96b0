// The compiler's messages, read from its output.

import Foundation

/// A message of the compiler with the lines below it.
public struct CompilerDiagnostic: Codable, Sendable, Equatable {
  /// The path of the file; nil for a message about none.
  public var file: String?
  /// The line, from 1.
  public var line: Int?
  /// The column in bytes, from 1.
  public var column: Int?
  /// "error", "note", "warning", "fatal error" or "remark"; empty for other output.
  public var kind = ""
  /// The message in the compiler's words.
  public var words = ""
  /// The line of the file and the marks below it.
  public var below: [String] = []

  /// Whether it keeps the program from being made.
  public var isError: Bool { kind == "error" || kind == "fatal error" }

  /// Reads the output of `swiftc -diagnostic-style llvm`.
  public static func all(in text: String) -> [CompilerDiagnostic] {
    var found: [CompilerDiagnostic] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if let match = line.wholeMatch(
        of: #/(?:(.+?):(\d+):(?:(\d+):)? )?(error|warning|note|fatal error|remark): (.*)/#)
      {
        found.append(
          CompilerDiagnostic(
            file: match.1.map(String.init), line: match.2.flatMap { Int($0) },
            column: match.3.flatMap { Int($0) }, kind: String(match.4),
            words: String(match.5)))
      } else if found.isEmpty {
        found.append(CompilerDiagnostic(words: line))
      } else {
        found[found.count - 1].below.append(line)
      }
    }
    // Beside an error in a file, that the compiler failed because of it tells nothing.
    let isAboutFiles = found.contains { $0.kind == "error" && $0.file != nil }
    return found.filter { diagnostic in
      !(isAboutFiles && diagnostic.file == nil && diagnostic.words.contains("command failed"))
        && diagnostic.words != "add stubs for conformance"
    }
  }
}
