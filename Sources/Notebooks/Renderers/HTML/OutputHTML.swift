// Renders the outputs of a cell as HTML: pictures, plots, trace steps, tables, text.

import Formatting

/// Renders the outputs of one cell.
enum OutputHTML {
  /// Renders outputs in order.
  /// - Parameters:
  ///   - steps: the numbers of the traced steps among the outputs.
  ///   - lines: the lines of the cell's code that made what a place shows.
  static func html(
    _ outputs: [CellOutput], steps: [Int] = [],
    madeIn lines: (SourcePlace) -> ClosedRange<Int>? = { _ in nil }
  ) -> String {
    guard !outputs.isEmpty else { return "" }
    var parts: [String] = []
    var (rest, steps) = (outputs[...], steps[...])
    while let first = rest.first {
      let run = rest.prefix { $0.fold == first.fold }
      rest = rest.dropFirst(run.count)
      let html = rows(Array(run), &steps, lines)
      parts.append(
        first.fold.map { words in
          """
          <details class="folded"><summary>\(escaped(words))</summary>
          \(html)
          </details>
          """
        } ?? html)
    }
    return "<div class=\"output\">\n\(parts.joined(separator: "\n"))\n</div>\n"
  }

  /// Renders outputs, those of a row side by side.
  private static func rows(
    _ outputs: [CellOutput], _ steps: inout ArraySlice<Int>,
    _ lines: (SourcePlace) -> ClosedRange<Int>?
  ) -> String {
    var parts: [String] = []
    var index = 0
    while index < outputs.count {
      let row = outputs[index].row
      let end = outputs[index...].firstIndex { $0.row == nil || $0.row != row } ?? outputs.count
      let isTogether = row != nil && end > index + 1
      let isOfNumbers = outputs[index..<max(end, index + 1)].allSatisfy {
        if case .table = $0.content { true } else { false }
      }
      let isOfPlots = outputs[index..<max(end, index + 1)].contains {
        if case .plot = $0.content { true } else { false }
      }
      let kind = isOfNumbers ? " of-numbers" : isOfPlots ? " of-plots" : ""
      let group = outputs[index..<max(end, index + 1)].map { output in
        let step = if case .trace = output.content { steps.popFirst() ?? 0 } else { 0 }
        return marked(
          html(output.content, step: step), with: output.place.flatMap { lines($0) })
      }
      let text = group.joined(separator: "\n")
      parts.append(
        isTogether
          ? "<div class=\"row\(kind)\">\n\(text)\n</div>" : text)
      index = max(end, index + 1)
    }
    return parts.joined(separator: "\n")
  }

  /// Returns an element that tells which lines of the cell's code made it.
  private static func marked(_ html: String, with lines: ClosedRange<Int>?) -> String {
    guard let lines, let end = html.firstIndex(where: { " >".contains($0) }) else { return html }
    let mark = " data-from=\"\(lines.lowerBound)\" data-to=\"\(lines.upperBound)\""
    return html[..<end] + mark + html[end...]
  }

  private static func html(_ content: CellOutput.Content, step: Int) -> String {
    switch content {
    case .picture(let picture): figure(picture)
    case .trace(let trace): self.trace(trace, step: step)
    case .text(let text): "<div class=\"said\">\(Markdown(text: text.text).html)</div>"
    case .table(let table): self.table(table)
    case .plot(let plot): self.plot(plot)
    case .figure(let figure): self.figure(figure)
    case .claim(let claim): self.claim(claim)
    case .question(let question): self.question(question)
    case .printed(let printed): self.printed(printed)
    }
  }

  private static func printed(_ printed: CellOutput.Printed) -> String {
    let rest = printed.isCut ? "<p class=\"cut\">\(escaped(PageStrings.printedMore))</p>" : ""
    return """
      <div class="printed"><p>\(escaped(PageStrings.printed))</p>\
      <pre tabindex="0">\(escaped(printed.text))</pre>\(rest)</div>
      """
  }

  /// Renders a picture; a small one is enlarged by a whole factor, pixel by pixel.
  static func figure(_ picture: CellOutput.Picture) -> String {
    let isDrawn = picture.marks != nil && picture.frames == nil
    let zoom = isDrawn ? 1 : max(1, 240 / max(picture.width, 1))
    let kind =
      isDrawn
      ? picture.width > narrowDrawing ? " drawn wide" : " drawn" : zoom > 1 ? " zoomed" : ""
    let scale = picture.scale.map { " <span class=\"scale\">\(escaped($0))</span>" } ?? ""
    // A drawing is of no size of its own.
    let size =
      isDrawn ? "PNG" : PageStrings.size(width: picture.width, height: picture.height).text
    let dot = "<span class=\"dot\" aria-hidden=\"true\">·</span>"
    return """
      <figure class="picture\(kind)" \
      data-caption="\(escaped(picture.caption))" data-width="\(picture.width)" \
      data-height="\(picture.height)"\
      \(isDrawn ? " data-file=\"\(escaped(picture.file))\"" : "")\
      \(picture.factor.map { " data-step=\"\($0)\"" } ?? "")\
      \(picture.uncovered.map { " data-uncovered=\"\(escaped($0))\"" } ?? "")\
      \(ends(picture))\(regions(picture))\
      \(picture.frames.map { " data-frames=\"\($0)\"" } ?? "")>\
      \(isDrawn ? drawing(picture) : still(picture, zoom: zoom))
      <figcaption>\(escaped(picture.caption))\(scale) \(dot) \
      <a href="\(escaped(picture.file))" title="\(PageStrings.pictureInFull)">\
      \(size)</a> \
      <span class="dot compare" aria-hidden="true">·</span> \
      <button type="button" class="tool \
      compare">\(PageStrings.compare)</button></figcaption></figure>
      """
  }

  /// The width up to which drawings stand side by side on a phone.
  private static let narrowDrawing = 180

  private static func still(_ picture: CellOutput.Picture, zoom: Int) -> String {
    """
    <div class="pixels"><img src="\(escaped(picture.file))" \
    width="\(picture.width * zoom)" height="\(picture.height * zoom)" \
    alt="\(escaped(picture.alt))"></div>
    """
  }

  private static func drawing(_ picture: CellOutput.Picture) -> String {
    let marks = picture.marks ?? []
    let kind = DrawingSVG.regions(of: marks) == nil ? "" : " class=\"pixels\""
    return """
      <div class="drawing"><div\(kind) style="--wide:\(picture.width)">\
      \(DrawingSVG(picture: picture, marks: marks).html)</div></div>
      """
  }

  /// Returns where its pictures are, for the loupe: whoever has none is one picture.
  private static func regions(_ picture: CellOutput.Picture) -> String {
    picture.marks.flatMap(DrawingSVG.regions).map { " data-regions=\"\(escaped($0))\"" } ?? ""
  }

  /// Returns the ends of the grey mapping as attributes for the loupe.
  private static func ends(_ picture: CellOutput.Picture) -> String {
    picture.ends.map { ends in
      " data-black=\"\(ends.black)\" data-white=\"\(ends.white)\""
        + (ends.isSigned ? " data-signed" : "") + (ends.clips ? " data-clips" : "")
    } ?? ""
  }

  /// Renders a claim as a card with two answers; the style shows the verdict when one is chosen.
  private static func claim(_ claim: Claim) -> String {
    let name = slug(claim.document + " " + claim.words.english)
    let answers = [(true, PageStrings.judgeTrue), (false, PageStrings.judgeFalse)].map {
      """
      <label><input type="radio" name="\(name)" class="\($0 == claim.holds ? "right" : "wrong")"> \
      \(escaped($1))</label>
      """
    }
    return """
      <fieldset class="claim"><legend>\(escaped(BookStrings.document(claim.document)))</legend>
      <p class="claimed">\(Markdown.inline(claim.words.text[...]))</p>
      \(answers.joined(separator: "\n"))
      <div class="verdict" aria-live="polite"><p class="if-wrong">\(PageStrings.judgedWrong)</p>
      \(Markdown(text: claim.verdict.text).html)</div></fieldset>
      """
  }

  static func shape(_ shape: [Int]) -> String {
    "<span class=\"shape\">(" + shape.map { String($0) }.joined(separator: ", ") + ")</span>"
  }

  static func result(_ trace: CellOutput.Trace) -> String {
    let result = shapeOrNumber(trace)
    return result.isEmpty ? "" : "<span class=\"result\">\(result)</span>"
  }

  private static func shapeOrNumber(_ trace: CellOutput.Trace) -> String {
    trace.output.map(shape) ?? trace.value.map { "<span class=\"value\">\(number($0))</span>" }
      ?? ""
  }

  private static func trace(_ trace: CellOutput.Trace, step: Int) -> String {
    var sum = trace.inputs.map { shape($0.shape) }
      .joined(separator: " <span class=\"sign\">\(escaped(trace.symbol))</span> ")
    if !sum.isEmpty { sum += " <span class=\"sign\">→</span> " }
    let detail =
      trace.detail.isEmpty
      ? "" : "\n<span class=\"detail\(detailClass(trace))\">\(escaped(trace.detail))</span>"
    let why = trace.explanation.map { "<li>\(escaped($0))</li>" }.joined(separator: "\n")
    return """
      <div class="trace\(trace.prediction == nil ? "" : " asked")" data-step="\(step)">
      <p><strong>\(escaped(trace.shownStep))</strong> <span \
      class="sum">\(sum)\(result(trace))</span>\(detail)</p>
      \(why.isEmpty ? "" : "<ul>\n\(why)\n</ul>\n")\(question(trace, step: step))</div>
      """
  }

  /// Returns the class of a step's detail: hidden for a number, since it reveals the result.
  static func detailClass(_ trace: CellOutput.Trace) -> String {
    trace.value == nil ? "" : " of-result"
  }

  /// Returns the prediction form, which is shown while “Predict first” is on.
  private static func question(_ trace: CellOutput.Trace, step: Int) -> String {
    guard let prediction = trace.prediction else { return "" }
    let words = prediction.question
    return """
      <form class="guess" data-of="\(step)" data-prediction="\(escaped(scriptJSON(prediction)))">\
      <label>\(words) <input name="guess" autocomplete="off" \
      aria-label="\(escaped(trace.shownStep)): \(words)"></label>\
      <button class="tool">\(PageStrings.check)</button>\
      <button type="button" class="tool show">\(PageStrings.show)</button></form>\
      <div class="answer" aria-live="polite"></div>

      """
  }

  private static func table(_ table: CellOutput.Table) -> String {
    let head =
      table.columns.isEmpty
      ? ""
      : "<thead><tr>"
        + table.columns.map { "<th scope=\"col\">\(Markdown.inline($0.text[...]))</th>" }.joined()
        + "</tr></thead>\n"
    let rows = table.rows.map { row in
      "<tr>"
        + row.map(\.text).map { cell in
          "<td\(isNumber(cell) ? " class=\"number\"" : "")>\(Markdown.inline(cell[...]))</td>"
        }.joined() + "</tr>\n"
    }
    return """
      <div class="scroll" tabindex="0"><p class="caption">\(escaped(table.caption))</p>
      <table class="\(table.isMatrix ? "matrix" : "numbers")" \
      aria-label="\(escaped(table.caption))">
      \(head)<tbody>
      \(rows.joined())</tbody></table></div>
      """
  }
}
