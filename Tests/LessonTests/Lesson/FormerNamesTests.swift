import Foundation
import LessonKit
import TestSupport
import Testing

/// An answer written for the first edition of the library.
@available(*, deprecated)
private struct FirstEditionAnswer {
  func features(_ input: Tensor, _ generator: inout SeededGenerator) -> [Tensor] {
    var network = Network(
      Convolution(filters: 2, window: 3, channels: 1, deviation: 0.1, using: &generator),
      Pooling(.maximum, window: 2))
    return [
      Tensor.random(normal: 1, deviation: 2, shape: [3], using: &generator),
      network.forward(input), maxPool2D(input, window: 2),
      averagePool2D(input, window: 3, stride: 1),
      im2col(input, window: 2),
    ]
  }

  var learningRates: [Float] { [SGD(rate: 0.5).learningRate, Adam(rate: 0.25).learningRate] }
}

@Suite struct FormerNamesTests {
  /// The former names compute what today's names do.
  @available(*, deprecated)
  @Test func aFirstEditionAnswerGivesTheSame() {
    var (former, current) = (SeededGenerator(seed: 4), SeededGenerator(seed: 4))
    let input = Tensor(shape: [1, 6, 6, 1], scalars: (0..<36).map { Float($0 * 7 % 11) })
    var network = Network(
      Convolution(
        filters: 2, filterSize: 3, channels: 1, standardDeviation: 0.1, using: &current),
      Pooling(.max, windowSize: 2))
    let answer = FirstEditionAnswer()
    #expect(
      answer.features(input, &former) == [
        Tensor.random(normal: 1, standardDeviation: 2, shape: [3], using: &current),
        network.forward(input), maxPool2D(input, windowSize: 2),
        averagePool2D(input, windowSize: 3, stride: 1), im2col(input, filterSize: 2),
      ])
    #expect(answer.learningRates == [0.5, 0.25])
  }

  /// A lesson of one's own that was written for the first edition still makes its page.
  @available(*, deprecated)
  @Test func aFirstEditionLessonStillRuns() throws {
    let folder = try TemporaryFolder()
    let page = try Notebook(
      name: "90-own", sourcePath: "/nowhere.swift",
      settings: .init(folder: folder.path("page"), isQuiet: true))
    let input = Tensor([[-1, 2, 3], [4, 5, 6]])
    page.show(input, "Two rows", scale: .signed(limit: 6), alt: "Six greys")
    page.show(Image(height: 1, width: 1, channels: 1, pixels: [7]), "One", alt: "One grey")
    page.trace("sums", from: input.shape, to: input.sum(axes: [1]))
    try page.finish()
    let record = try #require(LessonRecord(in: folder.url.appendingPathComponent("page")))
    #expect(record.outcome == .finished && record.outputs.count == 3)
    for file in ["01-two-rows.png", "02-one.png"] {
      #expect(FileManager.default.fileExists(atPath: folder.path("page/\(file)")), "\(file)")
    }
  }
}
