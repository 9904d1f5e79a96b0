// The arithmetic and memory throughput of this machine, measured.

import Foundation
import LessonKit

/// The highest throughput that all threads reached together.
struct MachinePeak {
  /// 10⁹ floating-point operations per second.
  let gigaflops: Double
  /// 10⁹ bytes per second, read and written.
  let gigabytesPerSecond: Double

  /// The operations per byte from which on arithmetic, and not memory, is the limit.
  var ridge: Double { gigaflops / gigabytesPerSecond }

  /// The throughput in 10⁹ operations per second that memory and arithmetic allow.
  func roof(at intensity: Double) -> Double { min(gigaflops, intensity * gigabytesPerSecond) }

  /// Measures both: the fastest of 20 times as many passes as rounds.
  static func measure(rounds: Int) -> MachinePeak {
    MachinePeak(
      gigaflops: [64, 128, 256, 512].map { arithmetic(side: $0, rounds: rounds) }.max() ?? 0,
      gigabytesPerSecond: memory(rounds: rounds))
  }

  /// Multiplies square matrices, which stay in the cache, on all threads at once.
  private static func arithmetic(side: Int, rounds: Int) -> Double {
    var generator = SeededGenerator(seed: 0)
    let matrix = Tensor.random(uniform: 0..<1, shape: [side, side], using: &generator)
    // 2²⁷ multiplications for each thread take milliseconds: short enough that other programs leave
    // some of the rounds alone, and long beside the start of the threads.
    let products = (1 << 27) / (side * side * side)
    let seconds = fastest(of: rounds) {
      parallelFor(Threads.count) { _ in
        for _ in 0..<products { _ = matmul(matrix, matrix) }
      }
    }
    let multiplications = products * side * side * side * Threads.count
    return 2 * Double(multiplications) / seconds / 1e9
  }

  /// Copies memory that is larger than the caches, on all threads at once.
  private static func memory(rounds: Int) -> Double {
    let (parts, length) = (64, 2 << 20)
    nonisolated(unsafe) let source = UnsafeMutableRawPointer.allocate(
      byteCount: parts * length, alignment: 64)
    nonisolated(unsafe) let target = UnsafeMutableRawPointer.allocate(
      byteCount: parts * length, alignment: 64)
    defer {
      source.deallocate()
      target.deallocate()
    }
    memset(source, 1, parts * length)
    memset(target, 2, parts * length)
    let seconds = fastest(of: rounds) {
      parallelFor(parts) { memcpy(target + $0 * length, source + $0 * length, length) }
    }
    return 2 * Double(parts * length) / seconds / 1e9
  }

  private static func fastest(of rounds: Int, _ body: () -> Void) -> Double {
    let clock = ContinuousClock()
    body()
    return (0..<20 * rounds).map { _ in clock.measure(body) / .seconds(1) }.min() ?? .infinity
  }
}
