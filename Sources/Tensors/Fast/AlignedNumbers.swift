// Memory for numbers that begins with a cache line, so that no vector lies in two of them.

/// The bytes of a cache line, and of the longest vector.
private let cacheLine = 64

/// Allocates uninitialized memory for some numbers.
private func allocateAligned(_ count: Int) -> UnsafeMutablePointer<Float> {
  UnsafeMutableRawPointer.allocate(
    byteCount: max(1, count) * MemoryLayout<Float>.stride, alignment: cacheLine
  ).bindMemory(to: Float.self, capacity: max(1, count))
}

/// Calls a function with uninitialized memory for some numbers.
@inline(__always)
func withScratch<Result>(
  _ count: Int, _ body: (UnsafeMutablePointer<Float>) -> Result
) -> Result {
  let scratch = allocateAligned(count)
  defer { scratch.deallocate() }
  return body(scratch)
}

/// Holds numbers that are set once, by whoever makes it, and then only read.
final class AlignedNumbers: @unchecked Sendable {
  let start: UnsafeMutablePointer<Float>

  /// Makes uninitialized memory for some numbers.
  init(count: Int) { start = allocateAligned(count) }

  deinit { start.deallocate() }
}
