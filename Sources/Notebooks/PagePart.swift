// The styles and scripts of the pages. They lie in Page/ as the CSS and JavaScript they are, and are
// copied into each page, only those it needs: a page stays one file that opens offline. They are read
// where the source lies, so that what is edited there shows on the next page.

import Foundation

/// A style sheet, a script, or both, that a page may need: `Page/<name>.css` and `Page/<name>.js`.
public enum PagePart: String, CaseIterable, Sendable {
  /// The style of every page.
  case page
  /// The table of contents.
  case contents
  /// What scripts have in common; stands before the others.
  case tools
  /// Drawings that can be zoomed.
  case zoom
  /// What a picture's numbers are read with.
  case pixels
  /// A loupe over pictures.
  case loupe
  /// Convolution as the page computes it.
  case convolve
  /// A filter that slides over a small grid.
  case window
  /// A filter over a photo, to edit.
  case editor
  /// Plots whose numbers can be read off.
  case reading
  /// Pictures that are films.
  case film
  /// Two pictures over each other.
  case compare
  /// What is remembered from one page to the next; stands in the head.
  case remembered
  /// Buttons that copy code.
  case copy
  /// Results that are hidden until they are guessed.
  case predict

  /// The words that its script says to the reader, by the names it knows them by.
  var words: [String: String] {
    switch self {
    case .page, .tools, .pixels, .convolve, .remembered: [:]
    case .contents: ["searchFound": Words.searchFound, "searchNothing": Words.searchNothing]
    case .zoom:
      ["zoomIn": Words.zoomIn, "zoomOut": Words.zoomOut, "zoomReset": Words.zoomReset]
    case .reading: ["readingHint": Words.readingHint]
    case .film:
      ["filmPlay": Words.filmPlay, "filmPause": Words.filmPause, "filmMoment": Words.filmMoment]
    case .window:
      [
        "stride": Words.stride, "padding": Words.padding, "figureInput": Words.figureInput,
        "figureFilter": Words.figureFilter, "figureOutput": Words.figureOutput,
        "height": Words.height, "width": Words.width, "windowBack": Words.windowBack,
        "windowNext": Words.windowNext,
        "windowPlay": Words.windowPlay, "windowPause": Words.windowPause,
        "windowKeys": Words.windowKeys, "windowPlace": Words.windowPlace,
        "unreadRows": Words.unreadRows, "unreadColumns": Words.unreadColumns,
      ]
    case .editor:
      [
        "stride": Words.stride, "padding": Words.padding, "editorKeys": Words.editorKeys,
        "editorWeight": Words.editorWeight,
        "editorFilter": Words.editorFilter, "editorSigned": Words.editorSigned,
        "editorBytes": Words.editorBytes, "editorPlace": Words.editorPlace,
        "editorPoolPlace": Words.editorPoolPlace, "editorLargest": Words.editorLargest,
        "editorIs": Words.editorIs,
        "verticalEdges": Words.verticalEdges, "levelEdges": Words.levelEdges,
        "outline": Words.outline, "sharpen": Words.sharpen, "mean": Words.mean,
        "nothing": Words.nothing, "ownFilter": Words.ownFilter,
        "pixelsMissing": Words.pixelsMissing,
      ]
    case .loupe:
      [
        "loupeLabel": Words.loupeLabel, "loupePlace": Words.loupePlace,
        "channelNames": Words.channelNames, "standsFor": Words.standsFor,
        "pixelsMissing": Words.pixelsMissing,
      ]
    case .copy:
      [
        "copy": Words.copy, "copyLabel": Words.copyLabel, "copied": Words.copied,
        "copyFailed": Words.copyFailed,
      ]
    case .predict:
      [
        "right": Words.right, "near": Words.near, "tooLow": Words.tooLow,
        "tooHigh": Words.tooHigh, "noGuess": Words.noGuess, "wrongLength": Words.wrongLength,
        "wrongRank": Words.wrongRank, "keepsNumbers": Words.keepsNumbersWords,
      ]
    case .compare:
      [
        "compareTitle": Words.compareTitle, "compareLabel": Words.compareLabel,
        "compareFirst": Words.compareFirst, "compareSecond": Words.compareSecond,
        "compareSlider": Words.compareSlider, "compareKind": Words.compareKind,
        "compareSlide": Words.compareSlide, "compareDifference": Words.compareDifference,
        "compareClose": Words.compareClose, "compareSizes": Words.compareSizes,
        "compareSame": Words.compareSame, "compareFindings": Words.compareFindings,
        "compareStretched": Words.compareStretched, "pixelsMissing": Words.pixelsMissing,
      ]
    }
  }

  /// Its style sheet, without comments; nil when it has none.
  var style: String? {
    file("css")?.replacing(#/(?s)/\*.*?\*/\n?/#, with: "")
  }

  /// Its script; nil when it has none.
  var script: String? { file("js") }

  /// Where the files lie.
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Page")

  private func file(_ kind: String) -> String? {
    let url = Self.folder.appendingPathComponent("\(rawValue).\(kind)")
    return try? String(contentsOf: url, encoding: .utf8)
  }
}

extension PagePart {
  /// The style sheets of some parts as one element, in the order in which the parts are declared.
  public static func styleElement(_ parts: Set<PagePart>, and more: String = "") -> String {
    let styles = allCases.filter(parts.contains).compactMap(\.style)
    return "<style>\n\(styles.joined())\(more)</style>"
  }

  /// The script that runs before anything is shown, as an element; empty for pages without it.
  static func headElement(_ parts: Set<PagePart>) -> String {
    guard parts.contains(.remembered), let script = PagePart.remembered.script else { return "" }
    return "<script>\n\(script)</script>\n"
  }

  /// The scripts of some parts as one element, empty when they have none.
  ///
  /// Each stands in a block of its own, so that none sees another's names; all see `words`, and
  /// what one leaves in `page`.
  static func scriptElement(_ parts: Set<PagePart>) -> String {
    let wanted = allCases.filter { parts.contains($0) && ![.remembered, .tools].contains($0) }
    let own = wanted.compactMap(\.script)
    guard !own.isEmpty else { return "" }
    let scripts = [PagePart.tools.script].compactMap(\.self) + own
    let words = wanted.map(\.words).reduce(into: [:]) { $0.merge($1) { first, _ in first } }
    let blocks = scripts.map { "{\n\($0)}\n" }.joined()
    return
      "<script>\n\"use strict\";\nconst words = \(scriptJSON(words)), page = {};\n\(blocks)</script>\n"
  }
}

/// A value as JSON that may stand inside a script element: nothing in it can end the element, and
/// the same value gives the same bytes.
func scriptJSON(_ value: some Encodable) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  guard let data = try? encoder.encode(value) else { return "null" }
  // "<" begins every tag and comment that HTML looks for in a script; the two separators ended a
  // line in JavaScript before 2019.
  return String(decoding: data, as: UTF8.self)
    .replacingOccurrences(of: "<", with: "\\u003c")
    .replacingOccurrences(of: ">", with: "\\u003e")
    .replacingOccurrences(of: "&", with: "\\u0026")
    .replacingOccurrences(of: "\u{2028}", with: "\\u2028")
    .replacingOccurrences(of: "\u{2029}", with: "\\u2029")
}
