//: ## The block by hand
//: The way through the two convolutions is called F. A **residual block** gives relu(F(x) + x).
import LessonKit

extension ResidualNetworks {
  func blockByHand(_ page: Notebook) throws {
    //: Small enough for paper, F is two dense layers with ReLU between them, from 3 numbers to 4
    //: and back to 3, for a batch of 2:
    let x = Tensor([[1, -2, 3], [0, 4, -1]])
    let first = Tensor([[1, 0, 2, -1], [0, 1, 1, 0], [1, -1, 0, 1]])
    let second = Tensor([[0, 1, -1], [1, 0, 2], [-1, 1, 0], [-2, 0, 1]])
    let hidden = relu(matmul(x, first))
    let main = matmul(hidden, second)
    page.sideBySide {
      page.numbers(x, "x")
      page.numbers(hidden, "relu(x · W₁)")
      page.numbers(main, "F(x)")
      page.numbers(main + x, "F(x) + x")
      page.numbers(relu(main + x), "relu(F(x) + x)")
    }

    //: Follow the first row. 1, −2, 3 becomes 4, −5, 0, 2, of which ReLU keeps 4, 0, 0, 2; times W₂
    //: that is −4, 4, −2. Plus 1, −2, 3 it is −3, 2, 1, and ReLU makes 0, 2, 1 of it. (ReLU comes
    //: *after* the sum. Before it, nothing negative could ever be added, and numbers would only
    //: grow from block to block.)
    //:
    //: In the library:
    let block = ResidualBlock(
      Network(Dense(weights: first), ReLU(), Dense(weights: second)))
    page.trace("block", Network(block)(x), from: x)
    page.trace(
      "difference from the sum by hand",
      value: (Network(block)(x) - relu(main + x)).absolute.max())

    //: Why does that help? **F only has to learn what is to be changed**, the *residual*, and not
    //: to repeat what is there already. If nothing is to be changed, weights of zero do it: of a
    //: picture's activations, which are not negative after a ReLU, the block then changes nothing.
    //: A plain layer of zeros gives zeros.
    let zeros = Network(Dense(weights: first * 0), ReLU(), Dense(weights: second * 0))
    let positive = relu(x)
    page.sideBySide {
      page.numbers(positive, "x, after a ReLU")
      page.numbers(Network(ResidualBlock(zeros))(positive), "block, weights 0")
      page.numbers(zeros(positive), "plain, weights 0")
    }

    //: ## One more, everywhere
    //: And on the way back? Change each number of x a little, and measure how much the sum of
    //: F(x) changes, and how much the sum of F(x) + x:
    func total(_ tensor: Tensor) -> Double {
      tensor.scalars.reduce(0) { $0 + Double($1) }
    }
    // Shifted a little: where ReLU bends there is no gradient to measure.
    let away = x + 0.25
    func branch(_ x: Tensor) -> Tensor { matmul(relu(matmul(x, first)), second) }
    func rounded(_ tensor: Tensor) -> Tensor {
      Tensor(shape: tensor.shape, scalars: tensor.scalars.map { $0.rounded(to: 2) })
    }
    let ofBranch = numericalGradient(at: away) { total(branch($0)) }
    let ofSum = numericalGradient(at: away) { total(branch($0) + $0) }
    page.sideBySide {
      page.numbers(rounded(ofBranch), "gradient of F(x)")
      page.numbers(rounded(ofSum), "gradient of F(x) + x")
    }
    page.trace("the second, less the first", value: (ofSum - ofBranch).mean().rounded(to: 2))

    //: The same as a graph of three numbers (lesson 15): x goes into the product and, past it, into
    //: the sum. Its gradient is what comes back on both ways:
    let (w, u) = (GraphNode("w", -0.5), GraphNode("x", 2))
    let sum = (w * u + u).named("y")
    sum.backward()
    page.show(GraphFigure(of: sum, slopes: true), "graph-of-block")
    //: ![Two lines lead away from x, one through the product with w = −0.5, one straight to the
    //: sum; the gradient of x is −0.5 + 1 = 0.5](graph-of-block "y = w · x + x")
    page.trace("gradient of x", value: Float(u.gradient), "−0.5 + 1")

    //: So along the shortcuts the gradient reaches every block nearly as it left the last one, and
    //: what comes through the F is added to it. (Nearly, for after each sum it meets a ReLU, and
    //: where the maps change a convolution.) Without them it must pass through each convolution.
  }
}
