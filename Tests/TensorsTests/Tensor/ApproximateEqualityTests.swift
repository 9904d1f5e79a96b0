import Testing

@testable import Tensors

@Suite struct ApproximateEqualityTests {
  @Test func closeness() {
    #expect(Tensor([1, 1000]).isClose(to: Tensor([1.000001, 1000.005])))
    #expect(!Tensor([1]).isClose(to: Tensor([1.0001])))
    #expect(Tensor([1]).isClose(to: Tensor([1.05]), tolerance: 0.1))
    #expect(!Tensor([1]).isClose(to: Tensor([[1]])))
    #expect(Tensor([.nan, .infinity]).isClose(to: Tensor([.nan, .infinity])))
    #expect(!Tensor([.nan]).isClose(to: Tensor([0])))
    #expect(!Tensor([.infinity]).isClose(to: Tensor([-.infinity])))
    #expect(!Tensor([Float.greatestFiniteMagnitude]).isClose(to: Tensor([.infinity])))
  }

  @Test func largestDistance() {
    #expect(Tensor([1, 5, 9]).maximumDifference(from: Tensor([1, 7, 8.5])) == 2)
    #expect(Tensor([.nan, .infinity]).maximumDifference(from: Tensor([.nan, .infinity])) == 0)
    #expect(Tensor([.nan]).maximumDifference(from: Tensor([1])) == .infinity)
    #expect(Tensor.zeros(0).maximumDifference(from: Tensor.zeros(0)) == 0)
  }
}
