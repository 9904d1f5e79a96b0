// A benchmark result in JSON, as `bench --json` prints it and `bench --baseline` reads it.

import Foundation
import LessonKit

/// A result in JSON. Times are medians in milliseconds, memory is in MB; a ratio is a library's
/// time divided by ours, the median over the rounds; a middle half is the interquartile range.
struct BenchEntry: Codable {
  let work: String
  let threads: Int
  /// What times depend on; nil in files of earlier versions.
  let machine: String?
  let oursMs: Double
  let peers: [ReferenceLibrary: Double]
  let ratios: [ReferenceLibrary: Double]
  let oursMiddleHalfMs: [Double]
  let peersMiddleHalfMs: [ReferenceLibrary: [Double]]
  let oursPeakMb: Double?
  let peersPeakMb: [ReferenceLibrary: Double]?

  enum CodingKeys: String, CodingKey {
    case work, threads, machine, peers, ratios
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
    machine = MachineDescription.forTimes.english
    oursMs = rounded(result.ours.median)
    peers = byPeer { rounded($0.median) }
    ratios = byPeer { rounded(result.ours.ratio(of: $0).median) }
    oursMiddleHalfMs = ends(result.ours.middleHalf)
    peersMiddleHalfMs = byPeer { ends($0.middleHalf) }
    oursPeakMb = result.oursMB.map(rounded)
    peersPeakMb = result.oursMB.map { _ in result.peersMB.mapValues(rounded) }
  }

  /// The interquartile range of our times in milliseconds; nil when the entry holds none.
  var middleHalf: ClosedRange<Double>? {
    guard oursMiddleHalfMs.count == 2, oursMs > 0, oursMiddleHalfMs[0] > 0,
      oursMiddleHalfMs[0] <= oursMs, oursMs <= oursMiddleHalfMs[1]
    else { return nil }
    return oursMiddleHalfMs[0]...oursMiddleHalfMs[1]
  }
}

/// Rounds to 10⁻⁵, below the noise of all values.
private func rounded(_ value: Double) -> Double { (value * 1e5).rounded() / 1e5 }

private func ends(_ range: ClosedRange<Double>) -> [Double] {
  [rounded(range.lowerBound), rounded(range.upperBound)]
}
