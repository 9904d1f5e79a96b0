// A page with one figure, as tests of figures need it.

import Foundation
import TestSupport
import Testing

@testable import Notebooks

/// Shows a figure under the key "figure" on a page of its own, in line 3 of the file that the
/// closure is given, and returns what the page's record and its HTML hold.
func figureOnPage(_ show: (Notebook, _ file: String) -> Void) throws -> (Figure, html: String) {
  let folder = try TemporaryFolder()
  let file = try folder.write(
    """
    //: # 1. A title
    //: Some text.
    let x = 1
    //: ![Alt](figure "Caption")
    """, to: "Lesson.swift")
  let page = try Notebook(
    name: "01-a", sourcePath: file.path, settings: .init(folder: folder.path("out"), isQuiet: true))
  show(page, file.path)
  try page.finish()
  let record = try #require(LessonRecord(in: URL(fileURLWithPath: folder.path("out"))))
  guard case .figure(let figure)? = record.outputs.first?.content else {
    throw CocoaError(.coderValueNotFound)
  }
  return (figure, try String(contentsOfFile: folder.path("out/index.html"), encoding: .utf8))
}
