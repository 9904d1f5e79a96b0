// What a peer says, a line of JSON at a time. Whatever it prints, it is never taken for a
// measurement unless it is one.

import Foundation

/// A peer's first line: who it is.
enum ReferenceGreeting: Equatable {
  /// It is there, and can do these works.
  case ready(version: String, works: [String])
  /// Its library can't be imported.
  case missing(reason: String)
}

/// Why a peer's answers can't be used.
struct ReferenceTrouble: Error, Equatable, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  /// Describes trouble with a program by the last line that it wrote to its standard error.
  init(_ description: String, lastLineOf errors: String?) {
    let line = (errors ?? "").split(separator: "\n").last { $0.contains { !$0.isWhitespace } }
    let words = line.map { ": \($0.trimmingCharacters(in: .whitespaces).prefix(160))" }
    self.init(description + (words ?? ""))
  }

  static func rubbish(_ line: String) -> ReferenceTrouble {
    ReferenceTrouble("it answered “\(line.prefix(60))”, which is no measurement")
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

  /// Reads the first line of a peer's script.
  static func greeting(_ line: String, of peer: ReferenceLibrary) throws(ReferenceTrouble)
    -> ReferenceGreeting
  {
    guard let greeting = decoded(Greeting.self, line) else { throw .rubbish(line) }
    if let reason = greeting.missing { return .missing(reason: reason) }
    guard greeting.peer == peer.rawValue, let version = greeting.version,
      let works = greeting.works
    else { throw .rubbish(line) }
    return .ready(version: version, works: works)
  }

  /// Reads the times of a work, in milliseconds: as many as were asked for, none of them
  /// impossible.
  static func times(
    _ line: String, of work: String, count: Int
  ) throws(ReferenceTrouble) -> [Double] {
    guard let times = decoded(Times.self, line), times.work == work, times.ms.count == count,
      times.ms.allSatisfy({ $0 > 0 && $0 < 1e9 })
    else { throw .rubbish(line) }
    return times.ms
  }

  /// Reads the most memory that a program held, in MB.
  static func peakMemory(_ line: String) throws(ReferenceTrouble) -> Double {
    guard let memory = decoded(Memory.self, line), memory.peakMB > 0, memory.peakMB < 1e9 else {
      throw .rubbish(line)
    }
    return memory.peakMB
  }

  private static func decoded<Value: Decodable>(_ type: Value.Type, _ line: String) -> Value? {
    try? JSONDecoder().decode(type, from: Data(line.utf8))
  }
}
