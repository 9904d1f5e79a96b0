// The result of a benchmark, and its JSON form.

import Foundation
import LessonKit

/// The times of a benchmark in Convbook and in other libraries.
struct BenchResult {
  let benchmark: BenchmarkCase
  /// The number of threads.
  let threads: Int
  let ours: Timing
  /// The times of the other libraries that completed it, in the benchmark's order.
  var peers: [(peer: ReferenceLibrary, timing: Timing)]
  /// The peak memory in MB of a process that runs only this.
  var oursMB: Double?
  var peersMB: [ReferenceLibrary: Double] = [:]

  /// The number of threads in words.
  var threadsInWords: Message { Message(threads, "\(threads) thread", "\(threads) threads") }

  /// The name and the title, with the number of threads where there are several.
  func heading(amongThreads: Bool) -> Message {
    amongThreads
      ? "\(benchmark.name): \(benchmark.title), \(threadsInWords)"
      : "\(benchmark.name): \(benchmark.title)"
  }

  /// The libraries that were faster, with their ratios.
  var losses: [(peer: ReferenceLibrary, ratio: Ratio)] {
    peers.map { ($0.peer, ours.ratio(of: $0.timing)) }.filter { $0.1.median < 1 }
  }
}

extension [BenchResult] {
  /// Returns a JSON array with an entry for each benchmark and number of threads.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(map(Entry.init)), as: UTF8.self)
  }
}

/// A result in JSON. Times are medians in milliseconds, memory is in MB; a ratio is a library's
/// time divided by ours, the median over the rounds.
private struct Entry: Encodable {
  let work: String
  let threads: Int
  let oursMs: Double
  let peers: [ReferenceLibrary: Double]
  let ratios: [ReferenceLibrary: Double]
  let oursMiddleHalfMs: [Double]
  let peersMiddleHalfMs: [ReferenceLibrary: [Double]]
  let oursPeakMb: Double?
  let peersPeakMb: [ReferenceLibrary: Double]?

  enum CodingKeys: String, CodingKey {
    case work, threads, peers, ratios
    case oursMs = "ours_ms"
    case oursMiddleHalfMs = "ours_middle_half_ms"
    case peersMiddleHalfMs = "peers_middle_half_ms"
    case oursPeakMb = "ours_peak_mb"
    case peersPeakMb = "peers_peak_mb"
  }

  init(_ result: BenchResult) {
    func byPeer<Value>(_ value: (Timing) -> Value) -> [ReferenceLibrary: Value] {
      .init(uniqueKeysWithValues: result.peers.map { ($0.peer, value($0.timing)) })
    }
    work = result.benchmark.name
    threads = result.threads
    oursMs = rounded(result.ours.median)
    peers = byPeer { rounded($0.median) }
    ratios = byPeer { rounded(result.ours.ratio(of: $0).median) }
    oursMiddleHalfMs = ends(result.ours.middleHalf)
    peersMiddleHalfMs = byPeer { ends($0.middleHalf) }
    oursPeakMb = result.oursMB.map(rounded)
    peersPeakMb = result.oursMB.map { _ in result.peersMB.mapValues(rounded) }
  }
}

/// Rounds to 10⁻⁵, below the noise of all values.
private func rounded(_ value: Double) -> Double { (value * 1e5).rounded() / 1e5 }

private func ends(_ range: ClosedRange<Double>) -> [Double] {
  [rounded(range.lowerBound), rounded(range.upperBound)]
}
