// What lessons of the first edition called on their page, so that lessons of one's own still run.

import Formatting
import Notebooks
import Pixels
import Tensors

extension Notebook {
  /// Shows a picture whose words stand in the call; its key is made of the caption.
  @available(
    *, deprecated, message: "give the picture a key here, and its words in the line under it"
  )
  public func show(
    _ image: Image, _ caption: String, alt: String, cover: Bool = false, file: String = #filePath,
    line: Int = #line
  ) {
    show(
      image, slug(caption), PictureWords(Message(template: caption), alt: Message(template: alt)),
      cover: cover, file: file, line: line)
  }

  /// Shows a tensor as a picture whose words stand in the call.
  @available(
    *, deprecated, message: "give the picture a key here, and its words in the line under it"
  )
  public func show(
    _ tensor: Tensor, _ caption: String, scale: GreyMapping, alt: String, cover: Bool = false,
    file: String = #filePath, line: Int = #line
  ) {
    show(
      scale.image(tensor), slug(caption),
      PictureWords(Message(template: caption), alt: Message(template: alt)),
      scale: scale.legend(for: tensor), cover: cover, file: file, line: line)
  }

  /// Traces a tensor made from something of a shape.
  @available(*, deprecated, message: "name what it was made from: trace(step, tensor, from: input)")
  @discardableResult
  public func trace(
    _ step: String, from input: [Int], to tensor: Tensor, _ detail: String = "",
    file: String = #filePath, line: Int = #line
  ) -> Tensor {
    trace(step, tensor, from: Unnamed(shape: input), Message(detail), file: file, line: line)
  }

  /// Something of which only the shape is known.
  private struct Unnamed: Shaped { let shape: [Int] }
}

extension LessonOptions {
  /// Returns the description: pages say by themselves when they show the reader's own picture.
  @available(*, deprecated, message: "the line under the picture has its words")
  public func alt(_ description: String) -> String { description }
}

extension GreyMapping {
  /// Forwards to `signed(_:)`.
  @available(*, deprecated, renamed: "signed(_:)")
  public static func signed(limit: Float) -> GreyMapping { signed(limit) }
}
