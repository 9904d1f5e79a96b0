import Formatting
import Foundation
import TestSupport
import Testing

@testable import Notebooks

@Suite struct PythonCellTests {
  static let numPy = """
    # What stands above the first cell is not shown.
    # %% sum
    import numpy as np

    a = np.array([1, 2])
    a.sum() < 4  # "three"

    # %% sum #2
    a.sum() + 1
    # %% never traced
    0
    """
  static let torch = """
    # %% sum #2
    import torch

    torch.tensor([1, 2]).sum() + 1
    """

  @Test func cellsBeginWithTheNameOfTheirStep() {
    let cells = PythonCell.cells(in: Self.numPy, .numPy)
    #expect(cells.map(\.step) == ["sum", "sum", "never traced"])
    #expect(cells.map(\.occurrence) == [1, 2, 1])
    #expect(cells.allSatisfy { $0.library == .numPy })
    #expect(
      cells[0].code == "import numpy as np\n\na = np.array([1, 2])\na.sum() < 4  # \"three\"")
    #expect(cells[1].code == "a.sum() + 1")
  }

  @Test func aStepStandsBesideTheCodeThatTracedItAndNowhereElse() throws {
    let folder = try TemporaryFolder()
    let swift = """
      //: # A title
      let a = 1
      //: One.
      let b = 2
      //: Two.
      let c = 3
      """
    let file = try folder.write(swift, to: "99-test/Test.swift")
    _ = try folder.write(Self.numPy, to: "99-test/in_numpy.py")
    _ = try folder.write(Self.torch, to: "99-test/in_torch.py")
    var record = LessonRecord(
      name: "99-test", source: LessonSource(LessonText(path: file.path)))
    let sum = CellOutput.Content.trace(.init(step: "sum", value: 3))
    record.outputs = [4, 6].map { CellOutput(place: .init(line: $0), content: sum) }
    let cells = record.source.cells.indices.filter { record.source.cells[$0].kind == .code }
    let steps = PythonCell.cells(in: Self.numPy, .numPy)
    let inTorch = PythonCell.cells(in: Self.torch, .pyTorch)
    #expect(record.pythonByCell == [cells[1]: [steps[0]], cells[2]: [steps[1], inTorch[0]]])

    let html = PageRenderer(record).html
    #expect(html.matches(of: /role="tablist"/).count == 2)
    #expect(html.matches(of: />NumPy<\/button>/).count == 2)
    #expect(html.matches(of: />PyTorch<\/button>/).count == 1)
    #expect(html.contains("a.sum() &lt; <span class=\"number\">4</span>"))
    #expect(html.contains("<span class=\"comment\"># &quot;three&quot;</span>"))
    #expect(!html.contains("above the first cell"))
    // Only where a cell has several steps does each say its name.
    #expect(!html.contains("# sum"))
    record.outputs = [4, 4].map { CellOutput(place: .init(line: $0), content: sum) }
    #expect(PageRenderer(record).html.matches(of: /># sum<\/span>/).count == 2)
    // A record that another edition has written has none.
    record.outputs = []
    #expect(!PageRenderer(record).html.contains("role=\"tablist\""))
  }

  @Test(arguments: PythonLibrary.allCases)
  func aPageTellsThatItsStepsInPythonHaveChanged(library: PythonLibrary) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("let a = 1", to: "Test.swift")
    let before = LessonText(path: file.path).hash
    _ = try folder.write("# %% sum\n1", to: library.fileName)
    #expect(LessonText(path: file.path).hash != before)
  }

  @Test(arguments: [numPy, "x = 'a' \"open\n1.5e-3 été", "lambda _: None\n# %"])
  func highlightingKeepsEveryCharacter(code: String) {
    var text = PythonHighlighter.html(code)
    while let tag = text.firstMatch(of: /<[^>]*>/) { text.removeSubrange(tag.range) }
    #expect(text == escaped(code))
  }
}
