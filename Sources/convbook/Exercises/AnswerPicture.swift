// Draws a wrong answer beside the expected one: small tensors as number grids with differences
// tinted, larger ones as grey pictures with a difference picture.

import Checks
import Foundation
import LessonKit

/// Draws wrong answers.
enum AnswerPicture {
  /// The longest side of a tensor that is drawn as a number grid.
  private static let longestGrid = 10

  /// Draws one answer; nil when it can't be drawn.
  static func image(of value: Value) -> Image? {
    switch value {
    case .picture(let picture): return picture.height > 0 && picture.width > 0 ? picture : nil
    case .tensor(let tensor):
      guard let plane = plane(tensor), plane.count > 1 else { return nil }
      return plane.shape.allSatisfy { $0 <= longestGrid }
        ? grid(plane, beside: plane).image : grey(plane, like: plane)
    default: return nil
    }
  }

  /// Draws an answer beside the expected one; nil when one can't be drawn.
  static func image(yours: Value, expected: Value) -> Image? {
    switch (yours, expected) {
    case (.picture(let yours), .picture(let expected)):
      return beside([
        (ExerciseMessages.yours.english, yours.rgb()),
        (ExerciseMessages.expected.english, expected.rgb()),
      ])
    case (.tensor(let yours), .tensor(let expected)):
      guard let yours = plane(yours), let expected = plane(expected) else { return nil }
      let isSmall = (yours.shape + expected.shape).allSatisfy { $0 <= longestGrid }
      return isSmall ? grids(yours, expected) : greys(yours, expected)
    default: return nil
    }
  }

  /// Returns a one-channel picture or a vector as (rows, columns); nil for other shapes.
  private static func plane(_ tensor: Tensor) -> Tensor? {
    var shape = tensor.shape
    if shape.count == 4, shape[0] == 1 { shape.removeFirst() }
    if shape.count == 3, shape[2] == 1 { shape.removeLast() }
    if shape.count == 1 { shape.insert(1, at: 0) }
    guard shape.count == 2, shape.allSatisfy({ $0 > 0 }) else { return nil }
    return tensor.reshaped(to: shape)
  }

  private static func grids(_ yours: Tensor, _ expected: Tensor) -> Image {
    let differs = yours.shape == expected.shape
    let drawn = grid(yours, beside: expected).tinted(.orange) { row, column in
      guard differs else { return false }
      let (mine, right) = (yours[row, column], expected[row, column])
      return !(abs(mine - right) <= 1e-4 * max(1, abs(right))) && mine != right
    }
    return beside([
      (ExerciseMessages.yours.english, drawn.image),
      (ExerciseMessages.expected.english, grid(expected, beside: yours).image),
    ])
  }

  /// Returns a number grid with cells wide enough for the longest number of both.
  private static func grid(_ numbers: Tensor, beside other: Tensor) -> NumberGrid {
    let longest = (numbers.scalars + other.scalars).map { number($0).count }.max() ?? 1
    return NumberGrid(numbers, cell: max(40, 9 * longest + 14))
  }

  private static func greys(_ yours: Tensor, _ expected: Tensor) -> Image {
    beside([
      (ExerciseMessages.yours.english, grey(yours, like: expected)),
      (ExerciseMessages.expected.english, grey(expected, like: expected)),
    ])
  }

  /// Draws a tensor with the grey mapping of another.
  private static func grey(_ tensor: Tensor, like other: Tensor) -> Image {
    let finite = other.scalars.filter(\.isFinite)
    let (least, most) = (finite.min() ?? 0, finite.max() ?? 1)
    let scale: GreyMapping = least < 0 ? .signed(max(-least, most)) : .range(least, most)
    let image = scale.image(tensor).rgb()
    return image.enlarged(by: max(1, 160 / max(image.height, image.width)))
  }

  private static func beside(_ pictures: [(name: String, image: Image)]) -> Image {
    let heading = 26
    return Image.sideBySide(
      pictures.map { name, image in
        let width = max(image.width, Image.textSize(name).width + 8)
        var framed = Image(
          height: image.height + heading, width: width, channels: 3, filledWith: .white)
        framed.drawText(name, at: Point(y: 6, x: 4))
        framed.place(image, y: heading, x: 0)
        return framed
      }, gap: 16, background: .white
    ).padded(by: 8, with: .white)
  }
}
