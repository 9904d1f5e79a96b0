// Loops around training: what they print, and that both take the same steps.

import Datasets
import Testing

@testable import LessonKit

@Suite struct TrainingLoopTests {
  /// Times differ from run to run, so they are in the terminal only.
  @Test func theTerminalTellsTheTimeAndThePageDoesNot() throws {
    let run = try LessonRun("17-three-conv-net", ["--epochs", "1", "--batch", "500"])
    defer { run.remove() }
    #expect(run.output.contains(/epoch 1, step 0  loss [0-9.]+  elapsed [0-9.]+/))
    #expect(try !run.page.contains("elapsed"))
  }

  /// Of 250 pictures an epoch takes three steps; the fourth begins the next one.
  @Test func trainsForSoManySteps() {
    let pictures = DrawnDigits.pictures(250, seed: 3)
    var generator = SeededGenerator(seed: 4)
    let start = Network(Flatten(), Dense(inputs: 784, outputs: 10, using: &generator))
    var seen: [Int] = []
    let trained = start.trained(on: pictures, by: SGD(learningRate: 0.1), steps: 5, seed: 6) {
      step, _ in seen.append(step)
    }
    #expect(seen == [1, 2, 3, 4, 5])

    var (network, sgd, order) = (start, SGD(learningRate: 0.1), SeededGenerator(seed: 6))
    for epoch in 0..<2 {
      let batches = pictures.batches(of: 100, shuffledBy: &order)
      for (images, labels) in Array(batches).prefix(epoch == 0 ? 3 : 2) {
        let (_, gradient) = softmaxCrossEntropy(network.forward(images), labels: labels)
        network.backpropagate(gradient)
        sgd.update(&network)
      }
    }
    #expect(trained.parameters[0].value == network.parameters[0].value)
    #expect(trained.parameters[0].value != start.parameters[0].value)
    #expect(start.trained(on: pictures, by: sgd, steps: 0, seed: 6).parameters.count == 2)
  }
}
