// Softmax and its logarithm: by hand, along each axis, and where naive versions fail.

import Networks
import Tensors
import Testing

@Suite struct SoftmaxTests {
  @Test func handWorked() {
    let probabilities = softmax(Tensor([2, 1, 0.1]))
    #expect(probabilities.isClose(to: Tensor([0.6590011, 0.2424330, 0.0985659]), tolerance: 1e-7))
    #expect(abs(probabilities.sum() - 1) < 1e-6)
    #expect(
      logSoftmax(Tensor([2, 1, 0.1])).isClose(to: probabilities.logarithm, tolerance: 1e-6))
    #expect(softmax(Tensor([3, 3, 3, 3])) == Tensor([0.25, 0.25, 0.25, 0.25]))
  }

  /// Lesson 14: log-softmax is about stability.
  @Test func whereTheNaiveFails() {
    let scores = Tensor([0, 1000])
    #expect(logSoftmax(scores) == Tensor([-1000, 0]))
    #expect(softmax(scores) == Tensor([0, 1]))
    #expect(softmax(scores).logarithm == Tensor([-.infinity, 0]))
    // Without subtracting the largest logit first.
    let powers = scores.exponential
    #expect((powers / powers.sum()).scalars[1].isNaN)
  }

  @Test func alongAnAxis() {
    let scores = Tensor([[0, 0], [0, 1000]])
    #expect(softmax(scores) == Tensor([[0.5, 0.5], [0, 1]]))
    #expect(softmax(scores, axis: 0) == Tensor([[0.5, 0], [0.5, 1]]))
    #expect(softmax(scores, axis: 1) == softmax(scores))
    #expect(softmax(scores, axis: 0).provenance?.detail.english == "along axis 0")
  }

  /// The same number added to all logits changes nothing; NaN and infinities stay.
  @Test func ends() {
    #expect(softmax(Tensor([1e30, 1e30])) == Tensor([0.5, 0.5]))
    #expect(softmax(Tensor([5])) == Tensor([1]))
    #expect(softmax(Tensor([-.infinity, 0])) == Tensor([0, 1]))
    #expect(logSoftmax(Tensor([-.infinity, 0])) == Tensor([-.infinity, 0]))
    for broken in [Tensor([.nan, 0]), Tensor([.infinity, 0]), Tensor([-.infinity, -.infinity])] {
      #expect(softmax(broken).scalars.contains { $0.isNaN })
      #expect(logSoftmax(broken).scalars.contains { $0.isNaN })
    }
    #expect(softmax(Tensor.zeros(0, 3)).shape == [0, 3])
    #expect(softmax(Tensor.zeros(2, 0)).shape == [2, 0])
    #expect(logSoftmax(Tensor.zeros(2, 0)).shape == [2, 0])
  }
}
