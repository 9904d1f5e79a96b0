// Work on several threads gives what it gives on one.

import Foundation
import Testing

@testable import Tensors

@Suite(.serialized) struct ParallelForTests {
  @Test(arguments: [0, 1, 2, 3, 17, 1000])
  func everyPartIsDoneOnce(count: Int) {
    var done = [Int](repeating: 0, count: count)
    done.withUnsafeMutableBufferPointer { done in
      nonisolated(unsafe) let done = done
      parallelFor(count) { done[$0] += 1 }
    }
    #expect(done.allSatisfy { $0 == 1 })
    #expect(parallelMap(count) { "\($0)" } == (0..<count).map { "\($0)" })
  }

  @Test func partsMayHaveParts() {
    var done = [Int](repeating: 0, count: 12)
    done.withUnsafeMutableBufferPointer { done in
      nonisolated(unsafe) let done = done
      parallelFor(3) { part in
        parallelFor(4) { done[part * 4 + $0] += 1 }
      }
    }
    #expect(done == Array(repeating: 1, count: 12))
  }

  /// Loops of several callers at once, in quick succession and after a rest in which the threads
  /// fall asleep.
  @Test(arguments: [1, 2, 3, 16]) func manyCallers(threads: Int) {
    let count = Threads.count
    defer { Threads.count = count }
    Threads.count = threads
    var sums = [Int](repeating: 0, count: 4)
    sums.withUnsafeMutableBufferPointer { sums in
      nonisolated(unsafe) let sums = sums
      DispatchQueue.concurrentPerform(iterations: 4) { caller in
        for round in 0..<300 {
          if round % 100 == 99 { usleep(2000) }
          var done = [Int](repeating: 0, count: 7)
          done.withUnsafeMutableBufferPointer { done in
            nonisolated(unsafe) let done = done
            parallelFor(7) { done[$0] += $0 }
          }
          sums[caller] += done.reduce(0, +)
        }
      }
    }
    #expect(sums == [6300, 6300, 6300, 6300])
  }

  /// A loop whose parts take unequal time waits for the last.
  @Test func slowPartsAreWaitedFor() {
    var done = [Bool](repeating: false, count: 6)
    done.withUnsafeMutableBufferPointer { done in
      nonisolated(unsafe) let done = done
      parallelFor(6) { part in
        usleep(UInt32(part % 2 == 0 ? 0 : 3000))
        done[part] = true
      }
    }
    #expect(done == Array(repeating: true, count: 6))
  }

  @Test(arguments: [1, 2, 7, 100], [1, 3, 10, 200])
  func partsCoverEverything(total: Int, count: Int) {
    for whole in [1, 4, 16] {
      let parts = WorkChunks(of: total, into: count, whole: whole)
      #expect(parts.count <= count && parts.count >= 1)
      #expect((0..<parts.count).flatMap { parts[$0] } == Array(0..<total))
      #expect((0..<parts.count).dropLast().allSatisfy { parts[$0].count.isMultiple(of: whole) })
    }
  }

  /// Not one bit may depend on the number of threads.
  @Test func threadsDoNotChangeResults() {
    var generator = SeededGenerator(seed: 51)
    let input = Tensor.random(
      normal: 0, standardDeviation: 1, shape: [13, 14, 14, 16], using: &generator)
    let filters = Tensor.random(
      normal: 0, standardDeviation: 1, shape: [3, 3, 16, 24], using: &generator)
    let wide = Tensor.random(normal: 0, standardDeviation: 1, shape: [200, 700], using: &generator)
    let geometry = convolutionGeometry(
      "conv2D", input.shape, filters.shape, bias: nil, stride: 1, padding: .same, dilation: 1)
    let pass = ConvolutionPass(
      input: input.shape, filters: filters.shape, geometry: geometry, fusion: .reluAndMaxPool)
    // One small picture and many filters, one large picture, and one row.
    let one = Tensor.random(
      normal: 0, standardDeviation: 1, shape: [1, 10, 9, 128], using: &generator)
    let many = Tensor.random(
      normal: 0, standardDeviation: 1, shape: [3, 3, 128, 200], using: &generator)
    let large = Tensor.random(
      normal: 0, standardDeviation: 1, shape: [1, 41, 43, 16], using: &generator)
    func pooled(_ input: Tensor, _ filters: Tensor) -> Tensor {
      let geometry = convolutionGeometry(
        "conv2D", input.shape, filters.shape, bias: nil, stride: 1, padding: .same, dilation: 1)
      return ConvolutionPass(
        input: input.shape, filters: filters.shape, geometry: geometry, fusion: .reluAndMaxPool
      ).forward(input, filters, bias: nil).output
    }
    // One broken picture, which is computed in another way than the others.
    var broken = Tensor.random(
      normal: 0, standardDeviation: 1, shape: [11, 14, 14, 16], using: &generator)
    broken[4, 3, 5, 7] = .infinity
    func sound(_ fusion: ConvolutionPass.Fusion) -> [Tensor] {
      let output = ConvolutionPass(
        input: broken.shape, filters: filters.shape, geometry: geometry, fusion: fusion
      ).forward(broken, filters, bias: nil).output
      return [output[..<4], output[5...]]
    }
    func run() -> [Tensor] {
      let (output, saved) = pass.forward(input, filters, bias: nil)
      let gradients = pass.backward(output, filters, saved, needsInputGradient: true)
      return [
        output, gradients.filters, gradients.bias, gradients.input!,
        conv2D(input, filters, stride: 2), matmul(wide, wide.transposed),
        conv2D(one, many), pooled(one, many), pooled(large, filters),
        matmul(one.reshaped(1, 11520), Tensor(shape: [11520, 100], repeating: 0.1)),
      ] + sound(.none) + sound(.relu) + sound(.reluAndMaxPool)
    }
    let count = Threads.count
    defer { Threads.count = count }
    Threads.count = 1
    let alone = run()
    for threads in [2, 3, 8] {
      Threads.count = threads
      #expect(run() == alone, "\(threads) threads")
    }
  }
}
