//: ## The width that has to fit
import LessonKit

extension SimpleConvNet {
  func widthThatFits(
    _ page: Notebook, _ data: DatasetSplits, _ network: Network,
    other: (_ padding: Int, _ stride: Int) -> Network
  ) {
    //: A dense layer is made for as many numbers as arrive, no more, no fewer. It is easily worked
    //: out wrongly. What do two ways give that are often taken?
    //:
    //: > [!mistake] 000, a map is said to be `28 - 5 + 2 * 0` wide, without the stride and without
    //: > + 1, and the dense layer `int(30 * (map / 2) * (map / 2))`.
    let map: Float = 28 - 5 + 2 * 0
    let noted = Int(30 * (map / 2) * (map / 2))
    let unpooled = 30 * 24 * 24
    let front = Network(Array(network.layers.prefix(4)))
    let arriving = front(data.test.images[0..<1]).shape[1]
    let claims: [(Message, Int)] = [
      ("the notes' sum", noted), ("pooling forgotten", unpooled), ("the sum above", 30 * 12 * 12),
    ]
    page.table(
      "How wide must the dense layer be?", columns: ["by", "width", "when a digit comes"],
      rows: claims.map { claim, width in
        let fits = width == arriving
        let words: Message = fits ? "fits" : "stops, \(arriving) numbers arrive"
        return [claim, "\(width)", words]
      })
    page.trace("width, the notes' sum", value: noted, "30 · 11.5 · 11.5, cut off")
    page.trace("width, pooling forgotten", value: unpooled, "30 · 24 · 24")
    page.trace("width", value: arriving, "30 · 12 · 12")

    //: A window as wide as the picture has one place and not none: hence the + 1, and a map of 24
    //: instead of 23 columns. Half of 23 is 11.5, and half a column should make anyone suspicious.
    //: Best not to work the width out at all: `simpleConvNet` asks its own layers. Then it also
    //: holds for other paddings and strides:
    page.table(
      "Other arguments", columns: ["padding", "stride", "width", "the notes' sum", "parameters"],
      rows: [(0, 1), (2, 1), (0, 2), (2, 2)].map { padding, stride in
        let other = other(padding, stride)
        let width = Network(Array(other.layers.prefix(4))).outputShape(for: [1, 28, 28, 1])[1]
        let map = Float(28 - 5 + 2 * padding)
        return [
          "\(padding)", "\(stride)", "\(width)", "\(Int(30 * (map / 2) * (map / 2)))",
          "\(other.summary(for: [1, 28, 28, 1]).parameters)",
        ]
      })
  }
}
