// Renders a cell's code as HTML: what only displays can be folded into one line that tells what it
// shows.

import Formatting

enum CodeHTML {
  /// Returns the lines of a cell, highlighted; those that only display are marked with what came of
  /// them: "2 pictures, 1 table".
  static func html(_ cell: Cell, _ outputs: [CellOutput], folds: Bool = true) -> String {
    guard folds else { return SwiftHighlighter.html(cell.text) }
    let lines = cell.text.split(separator: "\n", omittingEmptySubsequences: false)
    // A line break after the last line would be copied, too.
    func highlighted(_ range: Range<Int>) -> String {
      guard !range.isEmpty else { return "" }
      let html = SwiftHighlighter.html(lines[range].joined(separator: "\n"))
      return range.upperBound < lines.count ? html + "\n" : html
    }
    var html = ""
    var start = 0
    for run in DisplayStatements.runs(in: cell.text) {
      let numbers = Set(run.map { cell.lineNumbers[$0] })
      let shown = outputs.filter { output in output.place.map { numbers.contains($0.line) } ?? false
      }
      html += highlighted(start..<run.lowerBound)
      // The button's words are no text of the code, so that they are not copied with it.
      let what = words(for: shown)
      html += """
        <button type="button" class="fold" aria-expanded="false" \
        aria-label="\(escaped(PageStrings.foldLabel(what).text))" \
        data-shows="\(escaped(PageStrings.foldShows(what)))"></button>\
        <span class="shows">\(highlighted(run))</span>
        """
      start = run.upperBound
    }
    return html + highlighted(start..<lines.count)
  }

  /// Returns a cell's highlighted code, and beside it its steps in Python, a tab for each library.
  /// Without scripts, and on paper, there are no tabs.
  static func tabs(_ swift: String, _ steps: [PythonCell]?) -> String {
    let code = "<pre class=\"code\" tabindex=\"0\"><code>\(swift)</code></pre>"
    guard let steps else { return code }
    let libraries = PythonLibrary.allCases.filter { library in
      steps.contains { $0.library == library }
    }
    let tabs = libraries.map { library in
      """
      <button type="button" role="tab" aria-selected="false" tabindex="-1" \
      data-steps="\(library.rawValue)">\(library.name)</button>
      """
    }
    let panels = libraries.map { library in
      let own = steps.filter { $0.library == library }
      // Where there are several, each says which it is.
      let python = own.map { own.count > 1 ? "# \($0.step)\n\($0.code)" : $0.code }
        .joined(separator: "\n\n")
      return """
        <pre class="code python \(library.rawValue)" tabindex="0">\
        <code>\(PythonHighlighter.html(python))</code></pre>
        """
    }
    return """
      <div class="tabs" role="tablist" aria-label="\(PageStrings.pythonTabs)">\
      <button type="button" role="tab" aria-selected="true" data-steps="swift">Swift</button>\
      \(tabs.joined())</div>\(code)\(panels.joined())
      """
  }

  /// Whether a page of these cells has lines to fold.
  static func folds(_ cells: [Cell]) -> Bool {
    cells.contains { $0.kind == .code && !DisplayStatements.runs(in: $0.text).isEmpty }
  }

  /// "2 pictures, 1 table", in order of first appearance.
  private static func words(for outputs: [CellOutput]) -> String {
    var kinds: [Kind] = []
    var counts: [Kind: Int] = [:]
    // Questions are there only while something is to be predicted.
    for output in outputs where Kind(output.content) != .question {
      let kind = Kind(output.content)
      if counts[kind] == nil { kinds.append(kind) }
      counts[kind, default: 0] += 1
    }
    guard !kinds.isEmpty else { return PageStrings.onlyShows.text }
    return kinds.map { $0.words(counts[$0] ?? 0).text }.joined(separator: ", ")
  }

  private enum Kind {
    case picture, plot, table, sentence, shape, figure, claim, question, printed

    init(_ content: CellOutput.Content) {
      self =
        switch content {
        case .picture: .picture
        case .plot: .plot
        case .table: .table
        case .text: .sentence
        case .trace: .shape
        case .figure: .figure
        case .claim: .claim
        case .question: .question
        case .printed: .printed
        }
    }

    func words(_ count: Int) -> Message {
      switch self {
      case .picture: Message(count, "\(count) picture", "\(count) pictures")
      case .plot: Message(count, "\(count) plot", "\(count) plots")
      case .table: Message(count, "\(count) table", "\(count) tables")
      case .sentence: Message(count, "\(count) sentence", "\(count) sentences")
      case .shape: Message(count, "\(count) step of the trace", "\(count) steps of the trace")
      case .figure: Message(count, "\(count) figure", "\(count) figures")
      case .claim: Message(count, "\(count) verdict", "\(count) verdicts")
      case .question: Message(count, "\(count) question", "\(count) questions")
      case .printed: "what it prints"
      }
    }
  }
}
