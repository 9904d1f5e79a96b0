// Parses and validates the output of a library's script, lines of JSON.

import Foundation
import LessonKit

/// The first line of a script: its library.
enum ReferenceGreeting: Equatable {
  /// The library is installed; the script has these benchmarks.
  case ready(version: String, works: [String])
  /// The library can't be imported.
  case missing(reason: String)
}

/// The error of a library's script.
struct ReferenceLibraryError: Error, Equatable, CustomStringConvertible {
  let message: Message
  var description: String { message.text }

  init(_ message: Message) { self.message = message }

  /// Creates an error with the last line of a program's standard error.
  init(_ message: Message, lastLineOf errors: String?) {
    let line = (errors ?? "").split(separator: "\n").last { $0.contains { !$0.isWhitespace } }
    self.init(
      line.map { "\(message): \($0.trimmingCharacters(in: .whitespaces).prefix(160))" } ?? message)
  }

  static func rubbish(_ line: String) -> ReferenceLibraryError {
    ReferenceLibraryError("it answered “\(line.prefix(60))”, which is no measurement")
  }
}

enum ReferenceAnswer {
  private struct Greeting: Decodable {
    let peer: String?
    let version: String?
    let works: [String]?
    let missing: String?
  }

  private struct Times: Decodable {
    let work: String
    let ms: [Double]
  }

  private struct Memory: Decodable {
    let peakMB: Double

    enum CodingKeys: String, CodingKey { case peakMB = "peak_mb" }
  }

  /// Parses the first line of a script.
  static func greeting(_ line: String, of peer: ReferenceLibrary) throws(ReferenceLibraryError)
    -> ReferenceGreeting
  {
    guard let greeting = decoded(Greeting.self, line) else { throw .rubbish(line) }
    if let reason = greeting.missing { return .missing(reason: reason) }
    guard greeting.peer == peer.rawValue, let version = greeting.version,
      let works = greeting.works
    else { throw .rubbish(line) }
    return .ready(version: version, works: works)
  }

  /// Parses the times of a benchmark in milliseconds: as many as requested, all plausible.
  static func times(
    _ line: String, of work: String, count: Int
  ) throws(ReferenceLibraryError) -> [Double] {
    guard let times = decoded(Times.self, line), times.work == work, times.ms.count == count,
      times.ms.allSatisfy({ $0 > 0 && $0 < 1e9 })
    else { throw .rubbish(line) }
    return times.ms
  }

  /// Parses a peak memory in MB.
  static func peakMemory(_ line: String) throws(ReferenceLibraryError) -> Double {
    guard let memory = decoded(Memory.self, line), memory.peakMB > 0, memory.peakMB < 1e9 else {
      throw .rubbish(line)
    }
    return memory.peakMB
  }

  private static func decoded<Value: Decodable>(_ type: Value.Type, _ line: String) -> Value? {
    try? JSONDecoder().decode(type, from: Data(line.utf8))
  }
}
