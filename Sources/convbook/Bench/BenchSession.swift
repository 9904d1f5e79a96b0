// The measuring itself: ours, a peer, the next peer, ours again, round after round, each in a block
// of a third of a second. While one works the others sleep.

import Foundation
import LessonKit

struct BenchSession {
  let rounds: Int
  /// The numbers of threads that someone asked for; nil for all cores.
  let threads: [Int]?
  var pool: ReferencePool?
  let progress: BenchProgress

  /// How long a side works before it is the next one's turn, in milliseconds.
  private static let block = 300.0
  /// A thread that waits for more work spins for a while before it sleeps; nobody else is measured
  /// in that time.
  private static let pause: UInt32 = 100_000

  /// One side of a work, ready to be asked.
  private struct Contestant {
    /// nil for ours.
    let peer: ReferenceLibrary?
    /// Does the work some times, and returns the times in milliseconds.
    let times: (Int) throws -> [Double]
    var count = 1
    var rounds: [[Double]] = []

    var name: String { peer?.title ?? "Convbook" }
  }

  /// Measures works, on our side and on those of all peers that are there.
  mutating func run(_ works: [BenchmarkCase]) throws -> [BenchResult] {
    let cores = Threads.count
    defer { Threads.count = cores }
    let comparing = works.contains(where: \.comparesThreads) && cores > 1
    var results: [BenchResult] = []
    for count in threads ?? (comparing ? [cores, 1] : [cores]) {
      let chosen = works.filter { threads != nil || count == cores || $0.comparesThreads }
      Threads.count = count
      pool?.start(Set(chosen.flatMap(\.peers)), threads: count)
      for (index, work) in chosen.enumerated() {
        let place = "\(work.name) (\(index + 1) of \(chosen.count), \(plural(count, "thread")))"
        progress.begin(place)
        if let result = try measure(work, threads: count, place) { results.append(result) }
      }
    }
    pool?.stop()
    progress.clear()
    // One work's threads stand together.
    return works.flatMap { work in results.filter { $0.work.name == work.name } }
  }

  /// - Returns: nil when our side can't do it, which has then been said.
  private mutating func measure(
    _ work: BenchmarkCase, threads: Int, _ place: String
  ) throws -> BenchResult? {
    var memory: LessonTimer?
    var sides: [Contestant] = []
    switch work.doing {
    case .calls(let prepare):
      let call = try prepare()
      sides.append(Contestant(peer: nil, times: { try times(of: call, count: $0) }))
      for peer in work.peers {
        guard let process = pool?.process(peer, for: work.name) else { continue }
        var expected = 60_000.0
        sides.append(
          Contestant(peer: peer) { count in
            // Far more than it took before, so that only one that hangs is given up.
            let times = try process.times(
              of: work.name, count: count, patience: 30 + expected * Double(count) / 50)
            expected = times.max() ?? expected
            return times
          })
      }
    case .lesson(let number):
      guard let timer = try LessonTimer(lesson: number, threads: threads, progress) else {
        return nil
      }
      memory = timer
      sides.append(Contestant(peer: nil) { count in try timer.ours(count: count) })
      for peer in work.peers where pool?.process(peer, for: work.name) != nil {
        let python = pool?.python ?? ""
        sides.append(
          Contestant(peer: peer) { try timer.peer(peer, python: python, count: $0) })
      }
    }
    interleave(&sides, place)
    guard let ours = sides.first, ours.peer == nil, !ours.rounds.isEmpty else { return nil }
    var result = BenchResult(
      work: work, threads: threads, ours: Timing(rounds: ours.rounds),
      peers: sides.dropFirst().compactMap { side in
        side.peer.map { ($0, Timing(rounds: side.rounds)) }
      })
    if work.measuresMemory { measureMemory(&result, place) }
    if let memory {
      result.oursMB = memory.oursMB
      result.peersMB = memory.peersMB
    }
    return result
  }

  /// Warms every side up, then asks one after the other, round by round. A side that fails is gone.
  private mutating func interleave(_ sides: inout [Contestant], _ place: String) {
    for round in 0...rounds {
      var index = 0
      while index < sides.count {
        let which = round == 0 ? "warming up" : "round \(round) of \(rounds)"
        progress.show("\(place)  \(which): \(sides[index].name)")
        usleep(Self.pause)
        do {
          if round == 0 {
            sides[index].count = try Self.warmUp(sides[index].times)
          } else {
            sides[index].rounds.append(try sides[index].times(sides[index].count))
          }
          index += 1
        } catch {
          let trouble = error as? ReferenceTrouble ?? ReferenceTrouble(describe(error))
          if let peer = sides[index].peer {
            pool?.leaveOut(peer, trouble)
            sides.remove(at: index)
          } else {
            progress.say("\(place) is left out: \(trouble)")
            sides = []
          }
        }
      }
    }
  }

  /// Does a work a few times, and says how often it fits into a block.
  private static func warmUp(_ times: (Int) throws -> [Double]) throws -> Int {
    let first = try times(1)[0]
    // The first time prepares, compiles, and fills caches.
    let more = first > 1000 ? [first] : try times(min(max(Int(200 / first), 2), 50))
    return min(max(Int(block / quantile(0.5, of: more.sorted())), 1), 1000)
  }

  private mutating func measureMemory(_ result: inout BenchResult, _ place: String) {
    progress.show("\(place)  memory: Convbook")
    let name = result.work.name
    do {
      result.oursMB = try LessonTimer.measure(
        ["--work", name], threads: result.threads, ReferenceAnswer.peakMemory)
    } catch {
      progress.say("\(place): our memory could not be measured: \(describe(error))")
      return
    }
    for (peer, _) in result.peers {
      progress.show("\(place)  memory: \(peer.title)")
      do {
        result.peersMB[peer] = try pool?.peakMemory(of: peer, name)
      } catch {
        progress.say("\(peer.title): \(error)")
      }
    }
  }
}

/// The times of a work of ours, in milliseconds.
private func times(of call: () throws -> Void, count: Int) throws -> [Double] {
  let clock = ContinuousClock()
  return try (0..<count).map { _ in try clock.measure(call) / .milliseconds(1) }
}
