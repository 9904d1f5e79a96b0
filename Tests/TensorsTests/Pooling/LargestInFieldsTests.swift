import Testing

@testable import Tensors

@Suite struct LargestInFieldsTests {
  /// Fields that divide the picture, and others, and more fields than numbers.
  @Test(arguments: [(4, 4), (5, 7), (1, 9), (3, 2)], [(2, 2), (3, 4), (8, 24)])
  func fieldsHaveTheirLargestNumber(size: (Int, Int), fields: (Int, Int)) {
    let (height, width) = size
    let numbers = Tensor((0..<height * width).map { Float(($0 * 37) % 23) - 11 })
    let found = numbers.reshaped(height, width).largest(inRows: fields.0, columns: fields.1)
    let batch = numbers.reshaped(1, height, width, 1)
    #expect(found == batch.largest(inRows: fields.0, columns: fields.1))
    /// The places of one field along an axis.
    func places(_ field: Int, of fields: Int, along length: Int) -> Range<Int> {
      let first = field * length / fields
      return first..<max(first + 1, (field + 1) * length / fields)
    }
    for (index, largest) in found.enumerated() {
      let rows = places(index / fields.1, of: fields.0, along: height)
      let columns = places(index % fields.1, of: fields.1, along: width)
      let all = rows.flatMap { row in columns.map { numbers.scalars[row * width + $0] } }
      #expect(largest == all.max(), "field \(index)")
    }
  }
}
