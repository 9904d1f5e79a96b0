// Parses the Swift runtime's report of a crash: the message, and the lesson's line in the
// backtrace.

import Foundation
import Notebooks

/// A crash report from standard error.
package struct CrashReport {
  /// The text that begins a backtrace.
  private static let mark = "\n*** "

  /// Returns whether a text contains the beginning of a backtrace.
  package static func begins(in text: String) -> Bool {
    text.contains(mark) || text.contains("Fatal error: ") || text.contains("swift-runtime: ")
  }

  /// The `SWIFT_BACKTRACE` settings for a short backtrace, which takes some hundredths of a second.
  package static let backtraceSettings = """
    enable=yes,color=no,interactive=no,threads=crashed,registers=none,images=none,limit=64,\
    sanitize=no,cache=no,timeout=10s
    """

  private let text: String
  private let source: String
  private let parts: [String]

  /// Parses a report.
  /// - Parameters:
  ///   - source: the path of the lesson's own file.
  ///   - parts: the names of its parts, files beside it.
  package init(_ text: String, source: String, parts: [String] = []) {
    self.text = text
    self.source = source
    self.parts = parts
  }

  /// The text before the backtrace.
  package var ownWords: String {
    let words = text.range(of: Self.mark).map { text[..<$0.lowerBound] } ?? text[...]
    return words.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("swift-runtime: ") }.joined(separator: "\n")
  }

  /// The text that the program printed, without the runtime's message and backtrace.
  package var printedWords: String {
    guard let range = ownWords.range(of: "Fatal error", options: .backwards) else {
      return ownWords
    }
    let lineStart = ownWords[..<range.lowerBound].lastIndex(of: "\n") ?? ownWords.startIndex
    return String(ownWords[..<lineStart])
  }

  package static func isCrash(_ signal: Int32) -> Bool {
    [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE].contains(signal)
  }

  /// Returns the failure of a lesson that a signal ended.
  package func failure(signal: Int32) -> Outcome.Failure {
    if signal == SIGINT {
      return .init(title: "The lesson was interrupted", message: "Ctrl-C was pressed.")
    }
    guard Self.isCrash(signal) else {
      return .init(
        title: "The lesson was killed",
        message: "It was ended from outside by signal \(signal) (\(Self.name(of: signal))).")
    }
    let message =
      fatalError?.message ?? runtimeFailure.map { "Fatal error: " + $0 } ?? failedCast
    return .init(
      title: "The lesson crashed",
      message: message.map { Message($0) }
        ?? "It was ended by signal \(signal) (\(Self.name(of: signal))).",
      place: placeInBacktrace ?? fatalError?.place,
      meaning: message.flatMap(Outcome.Failure.meaning)
        ?? (signal == SIGSEGV && message == nil ? Self.ofEndlessCalls : nil))
  }

  private static let ofEndlessCalls: Message = """
    Memory was touched that is not the program's. Usually a function has called itself without an \
    end.
    """

  /// Whether the program ran out of memory.
  package var isOutOfMemory: Bool {
    ["Could not allocate memory", "failed to allocate", "std::bad_alloc"]
      .contains { text.contains($0) }
  }

  /// The compiler's description of a trap without a message: "arithmetic overflow".
  private var runtimeFailure: String? {
    guard let range = text.range(of: "Swift runtime failure: ") else { return nil }
    let line = text[range.upperBound...].prefix { $0 != "\n" }
    // Before the frame's function, or the asterisks that end a heading.
    let words = line.prefix(upTo: line.range(of: " in ")?.lowerBound ?? line.endIndex)
    return words.replacing(" ***", with: "").trimmingCharacters(in: .whitespaces)
  }

  /// The runtime's message of an "as!" that failed, which is none of its fatal errors.
  private var failedCast: String? {
    text.firstRange(of: "Could not cast value").map { range in
      String(text[range.lowerBound...].prefix { $0 != "\n" })
    }
  }

  /// The runtime's last "File.swift:12: Fatal error: …", and the place if it is in the lesson.
  private var fatalError: (message: String, place: SourcePlace?)? {
    guard let range = ownWords.range(of: "Fatal error", options: .backwards) else { return nil }
    let message = ownWords[range.lowerBound...].trimmingCharacters(in: .whitespacesAndNewlines)
    let lineStart = ownWords[..<range.lowerBound].lastIndex(of: "\n") ?? ownWords.startIndex
    let place = ownWords[lineStart..<range.lowerBound].split(separator: ":")
    let own = URL(fileURLWithPath: source).lastPathComponent
    guard place.count >= 2, let line = Int(place[1]) else { return (message, nil) }
    if place[0].hasSuffix("/" + own) { return (message, SourcePlace(line: line)) }
    let part = parts.first { place[0].hasSuffix("/" + $0) }
    return (message, part.map { SourcePlace(part: $0, line: line) })
  }

  /// The innermost place of the lesson's `run` or of one of its parts in the backtrace, else of the
  /// lesson's innermost frame.
  private var placeInBacktrace: SourcePlace? {
    let folder = source.dropLast(URL(fileURLWithPath: source).lastPathComponent.count)
    let files = [(nil, source)] + parts.map { (Optional($0), folder + $0) }
    let frames = text.split(separator: "\n").compactMap { frame in
      files.lazy.compactMap { part, path -> (isPage: Bool, place: SourcePlace)? in
        // A path below the folder that the compiler was started in may be told relative to it.
        guard let match = frame.firstMatch(of: #/ at ([^:]+\.swift):(\d+)/#),
          path == match.1 || path.hasSuffix("/" + match.1), let line = Int(match.2)
        else { return nil }
        return (part != nil || frame.contains(".run(_:)"), SourcePlace(part: part, line: line))
      }.first
    }
    return (frames.first(where: \.isPage) ?? frames.first)?.place
  }

  package static func name(of signal: Int32) -> String {
    strsignal(signal).map { String(cString: $0) } ?? "unknown"
  }
}
