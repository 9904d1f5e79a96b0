// Measures benchmarks in interleaved rounds: ours, then each other library, in blocks of a third of
// a second. While one runs the others sleep.

import Foundation
import LessonKit

struct BenchSession {
  let rounds: Int
  /// The requested numbers of threads; nil for all cores.
  let threads: [Int]?
  var pool: ReferencePool?
  let progress: BenchProgress

  /// The duration of a block in milliseconds.
  private static let block = 300.0
  /// The pause between blocks in microseconds, in which idle threads stop spinning.
  private static let pause: UInt32 = 100_000

  /// An implementation to measure.
  private struct Candidate {
    /// The library; nil for Convbook.
    let peer: ReferenceLibrary?
    /// Runs the benchmark a number of times; returns the times in milliseconds.
    let times: (Int) throws -> [Double]
    var count = 1
    var rounds: [[Double]] = []

    var name: String { peer?.title ?? "Convbook" }
  }

  /// Measures benchmarks in Convbook and in all available libraries.
  mutating func run(_ benchmarks: [BenchmarkCase]) throws -> [BenchResult] {
    let cores = Threads.count
    defer { Threads.count = cores }
    let comparing = benchmarks.contains(where: \.comparesThreads) && cores > 1
    var results: [BenchResult] = []
    for count in threads ?? (comparing ? [cores, 1] : [cores]) {
      let chosen = benchmarks.filter { threads != nil || count == cores || $0.comparesThreads }
      Threads.count = count
      pool?.start(Set(chosen.flatMap(\.peers)), threads: count)
      for (index, benchmark) in chosen.enumerated() {
        let place: Message = "\(index + 1) of \(chosen.count)"
        let label = Message(
          count, "\(benchmark.name) (\(place), \(count) thread)",
          "\(benchmark.name) (\(place), \(count) threads)")
        progress.begin(label)
        if let result = try measure(benchmark, threads: count, label) { results.append(result) }
      }
    }
    pool?.stop()
    progress.clear()
    // Groups the results of a benchmark with different numbers of threads.
    return benchmarks.flatMap { benchmark in results.filter { $0.benchmark.name == benchmark.name }
    }
  }

  /// Measures a benchmark.
  /// - Returns: nil when ours fails, after printing the reason.
  private mutating func measure(
    _ benchmark: BenchmarkCase, threads: Int, _ label: Message
  ) throws -> BenchResult? {
    var memory: LessonTimer?
    var candidates: [Candidate] = []
    switch benchmark.implementation {
    case .calls(let prepare):
      let call = try prepare()
      candidates.append(Candidate(peer: nil, times: { try times(of: call, count: $0) }))
      for peer in benchmark.peers {
        guard let process = pool?.process(peer, for: benchmark.name) else { continue }
        var expected = 60_000.0
        candidates.append(
          Candidate(peer: peer) { count in
            // Far more than it took before, so that only a hang is a timeout.
            let times = try process.times(
              of: benchmark.name, count: count, timeout: 30 + expected * Double(count) / 50)
            expected = times.max() ?? expected
            return times
          })
      }
    case .lesson(let number):
      guard let timer = try LessonTimer(lesson: number, threads: threads, progress) else {
        return nil
      }
      memory = timer
      candidates.append(Candidate(peer: nil) { count in try timer.ours(count: count) })
      for peer in benchmark.peers where pool?.process(peer, for: benchmark.name) != nil {
        let python = pool?.python ?? ""
        candidates.append(
          Candidate(peer: peer) { try timer.peer(peer, python: python, count: $0) })
      }
    }
    interleave(&candidates, label)
    guard let ours = candidates.first, ours.peer == nil, !ours.rounds.isEmpty else { return nil }
    var result = BenchResult(
      benchmark: benchmark, threads: threads, ours: Timing(rounds: ours.rounds),
      peers: candidates.dropFirst().compactMap { candidate in
        candidate.peer.map { ($0, Timing(rounds: candidate.rounds)) }
      })
    if benchmark.measuresMemory { measureMemory(&result, label) }
    if let memory {
      result.oursMB = memory.oursMB
      result.peersMB = memory.peersMB
    }
    return result
  }

  /// Warms up all candidates, then measures them in turn, round by round; removes those that fail.
  private mutating func interleave(_ candidates: inout [Candidate], _ label: Message) {
    for round in 0...rounds {
      var index = 0
      while index < candidates.count {
        let which: Message = round == 0 ? "warming up" : "round \(round) of \(rounds)"
        progress.show("\(label)  \(which): \(candidates[index].name)")
        usleep(Self.pause)
        do {
          if round == 0 {
            candidates[index].count = try Self.warmUp(candidates[index].times)
          } else {
            candidates[index].rounds.append(try candidates[index].times(candidates[index].count))
          }
          index += 1
        } catch {
          let trouble =
            error as? ReferenceLibraryError ?? ReferenceLibraryError(Message(describe(error)))
          if let peer = candidates[index].peer {
            pool?.leaveOut(peer, trouble)
            candidates.remove(at: index)
          } else {
            progress.say("\(label) is left out: \(trouble)")
            candidates = []
          }
        }
      }
    }
  }

  /// Runs a benchmark a few times; returns how often it fits into a block.
  private static func warmUp(_ times: (Int) throws -> [Double]) throws -> Int {
    let first = try times(1)[0]
    // The first run prepares, compiles and fills caches.
    let more = first > 1000 ? [first] : try times(min(max(Int(200 / first), 2), 50))
    return min(max(Int(block / quantile(0.5, of: more.sorted())), 1), 1000)
  }

  private mutating func measureMemory(_ result: inout BenchResult, _ label: Message) {
    progress.show("\(label)  memory: Convbook")
    let name = result.benchmark.name
    do {
      result.oursMB = try LessonTimer.measure(
        ["--work", name], threads: result.threads, ReferenceAnswer.peakMemory)
    } catch {
      progress.say("\(label): our memory could not be measured: \(describe(error))")
      return
    }
    for (peer, _) in result.peers {
      progress.show("\(label)  memory: \(peer.title)")
      do {
        result.peersMB[peer] = try pool?.peakMemory(of: peer, name)
      } catch {
        progress.say("\(peer.title): \(error)")
      }
    }
  }
}

/// Measures calls in this process; returns the times in milliseconds.
private func times(of call: () throws -> Void, count: Int) throws -> [Double] {
  let clock = ContinuousClock()
  return try (0..<count).map { _ in try clock.measure(call) / .milliseconds(1) }
}
