// What printing a tensor looks like.

import Testing

@testable import Tensors

@Suite struct TensorDescriptionTests {
  @Test(arguments: [
    (Tensor([[15, 16], [6, 15]]), "[[15, 16],\n [ 6, 15]]"),
    (Tensor([[1, 1.5], [2.25, -1]]), "[[ 1.00,  1.50],\n [ 2.25, -1.00]]"),
    (Tensor([0.1, 0.2]), "[0.1, 0.2]"),
    (Tensor([1.0 / 3, 2]), "[0.3333, 2.0000]"),
    (Tensor([.nan, -.infinity, 1]), "[ nan, -inf,    1]"),
    (Tensor([1e-6, 2]), "[0.0000, 2.0000]"),
    (Tensor([1e-6, 2e-6]), "[1e-06, 2e-06]"),
    (Tensor([3e12]), "[3e+12]"),
    (Tensor([-0.00001, 1]), "[0.0000, 1.0000]"),
    (Tensor(2.5), "2.5"),
    (Tensor([[[[15], [16]], [[6], [15]]]]), "(1, 2, 2, 1)\n[[15, 16],\n [ 6, 15]]"),
    (
      Tensor([[[1, 2], [3, 4]], [[5, 6], [7, 8]]]),
      "(2, 2, 2)\n[[[1, 2],\n  [3, 4]],\n\n [[5, 6],\n  [7, 8]]]"
    ),
    (Tensor([[[[7]]]]), "(1, 1, 1, 1)\n7"),
    (Tensor.zeros(0, 3), "(0, 3), no numbers"),
    (Tensor.ones(1, 427, 638, 1), "(1, 427, 638, 1), 272,426 numbers: min 1, max 1, mean 1"),
  ])
  func printing(tensor: Tensor, expected: String) {
    #expect("\(tensor)" == expected)
  }
}
