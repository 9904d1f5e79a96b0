// Texts that work a right answer out in the numbers of a case.

import Formatting
import Tensors

/// Puts a negative factor or term in brackets: "(−1)".
func bracketed(_ value: Float) -> String { value < 0 ? "(\(number(value)))" : number(value) }

/// Writes a sum of products, "1 · 2 + 5 · (−1) = −3", without the products that are zero.
func productSum(_ pairs: [(Float, Float)]) -> Message {
  let products = pairs.filter { $0.0 * $0.1 != 0 }
  let total = number(pairs.reduce(Float(0)) { $0 + $1.0 * $1.1 })
  guard !products.isEmpty else { return "every product is 0" }
  let first = "\(number(products[0].0)) · \(bracketed(products[0].1))"
  let rest = products.dropFirst().map { " + \(bracketed($0.0)) · \(bracketed($0.1))" }
  return "\(first)\(rest.joined()) = \(total)"
}

/// Writes terms and their sum: "(9 · 1 + 1) · 32 + (9 · 32 + 1) · 64 = 18,816".
func termSum(_ terms: [(text: String, value: Int)]) -> String {
  terms.map(\.text).joined(separator: " + ") + " = \(whole(terms.reduce(0) { $0 + $1.value }))"
}

/// Formats a count: "113,162".
func whole(_ value: Int) -> String { number(Double(value)) }

/// Formats an index, "[−1, 2]"; shapes have round brackets.
func indexed(_ place: [Int]) -> String { "[\(place.map(whole).joined(separator: ", "))]" }

/// Joins numbers by commas: "1, 2, 0.5".
func listed(_ values: [Float]) -> String { values.map { number($0) }.joined(separator: ", ") }

/// Writes the sum of products of one window of a cross-correlation.
///
/// - Parameter place: the index of the output element; empty when the shape is wrong, which is then
///   worked out instead.
func slidingSum(_ input: [[Float]], _ filter: [[Float]], at place: [Int]) -> Message {
  guard !place.isEmpty else {
    let (rows, columns) = (input.count, input[0].count)
    return "\(rows) − \(filter.count) + 1 = \(rows - filter.count + 1) rows of "
      + "\(columns) − \(filter[0].count) + 1 = \(columns - filter[0].count + 1) numbers."
  }
  let pairs = filter.indices.flatMap { i in
    filter[i].indices.map { (input[place[0] + i][place[1] + $0], filter[i][$0]) }
  }
  return "At \(indexed(place)): \(productSum(pairs))."
}

/// Writes the output size formula with numbers: "⌊(28 + 2·1 − 5) / 2⌋ + 1 = 13".
func sizeSum(_ n: Int, _ window: Int, padding: Int = 0, stride: Int) -> Message {
  let geometry = try? WindowGeometry(
    input: [n], windowSize: [window], stride: stride, padding: .explicit(padding))
  return geometry?.axes[0].sum(isSame: false) ?? "The window does not fit"
}
