// The cost of convolutions and matrix products, counted in multiplications.

extension Provenance {
  /// The number of multiplications of a convolution or matrix product computed directly; nil for
  /// other operations.
  ///
  /// A convolution multiplies once for each number under the filter, for each output:
  /// N·OH·OW·K · (FH·FW·C). Products with padding count, since most libraries compute them. A 1×1
  /// convolution from 256 to 64 channels before a 5×5 one saves multiplications: 256·64 + 5·5·64·K
  /// at each position instead of 5·5·256·K.
  public var multiplications: Int? {
    guard let (places, products) = multiplied else { return nil }
    return (places + products).reduce(1, *)
  }

  /// The formula of `multiplications`, as "32·32·10 · (5·5·3) = 768000", without a batch of one.
  public var multiplicationSum: String? {
    guard let (places, products) = multiplied, let multiplications else { return nil }
    func written(_ lengths: [Int]) -> String {
      lengths.map(String.init).joined(separator: "·")
    }
    let shown = places.count > 2 && places[0] == 1 ? Array(places.dropFirst()) : places
    return "\(written(shown)) · (\(written(products))) = \(multiplications)"
  }

  /// The output's shape, and the lengths of the axes that one output sums over.
  private var multiplied: (places: [Int], products: [Int])? {
    guard operands.count == 2 else { return nil }
    let (left, right) = (operands[0].shape, operands[1].shape)
    guard let count = right.last else { return nil }
    if symbol == "∗", let geometry {
      return ([left[0]] + geometry.output + [count], Array(right.dropLast()))
    }
    return name == "matmul" ? ([left[0], count], [left[1]]) : nil
  }
}
