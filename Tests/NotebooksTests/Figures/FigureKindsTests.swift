// Figures whose numbers move: where each was is found by moving the places.

import Formatting
import Foundation
import Tensors
import TestSupport
import Testing

@testable import Notebooks

@Suite struct FigureKindsTests {
  /// Whatever only moves numbers, and repeats some, is told by their places, also where numbers
  /// are equal.
  @Test(arguments: UInt64(0)..<12) func placesMoveAsNumbersDo(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let (height, width) = (Int.random(in: 2...5, using: &generator), 4)
    let input = Tensor.random(integers: 0..<4, shape: [height, width], using: &generator)
    let moves: [(name: Message, move: (Tensor) -> Tensor)] = [
      ("transposed", { $0.transposed(permutation: 1, 0) }),
      ("reshaped", { $0.reshaped(width, height) }),
      ("im2col", { im2col($0.reshaped(1, height, width, 1), filterSize: [2, 3]) }),
    ]
    let folder = try TemporaryFolder()
    let source = """
      //: # 1. A title
      //: Some text.
      let x = 1
      //: ![Alt](moving "Caption")
      """
    let file = try folder.write(source, to: "Lesson.swift")
    let page = try Notebook(
      name: "01-a", sourcePath: file.path,
      settings: .init(folder: folder.path("out"), isQuiet: true))
    page.moves("moving", input, becomes: moves, file: file.path, line: 3)
    try page.finish()
    let record = try #require(LessonRecord(in: URL(fileURLWithPath: folder.path("out"))))
    guard case .figure(let figure) = record.outputs.first?.content,
      case .moves(let shown) = figure.kind
    else {
      Issue.record("no figure: \(record.outputs)")
      return
    }
    for (result, (_, move)) in zip(shown.results, moves) {
      let expected = move(input)
      #expect(shown.numbers(of: result).flatMap { $0 } == expected.scalars)
      #expect(result.columns == expected.shape[1])
    }
    let text = try String(contentsOfFile: folder.path("out/index.html"), encoding: .utf8)
    #expect(text.contains("data-figure=\"moves\""))
  }
}
