// A page with one figure, as tests of figures need it.

import Foundation
import Notebooks

/// A figure, and the page that shows it.
public struct FigureOnPage {
  /// The figure that the page's record holds.
  public let figure: Figure
  /// The page.
  public let html: String
  /// The folder in which the page, in "out", lies as long as this is kept.
  public let folder: TemporaryFolder

  /// Shows a figure on a page of its own.
  ///
  /// - Parameter show: shows it under the key "figure", in line 3 of the file that it is given.
  /// - Throws: an error when the page has no figure.
  public init(_ show: (_ page: Notebook, _ file: String) -> Void) throws {
    folder = try TemporaryFolder()
    let file = try folder.write(
      """
      //: # 1. A title
      //: Some text.
      let x = 1
      //: ![Alt](figure "Caption")
      """, to: "Lesson.swift")
    let output = folder.url.appendingPathComponent("out")
    let page = try Notebook(
      name: "01-a", sourcePath: file.path, settings: .init(folder: output.path, isQuiet: true))
    show(page, file.path)
    try page.finish()
    let figures = LessonRecord(in: output)?.outputs.compactMap { output in
      if case .figure(let figure) = output.content { figure } else { nil }
    }
    guard let figure = figures?.first else { throw CocoaError(.coderValueNotFound) }
    self.figure = figure
    html = try String(contentsOf: output.appendingPathComponent("index.html"), encoding: .utf8)
  }
}
