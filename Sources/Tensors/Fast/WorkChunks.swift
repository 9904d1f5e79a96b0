// Divides work into chunks for parallel loops.

/// Divides a range into chunks of nearly equal length, none empty.
struct WorkChunks {
  private let total: Int, length: Int

  /// Divides 0..<total into at most `count` chunks; all but the last have a multiple of `whole` as
  /// length.
  init(of total: Int, into count: Int, whole: Int = 1) {
    self.total = total
    let parts = max(1, min(count, total))
    let length = (total + parts - 1) / parts
    self.length = max(1, (length + whole - 1) / whole * whole)
  }

  /// The number of chunks.
  var count: Int { (total + length - 1) / length }

  /// The range of one chunk.
  subscript(part: Int) -> Range<Int> { part * length..<min(total, (part + 1) * length) }

  /// The ranges of all chunks.
  var ranges: [Range<Int>] { (0..<count).map { self[$0] } }
}
