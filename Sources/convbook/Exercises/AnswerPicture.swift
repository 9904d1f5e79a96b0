// Yours beside the expected, as a picture: small grids with their numbers, those that differ tinted;
// larger ones as grey pictures on one scale, with where they differ.

import Checks
import Foundation
import LessonKit

/// The picture of an answer that is not the right one.
enum AnswerPicture {
  /// The longest side of a grid whose numbers are written out.
  private static let longestGrid = 10

  /// Nil when one of the two can't be drawn.
  static func image(yours: Value, expected: Value) -> Image? {
    switch (yours, expected) {
    case (.picture(let yours), .picture(let expected)):
      return beside([
        (ExerciseMessages.yours, yours.rgb()), (ExerciseMessages.expected, expected.rgb()),
      ])
    case (.tensor(let yours), .tensor(let expected)):
      guard let yours = plane(yours), let expected = plane(expected) else { return nil }
      let isSmall = (yours.shape + expected.shape).allSatisfy { $0 <= longestGrid }
      return isSmall ? grids(yours, expected) : greys(yours, expected)
    default: return nil
    }
  }

  /// The rows and columns of what is a picture of one channel, or of numbers in a row.
  private static func plane(_ tensor: Tensor) -> Tensor? {
    var shape = tensor.shape
    if shape.count == 4, shape[0] == 1 { shape.removeFirst() }
    if shape.count == 3, shape[2] == 1 { shape.removeLast() }
    if shape.count == 1 { shape.insert(1, at: 0) }
    guard shape.count == 2, shape.allSatisfy({ $0 > 0 }) else { return nil }
    return tensor.reshaped(to: shape)
  }

  private static func grids(_ yours: Tensor, _ expected: Tensor) -> Image {
    let longest = (yours.scalars + expected.scalars).map { number($0).count }.max() ?? 1
    let cell = max(40, 9 * longest + 14)
    let differs = yours.shape == expected.shape
    let drawn = NumberGrid(yours, cell: cell).tinted(.orange) { row, column in
      guard differs else { return false }
      let (mine, right) = (yours[row, column], expected[row, column])
      return !(abs(mine - right) <= 1e-4 * max(1, abs(right))) && mine != right
    }
    return beside([
      (ExerciseMessages.yours, drawn.image),
      (ExerciseMessages.expected, NumberGrid(expected, cell: cell).image),
    ])
  }

  private static func greys(_ yours: Tensor, _ expected: Tensor) -> Image {
    let finite = expected.scalars.filter(\.isFinite)
    let (least, most) = (finite.min() ?? 0, finite.max() ?? 1)
    let scale: Scale = least < 0 ? .signed(limit: max(-least, most)) : .range(least, most)
    func drawn(_ tensor: Tensor) -> Image {
      let image = scale.image(tensor).rgb()
      return image.enlarged(by: max(1, 160 / max(image.height, image.width)))
    }
    return beside([
      (ExerciseMessages.yours, drawn(yours)), (ExerciseMessages.expected, drawn(expected)),
    ])
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
