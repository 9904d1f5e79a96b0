// The gradients of a Winograd convolution: matrix products at the same 36 points, transposed.

import CBackends

extension ConvolutionPass {
  /// Computes the gradients of a Winograd convolution.
  ///
  /// With V the input, U the filters and M the outputs at a point, M = V · U, so ∂L/∂U = Vᵀ · ∂L/∂M
  /// and ∂L/∂V = ∂L/∂M · Uᵀ. V is computed again, which is faster than reading it from memory.
  func winogradGradients(
    _ gradient: Tensor, _ filters: Tensor, _ saved: SavedTensors, needsInputGradient: Bool
  ) -> Gradients {
    let points =
      needsInputGradient ? WinogradFilters(filters.transposed(permutation: 0, 1, 3, 2)) : nil
    let size = filterShape.reduce(1, *)
    var isFinite = true
    var sums: (filters: [Float], bias: [Float]) = ([], [])
    func addAll(_ input: UnsafeMutablePointer<Float>?) {
      sums = summed(size) { pictures, filterSum, biasSum in
        gradient.withUnsafeScalars { gradient in
          saved.input.withUnsafeScalars { numbers in
            addGradients(
              pictures, gradient, saved, numbers, points, filterSum, biasSum, to: input)
          }
        }
      }
      isFinite =
        sums.filters.allFinite && (input.map { backend.is_finite($0, batch * inputSize) } ?? true)
    }
    var inputGradient: Tensor?
    if needsInputGradient {
      inputGradient = Tensor(shape: inputShape) { input in addAll(input.baseAddress) }
    } else {
      addAll(nil)
    }
    guard isFinite else {
      return directGradients(gradient, filters, saved, needsInputGradient: needsInputGradient)
    }
    return Gradients(
      filters: Tensor(shape: filterShape, scalars: sums.filters),
      bias: Tensor(shape: [count], scalars: sums.bias), input: inputGradient)
  }

  /// Adds the gradients of a group of pictures.
  private func addGradients(
    _ pictures: Range<Int>, _ gradient: UnsafePointer<Float>, _ saved: SavedTensors,
    _ input: UnsafePointer<Float>, _ transposed: WinogradFilters?,
    _ filterSum: UnsafeMutablePointer<Float>, _ biasSum: UnsafeMutablePointer<Float>,
    to inputGradient: UnsafeMutablePointer<Float>?
  ) {
    var description = tiles
    let filterStep = pointStep(channels * wideCount)
    withScratch(36 * filterStep) { filterPoints in
      for first in stride(from: pictures.lowerBound, to: pictures.upperBound, by: picturesAtOnce) {
        let few = first..<min(pictures.upperBound, first + picturesAtOnce)
        let count = few.count * tilesOfPicture
        let (inputStep, outputStep) = (
          pointStep(count * wideChannels), pointStep(count * wideCount)
        )
        withScratch(36 * (inputStep + outputStep) + few.count * convolvedSize) { inputs in
          let outputs = inputs + 36 * inputStep
          let convolved = outputs + 36 * outputStep
          unfuse(gradient, saved, few, to: convolved)
          backend.add_column_sums(
            convolved, few.count * windows.outputHeight * windows.outputWidth, self.count, biasSum)
          backend.winograd_output_gradients(
            &description, convolved, 0, count, outputs, outputStep)
          backend.winograd_inputs(
            &description, input + first * inputSize, 0, count, inputs, inputStep)
          let columns = IndirectMatrix(
            rows: Array(0..<channels), pieces: [0], pieceLength: count, step: wideChannels)
          for point in 0..<36 {
            indirectGEMM(
              columns, in: inputs + point * inputStep,
              RightMatrix(numbers: outputs + point * outputStep, rowStep: wideCount),
              filterPoints + point * filterStep, outStep: wideCount, columns: wideCount,
              adds: first > pictures.lowerBound)
          }
          if let inputGradient, let transposed {
            // In the memory of the inputs, which are no longer needed.
            transposed.multiply(
              IndirectMatrix(rowsApart: wideCount, rows: count, inner: self.count), in: outputs,
              step: outputStep, to: inputs, step: inputStep)
            let target = inputGradient + first * inputSize
            target.update(repeating: 0, count: few.count * inputSize)
            backend.winograd_input_gradients(&description, inputs, inputStep, 0, count, target)
          }
        }
      }
      backend.winograd_filter_gradients(&description, filterPoints, filterStep, filterSum)
    }
  }
}

extension [Float] {
  fileprivate var allFinite: Bool {
    withUnsafeBufferPointer { $0.isEmpty || backend.is_finite($0.baseAddress!, $0.count) }
  }
}
