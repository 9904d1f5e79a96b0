import LessonKit

extension Answers {
  static var simpleConvNet: Answers {
    Answers(
      SimpleConvNetSolution.self,
      mistakes: [
        ("notes-formula", NotesFormula.self),
        ("pooling-forgotten", PoolingForgotten.self),
        ("one-map", OneMap.self),
        ("one-row", OneRow.self),
        ("same-size", SameSize.self),
        ("padded-once", PaddedOnce.self),
        ("one-forgotten", OneForgotten.self),
        ("pool-rounded-up", PoolRoundedUp.self),
        ("no-biases", NoBiases.self),
        ("one-bias", OneBias.self),
        ("channels-forgotten", ChannelsForgotten.self),
        ("no-convolution", NoConvolution.self),
        ("straight-to-classes", StraightToClasses.self),
        ("divided-once", DividedOnce.self),
        ("divided-once-at-the-end", DividedOnceAtTheEnd.self),
        ("fractions-to-the-end", FractionsToTheEnd.self),
      ])
  }
}

private let right = SimpleConvNetSolution()

/// Answers every function correctly; each mistake overrides one of them.
private protocol Almost: SimpleConvNetExercise {}

extension Almost {
  func denseWidth(size: Int, window: Int, padding: Int, stride: Int, filters: Int, pool: Int) throws
    -> Int
  {
    try right.denseWidth(
      size: size, window: window, padding: padding, stride: stride, filters: filters, pool: pool)
  }
  func parameters(channels: Int, window: Int, filters: Int, width: Int, hidden: Int, classes: Int)
    throws -> Int
  {
    try right.parameters(
      channels: channels, window: window, filters: filters, width: width, hidden: hidden,
      classes: classes)
  }
}

private struct NotesFormula: Almost {
  func denseWidth(size: Int, window: Int, padding: Int, stride: Int, filters: Int, pool: Int) throws
    -> Int
  {
    let half = Double(size - window + 2 * padding) / Double(pool)
    return Int(Double(filters) * half * half)
  }
}

private struct PoolingForgotten: Almost {
  func denseWidth(size: Int, window: Int, padding: Int, stride: Int, filters: Int, pool: Int) throws
    -> Int
  {
    let map = (size - window + 2 * padding) / stride + 1
    return map * map * filters
  }
}

private struct OneMap: Almost {
  func denseWidth(size: Int, window: Int, padding: Int, stride: Int, filters: Int, pool: Int) throws
    -> Int
  {
    let map = ((size - window + 2 * padding) / stride + 1) / pool
    return map * map
  }
}

private struct OneRow: Almost {
  func denseWidth(size: Int, window: Int, padding: Int, stride: Int, filters: Int, pool: Int) throws
    -> Int
  {
    filters * (((size - window + 2 * padding) / stride + 1) / pool)
  }
}

private struct SameSize: Almost {
  func denseWidth(size: Int, window: Int, padding: Int, stride: Int, filters: Int, pool: Int) throws
    -> Int
  {
    let map = ((size - 1) / stride + 1) / pool
    return filters * map * map
  }
}

private struct NoBiases: Almost {
  func parameters(channels: Int, window: Int, filters: Int, width: Int, hidden: Int, classes: Int)
    throws -> Int
  {
    window * window * channels * filters + width * hidden + hidden * classes
  }
}

private struct NoConvolution: Almost {
  func parameters(channels: Int, window: Int, filters: Int, width: Int, hidden: Int, classes: Int)
    throws -> Int
  {
    (width + 1) * hidden + (hidden + 1) * classes
  }
}

private struct StraightToClasses: Almost {
  func parameters(channels: Int, window: Int, filters: Int, width: Int, hidden: Int, classes: Int)
    throws -> Int
  {
    (window * window * channels + 1) * filters + (width + 1) * classes
  }
}

private struct PaddedOnce: Almost {
  func denseWidth(size: Int, window: Int, padding: Int, stride: Int, filters: Int, pool: Int) throws
    -> Int
  {
    let map = (size - window + padding) / stride + 1
    return (map / pool) * (map / pool) * filters
  }
}

private struct OneForgotten: Almost {
  func denseWidth(size: Int, window: Int, padding: Int, stride: Int, filters: Int, pool: Int) throws
    -> Int
  {
    let map = (size - window + 2 * padding) / stride
    return (map / pool) * (map / pool) * filters
  }
}

private struct PoolRoundedUp: Almost {
  func denseWidth(size: Int, window: Int, padding: Int, stride: Int, filters: Int, pool: Int) throws
    -> Int
  {
    let map = (size - window + 2 * padding) / stride + 1
    let pooled = Int((Double(map) / Double(pool)).rounded(.up))
    return pooled * pooled * filters
  }
}

private struct OneBias: Almost {
  func parameters(channels: Int, window: Int, filters: Int, width: Int, hidden: Int, classes: Int)
    throws -> Int
  {
    let weights = window * window * channels * filters + width * hidden + hidden * classes
    return weights + 3
  }
}

private struct ChannelsForgotten: Almost {
  func parameters(channels: Int, window: Int, filters: Int, width: Int, hidden: Int, classes: Int)
    throws -> Int
  {
    window * window * filters + filters + width * hidden + hidden + hidden * classes + classes
  }
}

private struct DividedOnce: Almost {
  func denseWidth(size: Int, window: Int, padding: Int, stride: Int, filters: Int, pool: Int) throws
    -> Int
  {
    let side = 1 + (size - window + 2 * padding) / stride
    return (side * side / pool) * filters
  }
}

private struct DividedOnceAtTheEnd: Almost {
  func denseWidth(size: Int, window: Int, padding: Int, stride: Int, filters: Int, pool: Int) throws
    -> Int
  {
    let side = 1 + (size - window + 2 * padding) / stride
    return side * side * filters / pool
  }
}

private struct FractionsToTheEnd: Almost {
  func denseWidth(size: Int, window: Int, padding: Int, stride: Int, filters: Int, pool: Int) throws
    -> Int
  {
    let side = Double(size - window + 2 * padding) / Double(stride) + 1.0
    let pooled = side / Double(pool)
    return Int(pooled * pooled * Double(filters))
  }
}
