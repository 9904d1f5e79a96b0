// The styles and scripts of the pages, CSS and JavaScript files in Assets/. A page contains those
// it needs, so that it opens offline. They are read from the source folder, so that an edit shows
// on the next page.

import Formatting
import Foundation

/// A style sheet, a script, or both, that a page may need: `Assets/<name>.css` and
/// `Assets/<name>.js`.
public enum PageAsset: String, CaseIterable, Sendable {
  /// The style of every page.
  case page
  /// The table of contents.
  case contents
  /// The pages beside the lessons.
  case book
  /// Functions shared by the scripts; precedes them.
  case tools
  /// Zooming of drawings.
  case zoom
  /// The reader of PNG pixels.
  case pixels
  /// The loupe over pictures.
  case loupe
  /// Convolution and max pooling in JavaScript.
  case convolve
  /// A grid of numbers to point at and to change.
  case grid
  /// The sliding window figure.
  case window
  /// The filter editor over a photo.
  case editor
  /// Numbers that move to other places.
  case moves
  /// Channels mixed into one.
  case mixer
  /// Scores that become shares.
  case scores
  /// Random numbers that fill histograms.
  case draws
  /// A dense layer and a filter, wire by wire.
  case wires
  /// Filters that are several slices deep.
  case stacks
  /// A filter that is learned.
  case learning
  /// A number that is pushed about.
  case push
  /// A graph whose nodes pass their numbers along its ties.
  case messages
  /// A small picture that is resized.
  case resampling
  /// What the units of a network's layers see of a photo.
  case fields
  /// Charts of figures; precedes them.
  case charts
  /// The numbers and the drawing of a chain of residual blocks; precedes `shortcuts`.
  case residualChain = "residual-chain"
  /// A chain of residual blocks, forward and back.
  case shortcuts
  /// Layers that are frozen or trained, and features as a map.
  case transfer
  /// Lines that ReLU bends.
  case bend
  /// A trained network forward, and what its numbers are computed from.
  case forward
  /// Drawing by hand.
  case ink
  /// One number of a trained network from near.
  case closeUp = "close-up"
  /// A trained network at work.
  case network
  /// A computational graph, forward and back.
  case backward
  /// The way back through a convolution.
  case inputGradient = "input-gradient"
  /// Trainings that are played again.
  case replay
  /// The readout of a plot's numbers.
  case reading
  /// Animations.
  case film
  /// The comparison of two pictures.
  case compare
  /// The restoring of settings from one page to the next, in the head.
  case restoreState = "restore-state"
  /// Buttons that copy code.
  case copy
  /// Code that only displays, folded.
  case fold
  /// Which lines of the code made an output.
  case origin
  /// Steps in Python, in tabs beside the code.
  case python
  /// Questions that are answered in a figure; precedes `predict`.
  case question
  /// Results that are hidden until they are predicted.
  case predict
  /// Claims that are judged before their verdict shows.
  case claims
  /// What terms and forms of Swift mean, beside the word.
  case terms
  /// An editor for code, on pages that a server shows.
  case codeEditor = "code-editor"
  /// Code that is edited and run, on pages that a server shows.
  case live
  /// The exercise below a lesson, on pages that a server shows.
  case exercise
  /// The lesson's options as controls, on pages that a server shows.
  case options
  /// One cell after the other for the projector, on pages that a server shows.
  case present

  /// The texts of its script, by their names there.
  var words: [String: Message] {
    switch self {
    case .page, .book, .tools, .pixels, .convolve, .restoreState, .fold, .origin, .python,
      .claims, .forward, .terms, .charts, .residualChain:
      [:]
    case .codeEditor: LiveStrings.ofEditor
    case .live: LiveStrings.all
    case .exercise: LiveStrings.ofExercise
    case .options: LiveStrings.ofOptions
    case .present: LiveStrings.ofPresenting
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
    case .grid:
      [
        "windowNumber": PageStrings.windowNumber, "windowBack": PageStrings.windowBack,
        "windowNext": PageStrings.windowNext, "windowPlay": PageStrings.windowPlay,
        "windowPause": PageStrings.windowPause,
      ]
    case .window, .editor, .moves, .mixer, .scores, .draws, .wires, .stacks, .learning, .push,
      .bend, .ink, .closeUp, .network, .backward, .inputGradient, .replay, .messages, .resampling,
      .fields, .shortcuts, .transfer:
      figureWords
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
    case .question:
      [
        "show": PageStrings.show, "check": PageStrings.check, "right": PageStrings.right,
        "near": PageStrings.near, "figureInput": PageStrings.figureInput,
        "figureFilter": PageStrings.figureFilter,
        "figureOutput": PageStrings.figureOutput, "questionType": PageStrings.questionType,
        "questionPoint": PageStrings.questionPoint, "questionField": PageStrings.questionField,
        "questionOption": PageStrings.questionOption, "questionYours": PageStrings.questionYours,
        "questionAsked": PageStrings.questionAsked, "questionThere": PageStrings.questionThere,
        "questionBars": PageStrings.questionBars,
        "questionDraw": PageStrings.questionDraw, "questionHandle": PageStrings.questionHandle,
        "questionAgain": PageStrings.questionAgain, "questionElse": PageStrings.questionElse,
        "windowMeanIs": PageStrings.windowMeanIs, "windowLargest": PageStrings.windowLargest,
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
    file("css").map { text in
      // By hand: a regular expression takes ten times as long, and each page asks for some twenty.
      let pieces = text.split(separator: "/*", omittingEmptySubsequences: false)
      return String(pieces[0])
        + pieces.dropFirst().map { piece in
          let end = piece.firstRange(of: "*/")?.upperBound ?? piece.endIndex
          return String(piece[end...].first == "\n" ? piece[end...].dropFirst() : piece[end...])
        }.joined()
    }
  }

  /// Its script; nil when it has none.
  var script: String? { file("js") }

  /// The folder of the files.
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Assets")

  private func file(_ kind: String) -> String? {
    let url = Self.folder.appendingPathComponent("\(rawValue).\(kind)")
    return try? String(contentsOf: url, encoding: .utf8)
  }
}

extension PageAsset {
  /// Returns the style sheets as one element, in order of declaration.
  static func styleElement(_ parts: Set<PageAsset>, and more: String = "") -> String {
    let styles = allCases.filter(parts.contains).compactMap(\.style)
    return "<style>\n\(styles.joined())\(more)</style>"
  }

  /// Returns the script that runs before the body is shown as an element; empty without one.
  static func headElement(_ parts: Set<PageAsset>) -> String {
    guard parts.contains(.restoreState), let script = PageAsset.restoreState.script else {
      return ""
    }
    return "<script>\n\(script)</script>\n"
  }

  /// Returns the scripts as one element; empty without any.
  ///
  /// Each is a block with a scope of its own; they share `words` and `page`.
  static func scriptElement(_ parts: Set<PageAsset>) -> String {
    let wanted = allCases.filter { parts.contains($0) && ![.restoreState, .tools].contains($0) }
    let own = wanted.compactMap(\.script)
    guard !own.isEmpty else { return "" }
    let scripts = [PageAsset.tools.script].compactMap(\.self) + own
    let words = wanted.map(\.words).reduce(into: [:]) { $0.merge($1) { first, _ in first } }
    let blocks = scripts.map { "{\n\($0)}\n" }.joined()
    return
      "<script>\n\"use strict\";\nconst words = \(scriptJSON(words)), page = "
      + "{};\n\(blocks)</script>\n"
  }
}

/// Encodes a value as JSON for a script element, with sorted keys and without characters that could
/// end the element.
func scriptJSON(_ value: some Encodable) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  encoder.userInfo[Message.rendering] = true
  guard let data = try? encoder.encode(value) else { return "null" }
  return escapedForScript(String(decoding: data, as: UTF8.self))
}
