// Cutting work into parts, always the same way whatever the number of threads.

/// The ranges that a number of things is cut into, nearly equally long, none empty.
struct WorkChunks {
  private let total: Int, length: Int

  /// Cuts 0..<total into at most `count` parts; all but the last are multiples of `whole` long.
  init(of total: Int, into count: Int, whole: Int = 1) {
    self.total = total
    let parts = max(1, min(count, total))
    let length = (total + parts - 1) / parts
    self.length = max(1, (length + whole - 1) / whole * whole)
  }

  /// How many parts there are.
  var count: Int { (total + length - 1) / length }

  /// The things in one part.
  subscript(part: Int) -> Range<Int> { part * length..<min(total, (part + 1) * length) }

  /// All parts.
  var ranges: [Range<Int>] { (0..<count).map { self[$0] } }
}
