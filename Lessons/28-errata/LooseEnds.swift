//: ## Loose ends
import LessonKit

extension Errata {
  func looseEnds(_ page: Notebook) {
    //: ### Slips of the pen
    //: Whoever types the notes stumbles over these, and they are nothing to judge: `predicd` for
    //: `predict` and `last_layers` for `last_layer` in 000; `torchvision.transform` for
    //: `transforms` in 001; “Pulling”, “DDN” and “shpae” in 004. 001 writes (height, width,
    //: channel) in one place and W · H · D in another: choose one order and keep it. 004 has
    //: “inverse” for what convolution does to a function; it reads it from the other end,
    //: *reversed*. And 002 leaves the maximum of f = W₂ max() empty. It should be
    //: W₂ max(0, W₁ x). Without it two layers are one:
    let (first, second) = (Tensor([[1, -1], [-1, 1]]), Tensor([[1, 1]]))
    let point = Tensor([[3], [1]])
    page.trace("W₂ max(0, W₁ x)", value: matmul(second, relu(matmul(first, point))).scalar)
    page.trace("W₂ W₁ x", value: matmul(matmul(second, first), point).scalar)
  }
}
