// The largest numbers in the fields of a grid laid over a picture.

import Formatting

extension Tensor {
  /// Returns the largest number in each field of a tensor (H, W) or (1, H, W, 1) that is divided
  /// into rows and columns, row by row. Where there are more fields than numbers, neighbours share
  /// one.
  package func largest(inRows rows: Int, columns: Int) -> [Float] {
    let shape = rank == 4 ? Array(shape[1...2]) : shape
    require(
      shape.count == 2 && shape.reduce(1, *) == count,
      "a picture's numbers are (H, W) or (1, H, W, 1), not \(describe(self.shape))")
    let (height, width) = (shape[0], shape[1])
    let numbers = scalars
    return (0..<rows).flatMap { row in
      (0..<columns).map { column in
        var largest = -Float.infinity
        let top = row * height / rows
        for y in top..<Swift.max((row + 1) * height / rows, top + 1) {
          let left = column * width / columns
          for x in left..<Swift.max((column + 1) * width / columns, left + 1) {
            largest = Swift.max(largest, numbers[y * width + x])
          }
        }
        return largest
      }
    }
  }
}
