// The styles and scripts of the pages. They lie in Assets/ as the CSS and JavaScript they are, and are
// copied into each page, only those it needs: a page stays one file that opens offline. They are
// read where the source lies, so that what is edited there shows on the next page.

import Foundation

/// A style sheet, a script, or both, that a page may need: `Assets/<name>.css` and
/// `Assets/<name>.js`.
public enum PageAsset: String, CaseIterable, Sendable {
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
  /// What is restoreState from one page to the next; stands in the head.
  case restoreState = "restore-state"
  /// Buttons that copy code.
  case copy
  /// Results that are hidden until they are guessed.
  case predict

  /// The words that its script says to the reader, by the names it knows them by.
  var words: [String: String] {
    switch self {
    case .page, .tools, .pixels, .convolve, .restoreState: [:]
    case .contents:
      ["searchFound": PageStrings.searchFound, "searchNothing": PageStrings.searchNothing]
    case .zoom:
      [
        "zoomIn": PageStrings.zoomIn, "zoomOut": PageStrings.zoomOut,
        "zoomReset": PageStrings.zoomReset,
      ]
    case .reading: ["readingHint": PageStrings.readingHint]
    case .film:
      [
        "filmPlay": PageStrings.filmPlay, "filmPause": PageStrings.filmPause,
        "filmMoment": PageStrings.filmMoment,
      ]
    case .window:
      [
        "stride": PageStrings.stride, "padding": PageStrings.padding,
        "figureInput": PageStrings.figureInput,
        "figureFilter": PageStrings.figureFilter, "figureOutput": PageStrings.figureOutput,
        "height": PageStrings.height, "width": PageStrings.width,
        "windowBack": PageStrings.windowBack,
        "windowNext": PageStrings.windowNext,
        "windowPlay": PageStrings.windowPlay, "windowPause": PageStrings.windowPause,
        "windowKeys": PageStrings.windowKeys, "windowPlace": PageStrings.windowPlace,
        "unreadRows": PageStrings.unreadRows, "unreadColumns": PageStrings.unreadColumns,
      ]
    case .editor:
      [
        "stride": PageStrings.stride, "padding": PageStrings.padding,
        "editorKeys": PageStrings.editorKeys,
        "editorWeight": PageStrings.editorWeight,
        "editorFilter": PageStrings.editorFilter, "editorSigned": PageStrings.editorSigned,
        "editorBytes": PageStrings.editorBytes, "editorPlace": PageStrings.editorPlace,
        "editorPoolPlace": PageStrings.editorPoolPlace, "editorLargest": PageStrings.editorLargest,
        "editorIs": PageStrings.editorIs,
        "verticalEdges": PageStrings.verticalEdges, "levelEdges": PageStrings.levelEdges,
        "outline": PageStrings.outline, "sharpen": PageStrings.sharpen, "mean": PageStrings.mean,
        "nothing": PageStrings.nothing, "ownFilter": PageStrings.ownFilter,
        "pixelsMissing": PageStrings.pixelsMissing,
      ]
    case .loupe:
      [
        "loupeLabel": PageStrings.loupeLabel, "loupePlace": PageStrings.loupePlace,
        "channelNames": PageStrings.channelNames, "standsFor": PageStrings.standsFor,
        "pixelsMissing": PageStrings.pixelsMissing,
      ]
    case .copy:
      [
        "copy": PageStrings.copy, "copyLabel": PageStrings.copyLabel, "copied": PageStrings.copied,
        "copyFailed": PageStrings.copyFailed,
      ]
    case .predict:
      [
        "right": PageStrings.right, "near": PageStrings.near, "tooLow": PageStrings.tooLow,
        "tooHigh": PageStrings.tooHigh, "noGuess": PageStrings.noGuess,
        "wrongLength": PageStrings.wrongLength,
        "wrongRank": PageStrings.wrongRank, "keepsNumbers": PageStrings.keepsNumbersWords,
      ]
    case .compare:
      [
        "compareTitle": PageStrings.compareTitle, "compareLabel": PageStrings.compareLabel,
        "compareFirst": PageStrings.compareFirst, "compareSecond": PageStrings.compareSecond,
        "compareSlider": PageStrings.compareSlider, "compareKind": PageStrings.compareKind,
        "compareSlide": PageStrings.compareSlide, "compareBlink": PageStrings.compareBlink,
        "compareDifference": PageStrings.compareDifference,
        "compareClose": PageStrings.compareClose, "compareSizes": PageStrings.compareSizes,
        "compareSame": PageStrings.compareSame, "compareFindings": PageStrings.compareFindings,
        "compareStretched": PageStrings.compareStretched,
        "pixelsMissing": PageStrings.pixelsMissing,
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
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Assets")

  private func file(_ kind: String) -> String? {
    let url = Self.folder.appendingPathComponent("\(rawValue).\(kind)")
    return try? String(contentsOf: url, encoding: .utf8)
  }
}

extension PageAsset {
  /// The style sheets of some parts as one element, in the order in which the parts are declared.
  static func styleElement(_ parts: Set<PageAsset>, and more: String = "") -> String {
    let styles = allCases.filter(parts.contains).compactMap(\.style)
    return "<style>\n\(styles.joined())\(more)</style>"
  }

  /// The script that runs before anything is shown, as an element; empty for pages without it.
  static func headElement(_ parts: Set<PageAsset>) -> String {
    guard parts.contains(.restoreState), let script = PageAsset.restoreState.script else { return "" }
    return "<script>\n\(script)</script>\n"
  }

  /// The scripts of some parts as one element, empty when they have none.
  ///
  /// Each stands in a block of its own, so that none sees another's names; all see `words`, and
  /// what one leaves in `page`.
  static func scriptElement(_ parts: Set<PageAsset>) -> String {
    let wanted = allCases.filter { parts.contains($0) && ![.restoreState, .tools].contains($0) }
    let own = wanted.compactMap(\.script)
    guard !own.isEmpty else { return "" }
    let scripts = [PageAsset.tools.script].compactMap(\.self) + own
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
