// Straight lines fitted to samples, for the ends of a display: least squares.

extension RecipeSampler {
  /// The slope of the line through (0, zero) that is nearest to levels that are not cut off.
  static func slope(_ values: [Float], _ levels: [Float], from zero: Float) -> Float? {
    var (squares, products): (Float, Float) = (0, 0)
    for (value, level) in zip(values, levels) where level > 1 && level < 254 {
      squares += value * value
      products += value * (level - zero)
    }
    guard squares > 0, products > 0, (products / squares).isFinite else { return nil }
    return products / squares
  }

  /// The line that is nearest in the sense of least squares.
  static func line(
    _ values: [Float], _ levels: [Float]
  ) -> (slope: Float, offset: Float)? {
    let count = Float(values.count)
    let valueMean = values.reduce(0, +) / count
    let levelMean = levels.reduce(0, +) / count
    var (squares, products): (Float, Float) = (0, 0)
    for (value, level) in zip(values, levels) {
      squares += (value - valueMean) * (value - valueMean)
      products += (value - valueMean) * (level - levelMean)
    }
    guard squares > 0 else { return nil }
    let slope = products / squares
    return (slope, levelMean - slope * valueMean)
  }
}
