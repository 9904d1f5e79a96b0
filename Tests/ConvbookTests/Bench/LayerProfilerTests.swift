// The arithmetic and bytes of layers, and that profiled networks compute what others do.

import LessonKit
import Testing

@testable import convbook

@Suite struct LayerProfilerTests {
  private func profile(_ network: Network, _ input: Tensor) -> (LayerProfiler, Tensor) {
    var profiler = LayerProfiler()
    var output = input
    let groups = LayerGroup.all(of: network)
    profiler.repeatPass(2) { output = $0.forward(groups, input) }
    return (profiler, output)
  }

  @Test func aConvolutionAndADenseLayer() {
    var generator = SeededGenerator(seed: 0)
    let network = Network(
      Convolution(filters: 4, filterSize: 3, channels: 2, padding: .same, using: &generator),
      ReLU(), Pooling(.max, windowSize: 2), Flatten(),
      Dense(inputs: 64, outputs: 5, using: &generator))
    let (profiler, output) = profile(network, BenchmarkCase.noise([3, 8, 8, 2]))
    let steps = profiler.steps
    #expect(
      steps.map(\.name.english) == ["0 Convolution + ReLU + Pooling + Flatten", "4 Dense"])
    #expect(steps.map(\.shape) == [[3, 64], [3, 5]] && output.shape == [3, 5])
    #expect(steps.map(\.multiplications) == [3 * 8 * 8 * 4 * 3 * 3 * 2, 3 * 64 * 5])
    let weights = [3 * 3 * 2 * 4 + 4, 64 * 5 + 5]
    #expect(
      steps.map(\.bytes)
        == [4 * (3 * 8 * 8 * 2 + weights[0] + 3 * 64), 4 * (3 * 64 + weights[1] + 3 * 5)])
    #expect(steps.allSatisfy { $0.times.count == 2 })
  }

  @Test func rates() {
    let step = LayerProfiler.Step(
      name: "", shape: [], multiplications: 3_000_000, bytes: 1_500_000, times: [3, 1, 2])
    #expect(step.milliseconds == 2 && step.gigaflops == 3)
    #expect(step.gigabytesPerSecond == 0.75 && step.intensity == 4)
    let peak = MachinePeak(gigaflops: 100, gigabytesPerSecond: 10)
    #expect(peak.ridge == 10)
    #expect([1, 10, 50].map(peak.roof) == [10, 100, 100])
  }

  @Test(arguments: [false, true])
  func allOfALargeNetworkIsCounted(isResidual: Bool) {
    let network =
      isResidual
      ? Network.resNet18(classes: 7, width: 4, seed: 0)
      : Network.vgg([(2, 4), (1, 8)], hidden: 16, classes: 7, seed: 0)
    let input = BenchmarkCase.noise([2, 32, 32, 3])
    let (profiler, output) = profile(network, input)
    #expect(
      profiler.steps.reduce(0) { $0 + $1.multiplications }
        == network.multiplications(for: input.shape))
    #expect(output == network(input))
    // Eight blocks end in a sum, and three of them have a convolution in the shortcut.
    let names = profiler.steps.map(\.name.english)
    #expect(names.filter { $0.hasSuffix("sum") }.count == (isResidual ? 8 : 0))
    #expect(names.filter { $0.contains("shortcut") }.count == (isResidual ? 3 : 0))
  }

  @Test func aTrainingStepTrains() {
    var generator = SeededGenerator(seed: 0)
    let original = Network(
      Convolution(filters: 4, filterSize: 3, channels: 1, padding: .same, using: &generator),
      ReLU(), Convolution(filters: 3, filterSize: 3, channels: 4, using: &generator), ReLU(),
      Flatten(), Dense(inputs: 48, outputs: 5, using: &generator))
    let (pictures, labels) = (BenchmarkCase.noise([2, 6, 6, 1]), [1, 4])

    var (profiled, optimizer) = (LayerGroup.network(of: original), Adam(learningRate: 0.01))
    var profiler = LayerProfiler()
    profiler.repeatPass(1) { $0.trainingStep(&profiled, &optimizer, pictures, labels) }

    var (plain, same) = (original, Adam(learningRate: 0.01))
    for _ in 0...1 {
      plain.backpropagate(softmaxCrossEntropy(plain.forward(pictures), labels: labels).gradient)
      same.update(&plain)
    }
    #expect(profiled.parameters.map(\.value) == plain.parameters.map(\.value))

    let products = original.summary(for: pictures.shape).rows.map(\.multiplications)
    let (first, all) = (products[0], products.reduce(0, +))
    #expect(profiler.steps.reduce(0) { $0 + $1.multiplications } == 3 * all - first)
    #expect(
      profiler.steps.map(\.name.english) == [
        "forward 0 Convolution + ReLU", "forward 2 Convolution + ReLU + Flatten",
        "forward 5 Dense", "loss", "backward 5 Dense", "backward 2 Convolution + ReLU + Flatten",
        "backward 0 Convolution + ReLU", "update",
      ])
    let parameters = original.parameters.reduce(0) { $0 + $1.value.count }
    #expect(profiler.steps.last?.bytes == 28 * parameters)
    let bias = [3 * 3 * 4 + 4, 3 * 3 * 4 * 3 + 3]
    #expect(
      profiler.steps[5...6].map(\.bytes) == [
        4 * (2 * 2 * 36 * 4 + 2 * 48 + 2 * bias[1]), 4 * (2 * 36 + 2 * 36 * 4 + bias[0]),
      ])
  }
}
