//: ## 000, the notebook after “Deep Learning from Scratch”
import Foundation
import LessonKit

extension Errata {
  func bookNotebookClaims(_ page: Notebook) throws {
    //: ### The width of the dense layer
    //: Its class computes the side after a convolution as H − F + 2P, then halves it for the pool.
    let side = 28 - 5 + 2 * 0
    let claimedWidth = Int(30 * (Double(side) / 2) * (Double(side) / 2))
    let digit = Tensor.zeros(1, 28, 28, 1)
    let flat = Network(
      Convolution(weights: .zeros(5, 5, 1, 30)), ReLU(), Pooling(.max, windowSize: 2), Flatten()
    )(digit)
    page.judge(
      "Thirty filters of 5 × 5 and a pool leave \(claimedWidth) numbers of 28 × 28.", "000",
      holds: flat.shape[1] == claimedWidth,
      """
      There are \(flat.shape[1]). The class does not divide by the stride, does not add 1, and \
      cuts off what is left over: (28 − 5) / 1 + 1 = 24, 24 / 2 = 12, 30 · 12 · 12. Lesson 16.
      """)
    page.trace("flat size", flat, from: digit)

    //: ### Running the class
    //: Here are the lines of cells 26, 28 and 29 that name something, in their order and with their
    //: indentation; `__init__` is shortened to what it takes and the layers it makes. Python looks
    //: a name up when the line is reached. Which names does nobody define?
    let cells = """
      class SimpleConvNet:
          def __init__(self, input_dim=(1, 28, 28), hidden_size=100, output_size=10):
              self.params = {}
              self.layers = OrderedDict()
              self.layers['Conv1'] = Convolution(self.params['W1'], self.params['b1'])
              self.layers['Relu1'] = Relu()
              self.layers['Pool1'] = Pooling(pool_h=2, pool_w=2, stride=2)
              self.layers['Affine1'] = Affine(self.params['W2'], self.params['b2'])
              self.layer['Affine2'] = Affine(self.params['W3'], self.params['b3'])
              self.last_layer = SoftmaxWithLoss()
      def predicd(self, x):
          for layer in self.layers.values():
      def loss(self, x, t):
          y = self.predict(x)
          return self.last_layer.forward(y, t)
      def gradient(self, x, t):
          dout = self.last_layers.backward(dout)
      """
    func names(_ pattern: String) throws -> Set<String> {
      let matches = cells.matches(of: try Regex(pattern))
      return Set(matches.compactMap { $0.output[1].substring.map(String.init) })
    }
    let classes = try names(#"= ([A-Z]\w+)\("#)
    let methods = try names(#"(?m)^    def (\w+)\(self"#)
    let attributes = try names(#"self\.(\w+) = "#)
    let missing =
      classes.subtracting(["OrderedDict", "Convolution", "Pooling"]).sorted()
      + (try names(#"self\.(\w+)"#)).subtracting(methods.union(attributes)).sorted()
    page.judge(
      "What its code does: the class trains as it stands.", "000", holds: missing.isEmpty,
      """
      Nobody defines \(missing.joined(separator: ", ")). And the only method of the class is \
      \(methods.sorted().joined(separator: ", ")): `predicd`, `loss` and `gradient` are not \
      indented, so they are functions beside it. Its layers have no `backward` either. Lesson 16.
      """)

    //: ### A pool with padding
    //: Its Pooling computes 1 + (H − window) / stride.
    let negative = Tensor(shape: [1, 4, 4, 1], repeating: -1)
    let claimedSide = 1 + (4 - 2) / 2
    let padded = maxPool2D(negative, windowSize: 2, stride: 2, padding: .explicit(1))
    page.judge(
      "4 × 4, with padding 1, pooled 2 × 2 by 2, is \(claimedSide) × \(claimedSide).", "000",
      holds: padded.shape[1] == claimedSide,
      """
      It is \(padded.shape[1]) × \(padded.shape[2]), and the class pads, so its reshape fails: \
      1 + (H + 2P − window) / stride, as for a convolution. Lesson 13.
      """)
    page.trace("maxPool2D", padded)

    //: ### What to lay around a maximum
    //: It pads with zeros. The picture just used is −1 everywhere:
    let zeros = maxPool2D(
      negative.padded([
        .init(before: 0, after: 0), .init(before: 1, after: 1),
        .init(before: 1, after: 1), .init(before: 0, after: 0),
      ]), windowSize: 2, stride: 2)
    page.judge(
      "What its code does: it pads with zeros before a maximum, and that does no harm.", "000",
      holds: zeros[0, 0, 0, 0] == -1,
      """
      A corner of this picture of −1 becomes \(number(zeros[0, 0, 0, 0])). −∞ never wins a \
      maximum, and that is what libraries lay around it. (Behind a ReLU nothing is below zero, and \
      zeros do none.) Lesson 10.
      """)
    page.sideBySide {
      page.numbers(zeros, "Padded with 0")
      page.numbers(padded, "Padded with −∞")
    }

    //: ### Rows and columns of im2col
    let ten = page.trace("ten pictures", Tensor.random(within: 1, shape: [10, 7, 7, 3], seed: 4))
    let columns = im2col(ten, filterSize: 5)
    page.judge(
      "Ten pictures of 7 × 7 × 3 under a filter of 5 × 5 become a matrix (90, 75).", "000",
      holds: columns.shape == [90, 75],
      """
      \(describe(columns.shape)): a row for each of 3 · 3 places of ten pictures, a column for \
      each of 5 · 5 · 3 weights. Lesson 12.
      """)
    page.judge(
      "im2col divides the picture into a grid.", "000", holds: columns.count == ten.count,
      """
      In a grid each number would be in one piece; here \(ten.count) numbers became \
      \(columns.count). The windows overlap. Lesson 12.
      """)

    //: ### Shifts and sizes
    //: A lone 6 in 4 × 4, moved by one pixel each way; and a square, twice as large.
    func lone(_ y: Int, _ x: Int) -> Tensor {
      Tensor((0..<4).map { row in (0..<4).map { $0 == x && row == y ? 6 : 0 } })
    }
    let unmoved = maxPool2D(lone(1, 1), windowSize: 2)
    let moves = [(-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)]
    let unnoticed = moves.count { maxPool2D(lone(1 + $0.0, 1 + $0.1), windowSize: 2) == unmoved }
    let small = Tensor((0..<4).map { y in (0..<4).map { y < 2 && $0 < 2 ? 1 : 0 } })
      .reshaped(1, 4, 4, 1)
    let larger = small.resized(height: 8, width: 8, by: .nearest)[0..., 0..<4, 0..<4, 0...]
    let sameSize = maxPool2D(small, windowSize: 2) == maxPool2D(larger, windowSize: 2)
    let looks: Message = sameSize ? "looks the same" : "looks different"
    page.judge(
      "Pooling makes a network indifferent to shifts and changes of size.", "000",
      holds: unnoticed == 8 && sameSize,
      """
      Of 8 shifts by one pixel \(unnoticed) go unnoticed, and the larger square \(looks). It \
      forgives some small shifts. Lesson 10.
      """)
    page.trace("shifts unnoticed", value: unnoticed, "of 8")

    //: ### Where it was
    //: The 6 again, in each of the four places of the first window:
    let places = [(0, 0), (0, 1), (1, 0), (1, 1)].map { maxPool2D(lone($0.0, $0.1), windowSize: 2) }
    let distinct = places.indices.count { index in !places[..<index].contains(places[index]) }
    page.judge(
      "Pooling saves work and keeps where things are.", "000", holds: distinct == 4,
      """
      Four places give \(distinct) answer. Which window it was in is kept, where in the window is \
      not: that is the same thing as forgiving shifts. Lesson 10.
      """)

    //: ### AlexNet's order
    //: Its own pool, 3 × 3 by 2, behind each of its five convolutions:
    var height = 227
    var alternating = [height]
    var fits = true
    for (window, stride, padding) in [(11, 4, 0), (5, 1, 2), (3, 1, 1), (3, 1, 1), (3, 1, 1)] {
      height = try WindowGeometry(
        input: [height], windowSize: [window], stride: stride, padding: .explicit(padding)
      ).output[0]
      alternating.append(height)
      fits = height >= 3
      guard fits else { break }
      height = (height - 3) / 2 + 1
      alternating.append(height)
    }
    let halving = alternating.map(String.init).joined(separator: " → ")
    let course: Message = fits ? "\(halving)" : "\(halving), where no pool of 3 × 3 fits"
    page.judge(
      "AlexNet is built of convolution and pooling by turns.", "000", holds: height == 6,
      """
      By turns it would go \(course). Convolutions 3, 4 and 5 follow each other, and 6 × 6 reach \
      the dense layers. Lesson 22.
      """)

    //: ### The first convolutional network
    page.judge(
      "LeNet was the first convolutional network.", "000", holds: false,
      """
      Fukushima's neocognitron had sliding windows and pooling in 1980, and Waibel and others \
      trained windows that slide along speech by backpropagation in 1987. LeCun's first network \
      for digits is of 1989, LeNet-5 of 1998. Document 002 says the same as 000. Lesson 22.
      """, source: "the papers of those years")
  }
}
