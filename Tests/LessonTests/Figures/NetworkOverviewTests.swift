// Tests the figure of a trained network: its stages, its weights in 8 bits, its pictures.

import Datasets
import Foundation
import Networks
import Tensors
import TestSupport
import Testing

@testable import LessonKit
@testable import Notebooks

@Suite struct NetworkOverviewTests {
  /// Pictures drawn by the library, and a network with every kind of layer that the figure shows.
  private let pictures = DrawnDigits.pictures(12, seed: 3)
  private let network: Network = {
    var generator = SeededGenerator(seed: 5)
    return Network(
      Convolution(filters: 4, filterSize: 5, channels: 1, using: &generator), ReLU(),
      Pooling(.max, windowSize: 2),
      Convolution(
        filters: 6, filterSize: 3, channels: 4, stride: 2, padding: .same, using: &generator),
      ReLU(), Pooling(.average, windowSize: 2, padding: .same), Flatten(),
      Dense(inputs: 54, outputs: 20, using: &generator), ReLU(),
      Dense(inputs: 20, outputs: 10, using: &generator))
  }()

  private func shown() throws -> (Figure.Network, FigureOnPage) {
    let onPage = try FigureOnPage { page, file in
      page.overview("figure", of: network, pictures, file: file, line: 3)
    }
    guard case .network(let shown) = onPage.figure.kind else {
      throw CocoaError(.coderValueNotFound)
    }
    return (shown, onPage)
  }

  @Test func stagesHaveTheLayersShapesAndCounts() throws {
    let (figure, onPage) = try shown()
    #expect(
      figure.stages.map(\.shape) == [
        [28, 28, 1], [24, 24, 4], [12, 12, 4], [6, 6, 6], [3, 3, 6], [1, 1, 20], [1, 1, 10],
      ])
    #expect(
      figure.stages.map(\.operation) == [
        .input, .convolution, .max, .convolution, .mean, .dense, .dense,
      ])
    #expect(figure.stages.map(\.parameters) == [0, 104, 0, 222, 0, 1100, 210])
    #expect(figure.stages.map(\.isRectified) == [false, true, false, true, false, true, false])
    let memory = figure.stages.map(\.memory.english)
    #expect(memory[1] == "9.2 kB" && memory[6] == "40 bytes")
    // Of 12 rows, stride 2 reads 6 windows of 3: 1 row of padding, and SAME puts it behind.
    #expect(figure.stages[3].before == [0, 0] && figure.stages[3].stride == [2, 2])
    #expect(
      figure.stages.map(\.name.english).prefix(4) == [
        "Input", "Convolution 1", "Pooling 1", "Convolution 2",
      ])
    #expect(onPage.html.contains("data-figure=\"network\""))
    let still = try #require(figure.still?.file)
    #expect(FileManager.default.fileExists(atPath: onPage.folder.path("out/\(still)")))
    #expect(onPage.html.contains("<img src=\"\(still)\""))
  }

  @Test func weightsAreWithinHalfAStepAndGiveTheScores() throws {
    let (figure, _) = try shown()
    let weights = network.parameters.map(\.value).filter { $0.rank > 1 }
    let stored = figure.stages.compactMap(\.weights)
    #expect(stored.map(\.shape) == weights.map(\.shape))
    for (one, other) in zip(stored, weights) {
      let restored = one.restored
      for place in other.scalars.indices {
        let step = one.scales[place % one.scales.count]
        #expect(abs(restored.scalars[place] - other.scalars[place]) <= 0.5001 * step)
      }
    }
    let biases = network.parameters.map(\.value).filter { $0.rank == 1 }.map(\.scalars)
    #expect(figure.stages.compactMap(\.bias) == biases)

    #expect(figure.samples.map(\.label) == Array(pictures.labels.prefix(10)))
    let scores = network.quantized(pictures.prefix(10).images)
    for (index, sample) in figure.samples.enumerated() {
      #expect(sample.scores == (0..<10).map { scores[index, $0] })
      let levels = pictures.images[index].scalars.map { UInt8(($0 * 255).rounded()) }
      #expect(Array(sample.pixels) == levels)
    }
  }

  /// A block of 4 × 2 whose mass is in its upper half: the box lies in the middle, the mass above.
  @Test func inkIsMeasuredByBoxAndByMass() {
    var scalars = [Float](repeating: 0, count: 10 * 10)
    for (y, value) in zip(3...6, [1, 1, 0.5, 0.5] as [Float]) {
      for x in 4...5 { scalars[y * 10 + x] = value }
    }
    scalars[0] = 0.05  // Noise is no ink.
    let placement = InkPlacement(of: Tensor(shape: [1, 10, 10, 1], scalars: scalars))
    #expect(placement.side == 4 && placement.boxDistance == 0 && !placement.isByMass)
    // (3 + 4 + 2.5 + 3) / 3 = 25 / 6, and 4.5 is the middle.
    #expect(abs(placement.massDistance - (4.5 - 25 / 6)) < 1e-5)
  }
}
