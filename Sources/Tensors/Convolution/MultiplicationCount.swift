// What a convolution costs: every number of every output is a sum of products, and they can be counted.

extension Provenance {
  /// How many multiplications a convolution or matrix product takes, done plainly; nil for others.
  ///
  /// A convolution multiplies once for each number under the filter, at each place of each output
  /// channel: N·OH·OW·K · (FH·FW·C). Products with padding are counted, as most libraries compute
  /// them. The bias is an addition. So 256 channels brought down to 64 by a 1×1 filter before a 5×5
  /// one take fewer: at every place 256·64 + 5·5·64·K instead of 5·5·256·K.
  public var multiplications: Int? {
    guard let (places, products) = multiplied else { return nil }
    return (places + products).reduce(1, *)
  }

  /// The sum behind `multiplications`, as "32·32·10 · (5·5·3) = 768000", a batch of one left out.
  public var multiplicationSum: String? {
    guard let (places, products) = multiplied, let multiplications else { return nil }
    func written(_ lengths: [Int]) -> String {
      lengths.map(String.init).joined(separator: "·")
    }
    let shown = places.count > 2 && places[0] == 1 ? Array(places.dropFirst()) : places
    return "\(written(shown)) · (\(written(products))) = \(multiplications)"
  }

  /// The output's shape, and the lengths multiplied and summed for one number of it.
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
