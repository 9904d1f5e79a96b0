import LessonKit

extension Answers {
  static var grayscale: Answers {
    Answers(
      GrayscaleSolution.self,
      mistakes: [
        ("rounded", Rounded.self),
        ("overflow", Overflow.self),
        ("thirds", Thirds.self),
        ("luma", Luma.self),
        ("luma-swapped", LumaSwapped.self),
        ("red-only", RedOnly.self),
        ("rows-only", RowsOnly.self),
        ("first-row", FirstRow.self),
        ("whole-numbers", WholeNumbers.self),
        ("rows-squared", RowsSquared.self),
        ("columns-squared", ColumnsSquared.self),
      ])
  }
}

private let right = GrayscaleSolution()

/// Answers every function correctly; each mistake overrides one of them.
private protocol Almost: GrayscaleExercise {}

extension Almost {
  func grey(red: UInt8, green: UInt8, blue: UInt8) throws -> UInt8 {
    try right.grey(red: red, green: green, blue: blue)
  }
  func mean(_ picture: [[Float]]) throws -> Float {
    try right.mean(picture)
  }
}

private func weighted(_ weights: [Double], _ colours: UInt8...) -> UInt8 {
  var sum = 0.0
  for (weight, colour) in zip(weights, colours) { sum += weight * Double(colour) }
  return UInt8(sum)
}

private struct Rounded: Almost {
  func grey(red: UInt8, green: UInt8, blue: UInt8) throws -> UInt8 {
    let sum = [red, green, blue].reduce(0.0) { $0 + Double($1) }
    return UInt8((sum / 3).rounded())
  }
}

private struct Overflow: Almost {
  func grey(red: UInt8, green: UInt8, blue: UInt8) throws -> UInt8 {
    (red &+ green &+ blue) / 3
  }
}

private struct Thirds: Almost {
  func grey(red: UInt8, green: UInt8, blue: UInt8) throws -> UInt8 {
    red / 3 + green / 3 + blue / 3
  }
}

private struct Luma: Almost {
  func grey(red: UInt8, green: UInt8, blue: UInt8) throws -> UInt8 {
    weighted([0.299, 0.587, 0.114], red, green, blue)
  }
}

private struct LumaSwapped: Almost {
  func grey(red: UInt8, green: UInt8, blue: UInt8) throws -> UInt8 {
    weighted([0.114, 0.587, 0.299], red, green, blue)
  }
}

private struct RedOnly: Almost {
  func grey(red: UInt8, green: UInt8, blue: UInt8) throws -> UInt8 {
    red
  }
}

private struct RowsOnly: Almost {
  func mean(_ picture: [[Float]]) throws -> Float {
    picture.joined().reduce(0, +) / Float(picture.count)
  }
}

private struct FirstRow: Almost {
  func mean(_ picture: [[Float]]) throws -> Float {
    picture[0].reduce(0, +) / Float(picture[0].count)
  }
}

private struct WholeNumbers: Almost {
  func mean(_ picture: [[Float]]) throws -> Float {
    Float(Int(picture.joined().reduce(0, +)) / picture.joined().count)
  }
}

private struct RowsSquared: Almost {
  func mean(_ picture: [[Float]]) throws -> Float {
    picture.joined().reduce(0, +) / Float(picture.count * picture.count)
  }
}

private struct ColumnsSquared: Almost {
  func mean(_ picture: [[Float]]) throws -> Float {
    picture.joined().reduce(0, +) / Float(picture[0].count * picture[0].count)
  }
}
