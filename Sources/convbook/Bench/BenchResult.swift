// The result of a benchmark.

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
  func json() throws -> String { try JSONText.of(map(BenchEntry.init)) }
}
