// Prints the outputs of a running lesson: headings, the shape trace, small pictures. Colour and
// pictures only on a terminal; piped output is plain text.

import Formatting
import Foundation
import Pixels

/// Prints the outputs of a lesson when they are added.
final class TerminalRenderer {
  private let isQuiet: Bool
  private let style = TerminalStyle.standardOutput
  private var source: LessonSource?
  /// The cells whose prose has been told.
  private var told = 0

  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  func begin(_ source: LessonSource, notice: String?) {
    let source = source.translated(by: .current)
    self.source = source
    guard let title = source.title else { return }
    write("\n" + style.bold(title) + "\n")
    if !source.summary.isEmpty { write(wrapped(source.summary) + "\n") }
    if let notice { write("\n" + wrapped(printable(notice)) + "\n") }
    write("\n")
  }

  /// Tells the headings, and how the text begins, above the cell of a place.
  func tell(upTo place: SourcePlace?) {
    guard !isQuiet, let source, let place, let cell = source.codeCell(containing: place),
      cell >= told
    else { return }
    let opening = source.opening(of: told..<cell)
    // The summary ends with an empty line.
    var gap = told == 0 ? "" : "\n"
    told = cell + 1
    for heading in opening.headings {
      write(gap + style.bold(heading) + "\n")
      gap = ""
    }
    if !opening.sentence.isEmpty { write(gap + wrapped(opening.sentence) + "\n") }
  }

  func show(_ content: CellOutput.Content) {
    switch content {
    case .picture(let picture):
      let size = PageStrings.size(width: picture.width, height: picture.height).text
      write(
        "\(style.accent(PageStrings.picture.text.padded(to: 10))) \(picture.file)  \(size)  "
          + style.faint(picture.caption.text) + "\n")
    case .trace(let trace):
      write(Self.lines(trace, style: style).joined(separator: "\n") + "\n")
    case .text(let text):
      write(wrapped(text.text, indent: 11) + "\n")
    case .table(let table):
      write(Self.lines(table, style: style).joined(separator: "\n") + "\n")
    case .figure(let figure):
      write(wrapped("\(figure.caption) \(PageStrings.figureOnPage)", indent: 11) + "\n")
    case .claim(let claim):
      write(wrapped(claim.verdict.text.replacing("**", with: ""), indent: 11) + "\n")
    case .plot(let plot):
      write(PlotText.lines(plot, style: style).joined(separator: "\n") + "\n")
    // What is printed stands in the terminal already.
    case .question, .printed: break
    }
  }

  func draw(_ image: Image) {
    guard style.isRich, !isQuiet else { return }
    write(TerminalGraphics.standardOutput.text(image, columns: style.width - 11, indent: 11))
  }

  /// Prints the numbers of a grid, which nobody could read as blocks.
  func draw(_ numbers: [[String]]) {
    let table = CellOutput.Table(
      caption: "", columns: [], rows: numbers.map { $0.map { Message($0) } }, isMatrix: true)
    write(Self.lines(table, style: style).dropFirst().joined(separator: "\n") + "\n")
  }

  func end(page: String) {
    let word = style.accent(PageStrings.page.text.padded(to: 10))
    write("\n\(word) \(style.bold(shortPath(page)))\n")
  }

  /// Asks the reader to predict a result before it is printed; the lesson continues after any
  /// answer.
  func ask(for trace: CellOutput.Trace) {
    guard let prediction = trace.prediction else { return }
    let isShape = prediction.shape != nil
    // The detail of a number reveals it.
    write("\(style.bold(trace.shownStep))  \(Self.sum(trace))  \(isShape ? trace.detail : "")\n")
    var question = prediction.question
    // Asks again until the answer is right; an empty line or the end of input shows the result.
    while true {
      write("           \(question) ")
      guard let line = readLine() else { return write("\n") }
      guard
        let answer =
          isShape ? prediction.answer(toShape: line) : prediction.answer(toNumber: line)
      else { return }
      for line in answer.isEmpty ? [PageStrings.right] : answer {
        write(wrapped(line.text, indent: 11) + "\n")
      }
      if answer.isEmpty { return }
      question = PageStrings.askAgain
    }
  }

  /// Asks for a sum, or for the largest of some numbers; what needs a picture is asked on the page.
  func ask(_ question: Question) {
    let answer: (Double) -> Message?
    switch question.kind {
    case .sum(let sum):
      write("           \(style.bold(question.words.text))\n")
      for sheet in sum.sheets {
        for rows in [sheet.input, sheet.weights].compactMap(\.self) {
          draw(rows.map { $0.map { number($0) } })
          write("\n")
        }
      }
      answer = { question.answer(to: $0, of: sum) }
    case .larger(let larger):
      write("           \(style.bold(question.words.text))\n")
      for (index, option) in larger.options.enumerated() {
        write("           \(index + 1)  \(option.name)\n")
      }
      answer = { Int($0) == larger.right + 1 ? nil : larger.words }
    case .place, .picture, .curve: return
    }
    write("           \(PageStrings.askNumber) ")
    guard let line = readLine(), let guess = Prediction.number(in: line) else { return write("\n") }
    write(wrapped((answer(guess) ?? PageStrings.right).text, indent: 11) + "\n")
  }

  /// Asks the reader to judge a claim before its verdict is printed; an empty line shows it.
  func ask(for claim: Claim) {
    write("           \(PageStrings.askClaim) ")
    guard let answer = readLine()?.first?.lowercased() else { return write("\n") }
    let isRight = answer == (claim.holds ? "y" : "n")
    write(wrapped((isRight ? PageStrings.right : PageStrings.judgedWrong).text, indent: 11) + "\n")
  }

  private func write(_ text: String) {
    guard !isQuiet else { return }
    print(text, terminator: "")
    fflush(nil)
  }

  private func wrapped(_ text: String, indent: Int = 0) -> String {
    text.wrapped(to: style.width, indent: indent).joined(separator: "\n")
  }
}

extension TerminalRenderer {
  /// Returns the inputs with the sign of the operation: "(1, 429, 640, 1) ∗ (3, 3, 1, 1)".
  static func sum(_ trace: CellOutput.Trace) -> String {
    trace.inputs.map { describe($0.shape) }.joined(separator: " \(trace.symbol) ")
  }

  static func lines(_ trace: CellOutput.Trace, style: TerminalStyle) -> [String] {
    let column = trace.shownStep.displayWidth <= 10 ? 10 : 24
    var line = style.bold(printable(trace.shownStep).padded(to: column)) + " "
    if !trace.inputs.isEmpty { line += sum(trace) + "  →  " }
    line += trace.output.map(describe) ?? trace.value.map { number($0) } ?? ""
    if !trace.detail.isEmpty { line += "      " + style.faint(printable(trace.detail.text)) }
    return [line] + trace.explanation.map { style.faint("             " + $0.text) }
  }

  static func lines(_ table: CellOutput.Table, style: TerminalStyle) -> [String] {
    let cells = table.rows.map { $0.map(\.text) }
    let all = (table.columns.isEmpty ? [] : [table.columns.map(\.text)]) + cells
    let lines = alignedColumns(all) { column in
      cells.allSatisfy { column >= $0.count || isNumber($0[column]) } ? .right : .left
    }
    let rows = lines.enumerated().map { index, line in
      let line = "           " + line
      return index == 0 && !table.columns.isEmpty ? style.faint(line) : line
    }
    return ["           " + style.accent(table.caption.text)] + rows
  }
}

/// Returns whether a table cell is a number: digits, a sign, a point, a percent sign.
func isNumber(_ text: String) -> Bool {
  text.contains(where: \.isNumber) && text.allSatisfy { $0.isNumber || "−-+.,%∞ ".contains($0) }
}
