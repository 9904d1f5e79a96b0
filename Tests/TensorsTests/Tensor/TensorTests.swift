// Making tensors, and the calls that stop the program with both shapes in the message.

import Testing

@testable import Tensors

@Suite struct TensorTests {
  @Test func nestedListsGiveShapes() {
    #expect(Tensor([1, 2, 3]).shape == [3])
    #expect(Tensor([[1, 2], [3, 4], [5, 6]]).shape == [3, 2])
    #expect(Tensor([[[1, 2, 3], [4, 5, 6]]]).shape == [1, 2, 3])
    #expect(Tensor([[[[1], [2]], [[3], [4]]]]).shape == [1, 2, 2, 1])
    #expect(Tensor([[[[1], [2]], [[3], [4]]]]).scalars == [1, 2, 3, 4])
    #expect(Tensor(7).shape == [] && Tensor(7).scalar == 7)
  }

  @Test func theIdentityHasOnesOnItsDiagonal() {
    #expect(Tensor.identity(3) == Tensor([[1, 0, 0], [0, 1, 0], [0, 0, 1]]))
    #expect(Tensor.identity(0).shape == [0, 0])
  }

  @Test func emptyShapesHoldNothing() {
    #expect(Tensor.zeros(0, 28, 28, 1).count == 0)
    #expect(Tensor(shape: [], repeating: 3).count == 1)
    #expect(Tensor(shape: [0, .max, .max], scalars: []).count == 0)
  }

  @Test func equalityLooksAtShapeAndNumbersOnly() {
    let convolved = conv2D(Tensor.ones(1, 2, 2, 1), Tensor.ones(1, 1, 1, 1))
    #expect(convolved.provenance != nil)
    #expect(convolved == Tensor.ones(1, 2, 2, 1))
    #expect(Tensor([1, 2]) != Tensor([[1, 2]]))
    #expect(Tensor([.nan]) != Tensor([.nan]))
  }

  /// Each of these ends the process with a message.
  @Test func wrongShapesStopWithBothShapes() async throws {
    let conv = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = conv2D(Tensor.zeros(1, 5, 5, 3), Tensor.zeros(3, 3, 1, 2))
    }
    #expect(conv.errorText.contains("(1, 5, 5, 3)") && conv.errorText.contains("(3, 3, 1, 2)"))
    #expect(conv.errorText.contains("3 channels"))
    let large = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = conv2D(Tensor.zeros(1, 4, 9, 1), Tensor.zeros(5, 3, 1, 1))
    }
    #expect(large.errorText.contains("the window is 5 high but the input only 4"))
    let sum = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros(2, 3) + Tensor.zeros(2, 4)
    }
    #expect(sum.errorText.contains("(2, 3) + (2, 4)"))
    let index = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros(2, 3)[1, 3]
    }
    #expect(index.errorText.contains("index 3 on axis 1 of a tensor of shape (2, 3)"))
    let count = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor(shape: [2, 3], scalars: [1, 2])
    }
    #expect(count.errorText.contains("(2, 3) holds 6 numbers, not the 2 given"))
    await #expect(processExitsWith: .failure) { _ = Tensor(shape: [.max, 2], repeating: 0) }
    await #expect(processExitsWith: .failure) { _ = matmul(.zeros(2, 3), .zeros(2, 3)) }
    await #expect(processExitsWith: .failure) { _ = Tensor.zeros(2, 3).reshaped(4, -1) }
  }
}

extension Optional<ExitTest.Result> {
  /// What the process wrote to standard error.
  var errorText: String {
    String(decoding: self?.standardErrorContent ?? [], as: UTF8.self)
  }
}
