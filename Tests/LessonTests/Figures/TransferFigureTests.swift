// The figure of transfer holds what networks made of pictures, and the library's plane of it.

import Foundation
import TestSupport
import Testing

@testable import LessonKit
@testable import Notebooks

@Suite struct TransferFigureTests {
  private func points(_ map: Figure.Transfer.Map) -> [Float] {
    let bytes = [UInt8](map.points)
    return stride(from: 0, to: bytes.count, by: 2).map { place in
      let whole = Int16(bitPattern: UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8)
      return Float(whole) / 32767 * map.largest
    }
  }

  @Test(arguments: UInt64(0)..<4, [false, true])
  func mapsAreTheLibrarysPlanes(_ seed: UInt64, _ hasOwn: Bool) throws {
    var generator = SeededGenerator(seed: seed)
    let pictures = LabelledImages(
      images: .random(uniform: 0..<1, shape: [9, 4, 4, 1], using: &generator),
      labels: (0..<9).map { $0 % 3 }, classNames: ["A", "B", "C"])
    let own =
      hasOwn ? Tensor.random(uniform: 0..<1, shape: [1, 4, 4, 1], using: &generator) : nil
    func network() -> Network {
      Network(
        Flatten(), Dense(inputs: 16, outputs: 5, using: &generator),
        Dense(inputs: 5, outputs: 3, using: &generator))
    }
    let (first, second) = (network(), network())
    let recorders = [0, 1].map { frozen in
      let recorder = FeatureRecorder(
        pictures, own: own, start: 0, frozen: frozen, staysSame: frozen == 1)
      for (step, network) in [(0, first), (7, frozen == 0 ? second : first)] {
        let body = Network(Array(network.layers.dropLast()))
        // Behind the pictures there may be others, which are not shown.
        let more = Tensor.concatenated([pictures.images, pictures.images], axis: 0)
        recorder.record(
          step, features: body(more), own: own.map { body($0) },
          Network(Array(network.layers.suffix(1))), accuracy: 0.5)
      }
      return recorder
    }
    let onPage = try FigureOnPage { page, file in
      page.transfer(
        "figure", layers: [("body", 85), ("head", 18)], recorders, of: pictures, own: own,
        starts: ["here"], file: file, line: 3)
    }
    guard case .transfer(let shown) = onPage.figure.kind else {
      throw CocoaError(.coderValueNotFound)
    }

    #expect(shown.steps == [0, 7] && shown.hasOwn == hasOwn)
    #expect(shown.runs.map(\.maps.count) == [2, 1], "frozen features are kept once")
    let images = own.map { Tensor.concatenated([pictures.images, $0], axis: 0) } ?? pictures.images
    for (index, network) in [first, second].enumerated() {
      let (map, read) = (shown.runs[0].maps[index], shown.runs[0].reads[index])
      let features = Network(Array(network.layers.dropLast()))(images)
      let plane = PrincipalComponents(of: features[0..<9], count: 2)
      #expect(plane.shares == map.shares)
      #expect(read == predictions(network(images)))
      let (found, expected) = (points(map), plane(features).scalars)
      // Each direction may have been turned over.
      for axis in 0..<2 {
        let numbers = found.indices.filter { $0 % 2 == axis }
        let apart =
          [1, -1].map { sign -> Float in
            numbers.map { abs(found[$0] - sign * expected[$0]) }.max() ?? 0
          }.min() ?? 0
        #expect(apart <= map.largest / 30000)
      }
    }
    // From one step to the next no direction runs the other way.
    let (before, after) = (points(shown.runs[0].maps[0]), points(shown.runs[0].maps[1]))
    for axis in 0..<2 {
      let agreement = before.indices.filter { $0 % 2 == axis }.reduce(Float(0)) {
        $0 + before[$1] * after[$1]
      }
      #expect(agreement >= -1e-3)
    }
    // The sheet has the pictures in their order.
    let sheet = try Image(contentsOf: onPage.folder.path("out/" + shown.file))
    for index in images.shape[0] - 1..<images.shape[0] {
      for place in 0..<16 {
        let (row, column) = (index / 20 * 4 + place / 4, index % 20 * 4 + place % 4)
        let grey = Float(sheet.pixels[row * sheet.width + column])
        #expect(abs(grey - 255 * images.scalars[16 * index + place]) <= 17)
      }
    }
  }

  /// A training whose numbers have run away still leaves a figure.
  @Test func numbersThatRanAwayAreDrawnAtTheMiddle() throws {
    let map = Figure.Transfer.Map(shares: [0, 0], points: [.nan, .infinity, 0, 0])
    #expect(points(map) == [0, 0, 0, 0])
  }
}
