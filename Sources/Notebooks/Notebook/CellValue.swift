// Shows the value of a cell's last expression, as notebooks do.

import Formatting
import Pixels
import Tensors

extension Notebook {
  /// Shows the value of an expression: a picture as such, a tensor with its shape, any other as
  /// `print` would. The kernel for Jupyter calls it with the last expression of a cell.
  public func value(_ value: some Any, file: String = #filePath, line: Int = #line) {
    switch value {
    case let image as Image:
      let shape = Message(describe([image.height, image.width, image.channels]))
      show(image, "value", PictureWords(shape, alt: shape), file: file, line: line)
    case let tensor as Tensor where isMatrix(tensor):
      numbers(tensor, Message(describe(tensor.shape)), file: file, line: line)
    case let tensor as Tensor: print(summary(of: tensor).text, file, line)
    default: print("\(value)", file, line)
    }
  }

  /// A statement without a value shows nothing more.
  public func value(_ value: Void, file: String = #filePath, line: Int = #line) {}

  private func print(_ text: String, _ file: String, _ line: Int) {
    add(.printed(.init(text: text)), file, line)
  }

  private func summary(of tensor: Tensor) -> Message {
    let digest = TensorDigest(tensor)
    let (shape, least, greatest) = (
      describe(tensor.shape), number(digest.least), number(digest.greatest)
    )
    return digest.mean.map {
      "shape \(shape), from \(least) to \(greatest), mean \(number($0))"
    } ?? "shape \(shape), from \(least) to \(greatest), and numbers that are not finite"
  }

  /// Whether its numbers fit on the page as a matrix.
  private func isMatrix(_ tensor: Tensor) -> Bool {
    let axes = tensor.shape.filter { $0 != 1 }
    return tensor.count > 0 && (1...2).contains(max(axes.count, 1)) && axes.allSatisfy { $0 <= 16 }
  }
}
