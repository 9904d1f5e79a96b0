// The figure of filters that are several slices deep: over the channels of a picture, whose
// products all fall into one map, and through a stack of slices, in three directions.

import Formatting
import Tensors

extension Figure {
  /// Filters that move over stacks of sheets of numbers.
  public struct Stacks: Codable, Sendable, Equatable {
    /// The stacks; one is chosen at a time, the last at the beginning.
    public var parts: [Part]

    /// A stack, and filters that move over it. A row is a stack of one sheet with one row.
    public struct Part: Codable, Sendable, Equatable {
      /// The name of the operation.
      public var name: Message
      /// Whether the sheets are the channels of a picture, rather than slices.
      public var isChannels = false
      /// The sheets.
      public var input: [[[Float]]]
      /// The filters, each slice by slice. Those that are as deep as the stack don't move through
      /// its depth, and give one map each.
      public var filters: [[[[Float]]]]
      /// The maps, for output without scripts.
      public var maps: [[[Float]]]
    }
  }
}

extension Figure.Stacks: FigureContent {
  static var asset: PageAsset { .stacks }

  var tables: [CellOutput.Table] {
    parts.flatMap { part in
      [numberTable(part.name, sheets: part.input)]
        + part.filters.map { numberTable(PageStrings.figureFilter, sheets: $0) }
        + [numberTable(PageStrings.figureOutput, sheets: part.maps)]
    }
  }
}

extension Notebook {
  /// Shows filters that slide over a picture of several channels: the products of all slices fall
  /// into one map, and a second filter adds a second map.
  ///
  /// - Parameters:
  ///   - input: (1, H, W, C).
  ///   - filters: (FH, FW, C, K).
  public func channels(
    _ key: String, _ input: Tensor, _ filters: Tensor, file: String = #filePath, line: Int = #line
  ) {
    let slices = filters.transposed(permutation: 3, 2, 0, 1)
    let maps = conv2D(input, filters)[0].transposed(permutation: 2, 0, 1)
    let part = Figure.Stacks.Part(
      name: PageStrings.figureInput, isChannels: true,
      input: Self.sheets(input[0].transposed(permutation: 2, 0, 1)),
      filters: (0..<slices.shape[0]).map { Self.sheets(slices[$0]) }, maps: Self.sheets(maps))
    add(figure: .stacks(.init(parts: [part])), key, file, line)
  }

  /// Shows filters that move through a row, a picture or a stack, and counts their directions.
  ///
  /// - Parameter parts: the name of each, what it moves through, (D, H, W), and the filter,
  ///   (FD, FH, FW).
  public func volumes(
    _ key: String, _ parts: [(name: Message, input: Tensor, filter: Tensor)],
    file: String = #filePath, line: Int = #line
  ) {
    let stacks = parts.map { name, input, filter in
      Figure.Stacks.Part(
        name: name, input: Self.sheets(input), filters: [Self.sheets(filter)],
        maps: Self.sheets(conv3D(input, filter)))
    }
    add(figure: .stacks(.init(parts: stacks)), key, file, line)
  }
}
