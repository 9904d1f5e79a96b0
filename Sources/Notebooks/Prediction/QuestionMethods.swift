// What a window reads for one number of its output, by the right method and by mistaken ones.

import Formatting
import Tensors

extension Question.Sum {
  /// Creates the question for one number of a cross-correlation.
  ///
  /// - Parameters:
  ///   - input: (H, W) or (H, W, C).
  ///   - filter: (FH, FW) or (FH, FW, C).
  ///   - place: row and column of the asked number in the output.
  init(input: Tensor, filter: Tensor, stride: Int, padding: Int, at place: (Int, Int)) {
    let (inputs, filters) = (Self.channels(input), Self.channels(filter))
    precondition(
      inputs.count == filters.count,
      "an input with \(inputs.count) channels and a filter with \(filters.count)")
    let output = conv2D(
      input.reshaped(to: [1] + input.shape + (input.rank == 2 ? [1] : [])),
      filter.reshaped(to: filter.shape + (filter.rank == 2 ? [1, 1] : [1])), stride: stride,
      padding: .explicit(padding))
    self.init(
      sheets: zip(inputs, filters).map { .init(input: $0, weights: $1) }, padding: padding,
      output: output, at: place)
    let reader = WindowReader(sheets: sheets, padding: padding, size: Array(filter.shape.prefix(2)))
    let corner = (place.0 * stride - padding, place.1 * stride - padding)
    let size = reader.size
    right = reader.working(PageStrings.methodRight, "", from: corner)
    let isSquare = size[0] == size[1]
    let turned = reader.working(
      PageStrings.methodTurned, PageStrings.mistakeTurned, from: corner,
      meets: { (size[0] - 1 - $0, size[1] - 1 - $1) })
    let mirrored = reader.working(
      PageStrings.methodMirrored, PageStrings.mistakeMirrored, from: corner,
      meets: { isSquare ? ($1, $0) : ($0, $1) })
    let plain = reader.working(
      PageStrings.methodUnweighted, PageStrings.mistakeUnweighted, from: corner,
      weight: { _ in nil })
    let unsigned = reader.working(
      PageStrings.methodUnsigned, PageStrings.mistakeUnsigned, from: corner, weight: { abs($0) })
    var methods = [turned, mirrored, plain, unsigned]
    if padding > 0 {
      let (y, x) = (place.0 * stride, place.1 * stride)
      methods.insert(
        reader.working(PageStrings.methodUnpadded, PageStrings.mistakeUnpadded, from: (y, x)), at: 0
      )
    }
    if inputs.count > 1 {
      methods.insert(
        reader.working(
          PageStrings.methodOneChannel, PageStrings.mistakeOneChannel, from: corner, sheets: 0..<1),
        at: 0)
    }
    add(methods + reader.displaced(from: corner, place, stride: stride))
  }

  /// Creates the question for one number of a pooling without padding.
  ///
  /// - Parameters:
  ///   - input: (H, W).
  ///   - size: rows and columns of the window.
  ///   - place: row and column of the asked number in the output.
  init(input: Tensor, pooling: PoolingKind, size: [Int], stride: Int, at place: (Int, Int)) {
    let picture = input.reshaped(to: [1] + input.shape + [1])
    let output =
      pooling == .max
      ? maxPool2D(picture, windowSize: size, stride: stride)
      : averagePool2D(picture, windowSize: size, stride: stride)
    self.init(
      sheets: [.init(input: Notebook.rows(input))], padding: 0, output: output, at: place)
    let join: Question.Working.Join = pooling == .max ? .max : .mean
    let reader = WindowReader(sheets: sheets, padding: 0, size: size, join: join)
    let corner = (place.0 * stride, place.1 * stride)
    let names: [Question.Working.Join: (Message, Message)] = [
      .max: (PageStrings.methodLargest, PageStrings.mistakeLargest),
      .mean: (PageStrings.methodMean, PageStrings.mistakeMean),
      .sum: (PageStrings.methodUnweighted, PageStrings.mistakeSummed),
    ]
    right = reader.working(names[join]?.0 ?? "", "", from: corner)
    let others = [Question.Working.Join.mean, .max, .sum].filter { $0 != join }.map { other in
      reader.working(names[other]?.0 ?? "", names[other]?.1 ?? "", from: corner, join: other)
    }
    add(others + reader.displaced(from: corner, place, stride: stride))
  }

  private init(sheets: [Question.Sheet], padding: Int, output: Tensor, at place: (Int, Int)) {
    let rows = Notebook.rows(output.reshaped(output.shape[1], output.shape[2]))
    self.init(
      sheets: sheets, padding: padding, output: rows, asked: [place.0, place.1],
      right: .init(name: "", words: "", terms: [], join: .sum, result: 0), mistakes: [])
  }

  /// Adds the methods whose number gives them away.
  private mutating func add(_ methods: [Question.Working]) {
    for method in methods
    where method.result != right.result
      && !mistakes.contains(where: { $0.result == method.result })
    { mistakes.append(method) }
  }

  private static func channels(_ tensor: Tensor) -> [[[Float]]] {
    guard tensor.rank == 3 else { return [Notebook.rows(tensor)] }
    let shape = tensor.shape
    return (0..<shape[2]).map { channel in
      (0..<shape[0]).map { y in (0..<shape[1]).map { x in tensor[y, x, channel] } }
    }
  }
}

/// Reads windows of an input by one method or another.
private struct WindowReader {
  let sheets: [Question.Sheet]
  let padding: Int
  let size: [Int]
  var join = Question.Working.Join.sum

  /// Returns what a method reads.
  ///
  /// - Parameters:
  ///   - corner: the row and column of the input under the window's first number.
  ///   - sheets: the channels that are read; nil for all.
  ///   - weight: what the method makes of a weight.
  ///   - place: which weight meets the number in a row and column of the window.
  func working(
    _ name: Message, _ words: Message, from corner: (Int, Int), sheets read: Range<Int>? = nil,
    join other: Question.Working.Join? = nil, weight: (Float) -> Float? = { $0 },
    meets place: (Int, Int) -> (Int, Int) = { ($0, $1) }
  ) -> Question.Working {
    var terms: [Question.Term] = []
    for index in read ?? 0..<sheets.count {
      let sheet = sheets[index]
      for i in 0..<size[0] {
        for j in 0..<size[1] {
          let (row, column) = (corner.0 + i, corner.1 + j)
          let isInside = sheet.input.indices ~= row && sheet.input[0].indices ~= column
          let at = place(i, j)
          terms.append(
            .init(
              sheet: index, row: row, column: column,
              number: isInside ? sheet.input[row][column] : 0,
              weight: sheet.weights.flatMap { weight($0[at.0][at.1]) }))
        }
      }
    }
    let join = other ?? self.join
    return .init(name: name, words: words, terms: terms, join: join, result: join.result(of: terms))
  }

  /// Returns the methods that lay the window elsewhere, as far as it fits there.
  func displaced(
    from corner: (Int, Int), _ place: (Int, Int), stride: Int
  ) -> [Question.Working] {
    let unstrided = (place.0 - padding, place.1 - padding)
    var corners = [
      (PageStrings.methodNoStride, PageStrings.mistakeUnstrided, unstrided),
      (PageStrings.methodNextColumn, PageStrings.mistakeNextColumn, (corner.0, corner.1 + 1)),
      (PageStrings.methodNextColumn, PageStrings.mistakeNextColumn, (corner.0, corner.1 - 1)),
      (PageStrings.methodNextRow, PageStrings.mistakeNextRow, (corner.0 + 1, corner.1)),
      (PageStrings.methodNextRow, PageStrings.mistakeNextRow, (corner.0 - 1, corner.1)),
    ]
    if stride == 1 { corners.removeFirst() }
    let (rows, columns) = (sheets[0].input.count + padding, sheets[0].input[0].count + padding)
    return corners.filter { _, _, corner in
      corner.0 >= -padding && corner.1 >= -padding && corner.0 + size[0] <= rows
        && corner.1 + size[1] <= columns
    }.map { working($0, $1, from: $2) }
  }
}

extension Question.Working.Join {
  fileprivate func result(of terms: [Question.Term]) -> Float {
    let products = terms.map { $0.number * ($0.weight ?? 1) }
    switch self {
    case .sum: return products.reduce(0, +)
    case .max: return products.reduce(-.infinity) { $0 < $1 ? $1 : $0 }
    case .mean: return products.reduce(0, +) / Float(products.count)
    }
  }
}
