//: ## 000, the notebook after “Deep Learning from Scratch”
import LessonKit

extension Errata {
  func bookNotebookClaims(_ page: Notebook, _ claims: Claims) throws {
    //: ### The dense layer is 3967 wide
    //: Its class computes the side after a convolution as H − F + 2P, without dividing by the
    //: stride and without adding 1, and cuts off what is left over at the end.
    let side = 28 - 5 + 2 * 0
    let claimedWidth = Int(30 * (Double(side) / 2) * (Double(side) / 2))
    let digit = Tensor.zeros(1, 28, 28, 1)
    let flat = Network(
      Convolution(filters: 30, filterSize: 5, channels: 1, using: &claims.generator), ReLU(),
      Pooling(.max, windowSize: 2), Flatten())(digit)
    let pooledShape = flat.shape
    page.trace("claimed", value: claimedWidth)
    page.trace("flat size", flat, from: digit)
    claims.verdict(
      "the dense layer is \(claimedWidth) wide", cameOut: "\(pooledShape[1])",
      fails: claimedWidth != pooledShape[1],
      holds: "(28 − 5) / 1 + 1 = 24, 24 / 2 = 12, 30 · 12 · 12", lesson: 16)

    //: ### The class runs as it stands
    //: In Python a name is looked up when the line is reached. So list what the notebook defines,
    //: what it uses, and subtract.
    let defined: Set = [
      "params", "layers", "last_layer", "predicd", "loss", "gradient", "Convolution", "Pooling",
      "Convolution.forward", "Pooling.forward",
    ]
    let used: Set = [
      "params", "layers", "layer", "last_layer", "last_layers", "predict", "loss", "Convolution",
      "Pooling", "Relu", "Affine", "SoftmaxWithLoss", "Convolution.forward",
      "Pooling.forward", "Convolution.backward", "Pooling.backward",
    ]
    let missing = used.subtracting(defined).sorted()
    claims.verdict(
      "the class runs as it stands", cameOut: "undefined are \(missing.joined(separator: ", "))",
      fails: !missing.isEmpty,
      holds:
        """
        self.layers, predict, last_layer; ReLU, dense layer, softmax and all backward passes are \
        needed
        """,
      lesson: 16)

    //: ### A pool's size does not depend on its padding
    //: Its Pooling computes 1 + (H − window) / stride, but pads all the same. Of 4 × 4 with padding
    //: 1:
    let negative = Tensor(shape: [1, 4, 4, 1], repeating: -1)
    let claimedSide = 1 + (4 - 2) / 2
    let padded = page.trace(
      "maxPool2D", maxPool2D(negative, windowSize: 2, stride: 2, padding: .explicit(1)))
    claims.verdict(
      "4 × 4, padding 1, pool 2/2 is \(claimedSide) × \(claimedSide)",
      cameOut: "\(padded.shape[1]) × \(padded.shape[2])", fails: padded.shape[1] != claimedSide,
      holds: "1 + (H + 2P − window) / stride, as for a convolution", lesson: 13)

    //: ### Zeros around a maximum do no harm
    //: It pads with zeros under a maximum. The picture just used is −1 everywhere:
    let zeros = maxPool2D(
      negative.padded([
        .init(before: 0, after: 0), .init(before: 1, after: 1),
        .init(before: 1, after: 1), .init(before: 0, after: 0),
      ]), windowSize: 2, stride: 2)
    page.sideBySide {
      page.numbers(zeros, "Padded with 0")
      page.numbers(padded, "Padded with −∞")
    }
    claims.verdict(
      "zeros under a maximum are harmless",
      cameOut: "corner \(number(zeros[0, 0, 0, 0])) in a picture of −1",
      fails: zeros[0, 0, 0, 0] != -1, holds: "−∞ never wins; lay it around a maximum", lesson: 10)

    //: ### im2col cuts the picture into a grid
    //: In a grid every number would be in one piece.
    let numbers = Tensor.random(uniform: 0..<1, shape: [1, 7, 7, 3], using: &claims.generator)
    let columns = page.trace("im2col", im2col(numbers, filterSize: 5))
    claims.verdict(
      "im2col cuts into a grid", cameOut: "\(numbers.count) numbers became \(columns.count)",
      fails: columns.count != numbers.count,
      holds: "windows overlap; the middle number is in all nine", lesson: 12)

    //: ### Pooling makes a network indifferent to shifts and sizes
    //: A lone 6 in 4 × 4, moved by one pixel each way; and a square, twice as large.
    func lone(_ y: Int, _ x: Int) -> Tensor {
      Tensor((0..<4).map { row in (0..<4).map { $0 == x && row == y ? 6 : 0 } })
    }
    let unmoved = maxPool2D(lone(1, 1), windowSize: 2)
    let moves = [(-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)]
    let unnoticed = moves.count { maxPool2D(lone(1 + $0.0, 1 + $0.1), windowSize: 2) == unmoved }
    let square = Tensor((0..<4).map { y in (0..<4).map { y < 2 && $0 < 2 ? 1 : 0 } })
      .reshaped(1, 4, 4, 1)
    let larger = square.resized(height: 8, width: 8, by: .nearest)[0..., 0..<4, 0..<4, 0...]
    let sameSize = maxPool2D(square, windowSize: 2) == maxPool2D(larger, windowSize: 2)
    page.trace("shifts unnoticed", value: unnoticed, "of 8")
    claims.verdict(
      "pooling is invariant to shift and scale",
      cameOut:
        """
        \(unnoticed) of 8 shifts go unnoticed, and the larger square \
        \(sameSize ? "does" : "does not")
        """,
      fails: unnoticed < 8 || !sameSize,
      holds: "it forgives some small shifts, and no change of size", lesson: 10)

    //: ### AlexNet alternates convolution and pooling
    //: Pool 3/2 after each of its five convolutions, and see where it ends:
    var height = 227
    var alternating = [height]
    var ranOut = false
    for (window, stride, padding) in [(11, 4, 0), (5, 1, 2), (3, 1, 1), (3, 1, 1), (3, 1, 1)] {
      height = try WindowGeometry(
        input: [height], windowSize: [window], stride: stride, padding: .explicit(padding)
      ).output[0]
      alternating.append(height)
      guard
        let pooled = try? WindowGeometry(
          input: [height], windowSize: [3], stride: 2, padding: .valid)
      else {
        ranOut = true
        break
      }
      height = pooled.output[0]
      alternating.append(height)
    }
    let halving = alternating.map(String.init).joined(separator: " → ")
    claims.verdict(
      "AlexNet alternates convolution and pooling",
      cameOut: ranOut
        ? "\(halving), and no third pixel is left to pool" : "\(halving)",
      fails: height != 6, holds: "conv3, 4 and 5 follow each other; 6 × 6 reach the dense layers",
      lesson: 22)

    //: ### LeNet was the first convolutional network
    //: Document 002 says it, too.
    claims.tell(
      "LeNet was the first",
      holds: "Fukushima's Neocognitron has convolution and pooling in 1980, LeCun trains one by "
        + "backpropagation in 1989; LeNet-5 is of 1998", source: "the papers of those years",
      lesson: 22)
  }
}
