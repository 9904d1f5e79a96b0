// Figures whose numbers move: where each was is found by moving the places.

import Formatting
import Foundation
import Pixels
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
    let onPage = try FigureOnPage { page, file in
      page.moves("figure", input, becomes: moves, file: file, line: 3)
    }
    guard case .moves(let shown) = onPage.figure.kind else {
      Issue.record("no figure: \(onPage.figure.kind)")
      return
    }
    for (result, (_, move)) in zip(shown.results, moves) {
      let expected = move(input)
      #expect(shown.numbers(of: result).flatMap { $0 } == expected.scalars)
      #expect(result.columns == expected.shape[1])
    }
    #expect(onPage.html.contains("data-figure=\"moves\""))
  }

  /// Figures over a photo have a static form, and a server that renames files finds all of them.
  @Test func figuresOverAPhotoNameAllTheirFiles() throws {
    let folder = try TemporaryFolder()
    let names = ["photo", "still", "edit", "mix", "see", "cut", "add"]
    let legends = names.map { "//: ![Alt](\($0) \"Caption\")" }.joined(separator: "\n")
    let file = try folder.write(
      "//: # 1. A title\n//: Some text.\nlet x = 1\n\(legends)\n", to: "Lesson.swift")
    let page = try Notebook(
      name: "01-a", sourcePath: file.path,
      settings: .init(folder: folder.path("out"), isQuiet: true))
    for name in names.prefix(2) {
      page.show(Tensor.zeros(3, 4, 3), name, .bytes, file: file.path, line: 3)
    }
    page.editor(
      "edit", over: "photo", still: "still", filter: Tensor([[1]]), limit: 1, file: file.path,
      line: 3)
    page.mixer(
      "mix", over: "photo", still: "still", mixtures: [("red", [1, 0, 0])], file: file.path,
      line: 3)
    let axis = Figure.Fields.Axis(units: 1, size: 3, jump: 1, start: 0)
    page.fields(
      "see", over: "photo", still: "still", layers: [.init(name: "all", axes: [axis, axis])],
      file: file.path, line: 3)
    let (sheet, drawing) = (
      Image(height: 2, width: 2, channels: 1, pixels: [0, 0, 0, 0]), Drawing(height: 2, width: 2)
    )
    page.transfer("cut", sheet: sheet, drawing: drawing, file: file.path, line: 3) { name in
      let map = Figure.Transfer.Map(shares: [0.5, 0.5], points: [1, -1])
      return Figure.Transfer(
        layers: [.init(name: "head", parameters: 2)], steps: [0], classes: ["A"], labels: [0],
        starts: ["here"],
        runs: [.init(start: 0, frozen: 0, accuracies: [1], reads: [[0]], maps: [map])],
        file: name, columns: 1, side: 2, hasOwn: false)
    }
    let sizes = Figure.Shortcuts.Sizes(signal: [1], gradient: [1])
    page.shortcuts(
      "add",
      Figure.Shortcuts(
        width: 1, hidden: 1, branches: [.init(first: Data([1]), second: Data([1]))],
        steps: [1, 1], input: [1], gradient: [1], count: 1, scale: 1, plain: sizes,
        residual: sizes), drawing: drawing, file: file.path, line: 3)
    try page.finish()
    let record = try #require(LessonRecord(in: URL(fileURLWithPath: folder.path("out"))))
    let figures = record.outputs.filter { if case .figure = $0.content { true } else { false } }
    #expect(figures.count == 5)
    for output in figures {
      guard case .figure(let figure) = output.content else { continue }
      #expect(figure.kind.content.still != nil, "\(figure.kind)")
      let renamed = try JSONEncoder().encode(output.renamingFiles { "new-\($0)" })
      let files = String(decoding: renamed, as: UTF8.self).matches(of: /"([^"]*\.png)"/)
      // Figures without a photo have the picture of their static form alone.
      if case .shortcuts = figure.kind {
        #expect(files.count == 1)
      } else {
        #expect(files.count >= 2)
      }
      #expect(files.allSatisfy { $0.output.1.hasPrefix("new-") }, "\(files.map(\.output.1))")
    }
  }
}
