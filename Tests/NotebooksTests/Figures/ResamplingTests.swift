// The figure of a small picture that is resized.

import Formatting
import Tensors
import TestSupport
import Testing

@testable import Notebooks

@Suite struct ResamplingTests {
  /// The two matrices of a way give what the library gives, for drawn pictures and sizes.
  @Test(arguments: UInt64(0)..<12) func theMatricesResizeAsTheLibraryDoes(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    func length(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &generator) }
    let input = Tensor.random(
      integers: -50..<100, shape: [length(1...6), length(1...6)], using: &generator)
    let (height, width) = (length(1...9), length(1...9))
    let ways: [NamedResizing] =
      Interpolation.allCases.map { way in
        (Message(way.rawValue), { $0.resized(height: height, width: width, by: way) })
      } + [
        ("aligned", { $0.resized(height: height, width: width, alignCorners: true) }),
        (
          "antialiased",
          { $0.resized(height: height, width: width, by: .bicubic, antialias: true) }
        ),
      ]
    let onPage = try FigureOnPage { page, file in
      page.resampling("figure", input, ways: ways, file: file, line: 3)
    }
    guard case .resampling(let shown) = onPage.figure.kind else {
      Issue.record("no figure: \(onPage.figure.kind)")
      return
    }
    for (way, (name, resize)) in zip(shown.ways, ways) {
      let expected = resize(input.reshaped(1, input.shape[0], input.shape[1], 1))
      let found = Tensor(shown.output(way)).reshaped(1, height, width, 1)
      #expect((found - expected).absolute.max() < 1e-3, "\(name)")
    }
  }
}
