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

  /// Returns a cell's highlighted code, and beside it, as the second of two tabs, its steps in
  /// NumPy. Without scripts, and on paper, there are no tabs.
  static func tabs(_ swift: String, _ steps: [NumPyCell]?) -> String {
    guard let steps else { return "<pre class=\"code\" tabindex=\"0\"><code>\(swift)</code></pre>" }
    let python = PythonHighlighter.html(steps.map(\.code).joined(separator: "\n\n"))
    return """
      <div class="tabs" role="tablist" aria-label="\(PageStrings.numPyTabs)">\
      <button type="button" role="tab" aria-selected="true">Swift</button>\
      <button type="button" role="tab" aria-selected="false" tabindex="-1">NumPy</button></div>\
      <pre class="code" tabindex="0"><code>\(swift)</code></pre>\
      <pre class="code numpy" tabindex="0"><code>\(python)</code></pre>
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
