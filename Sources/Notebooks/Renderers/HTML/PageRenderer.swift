// Renders a lesson as an HTML page: prose, code, and the outputs under each cell. Styles and
// scripts are inline; only the pictures are separate files.

import Formatting

/// Renders the page of a lesson.
struct PageRenderer {
  private let record: LessonRecord
  private let outputsByCell: [Int: [CellOutput]]
  private let stepsByCell: [Int: [Int]]
  private let pythonByCell: [Int: [PythonCell]]
  private let stoppedCell: Int?
  private let book: String
  /// What prose links to by itself; nil where there is no book around the page.
  private let links: ProseLinks?
  /// Whether a server shows the page, and cells are replaced one by one.
  private let isLive: Bool

  /// Creates a renderer.
  /// - Parameters:
  ///   - hasContents: whether the folder above has a table of contents.
  ///   - isLive: whether a server shows the page: its parts can then be replaced.
  init(_ record: LessonRecord, hasContents: Bool = true, isLive: Bool = false) {
    self.record = record
    self.isLive = isLive
    book =
      hasContents
      ? "<a class=\"book\" href=\"../\(Self.contentsPage)\">\(PageStrings.book)</a>"
      : "<span class=\"book\">\(PageStrings.book)</span>"
    links = hasContents ? ProseLinks(.ofThisCheckout, lesson: record.name) : nil
    outputsByCell = record.outputsByCell
    stepsByCell = record.stepsByCell
    pythonByCell = record.pythonByCell
    stoppedCell = record.stoppedCell
  }

  /// The contents page in the language that is written, where there is one.
  private static var contentsPage: String { RecordFile.pageName(in: Catalogue.current.language) }

  /// The page as HTML.
  var html: String {
    let title = record.source.title ?? record.name
    return HTMLDocument(
      title: "\(title) · \(PageStrings.book)",
      metadata: [
        .name("description", content: record.source.summary)
      ] + coverMetadata,
      assets: assets,
      body: """
        <a class="skip" href="#lesson">\(PageStrings.skipToContent)</a>
        <header class="bar">
        \(book)
        <span class="here">\(escaped(title))</span>
        <div class="controls">\(LanguageLinks.html(record.languages))\
        \(foldSwitch)\(predictSwitch)</div>
        \(record.navigation.arrows)</header>
        <div class="layout">
        \(outline)
        <main id="lesson">
        \(content)\(record.navigation.turn)\(links?.definitions ?? "")</main>
        </div>
        \(primerForms)\
        <footer><p>\(PageStrings.footer)</p></footer>
        """
    ).html
  }

  private var content: String {
    guard isLive else { return "\(banner)\(notice)\(cells)\n\(shapeTrace)" }
    return units.map(shown).joined(separator: "\n")
  }

  /// The styles and scripts that the page needs.
  private var assets: Set<PageAsset> {
    // What a cell shows next is not known.
    if isLive { return Set(PageAsset.allCases).subtracting([.contents, .book]) }
    var assets: Set<PageAsset> = [.page]
    if record.source.cells.contains(where: { $0.kind == .code }) { assets.insert(.copy) }
    for output in record.outputs {
      switch output.content {
      case .plot(let plot):
        if OutputHTML.isZoomable(plot) { assets.insert(.zoom) }
        if PlotReadout(plot) != nil { assets.insert(.reading) }
      case .claim: assets.insert(.claims)
      case .question: assets.formUnion([.convolve, .grid, .question])
      case .picture(let picture) where picture.frames != nil: assets.insert(.film)
      case .figure(let figure): assets.formUnion(figure.kind.content.assets)
      default: break
      }
    }
    let pictures = record.pictures
    if !pictures.isEmpty { assets.formUnion([.pixels, .loupe]) }
    if pictures.count > 1 { assets.insert(.compare) }
    if hasPredictions { assets.formUnion([.restoreState, .predict]) }
    if links != nil { assets.insert(.terms) }
    if !pythonByCell.isEmpty { assets.formUnion([.restoreState, .python]) }
    if record.outputs.contains(where: { $0.place != nil }) { assets.insert(.origin) }
    if hasFoldedCode { assets.formUnion([.restoreState, .fold]) }
    return assets
  }

  /// The forms of Swift that the script finds in the code.
  private var primerForms: String {
    guard links != nil, let primer = Book.ofThisCheckout.primer else { return "" }
    return "<div hidden id=\"forms\" data-forms=\"\(escaped(primer.scriptData))\"></div>\n"
  }

  private var primerLink: String {
    guard links != nil, Book.ofThisCheckout.primer != nil else { return "" }
    return """
      <p class="to-primer"><a href="../\(RecordFile.name(BookPages.primer))">\
      \(BookStrings.primerLink)</a></p>

      """
  }

  private var hasPredictions: Bool {
    record.outputs.contains { output in
      switch output.content {
      case .trace(let trace): trace.prediction != nil
      case .question: true
      default: false
      }
    }
  }

  private var hasFoldedCode: Bool { CodeHTML.folds(record.source.cells) }

  private var foldSwitch: String {
    guard hasFoldedCode || isLive else { return "" }
    return """
      <button type="button" class="tool switch fold-switch" role="switch" aria-checked="false" \
      title="\(PageStrings.allCodeHint)">\(PageStrings.allCode)</button>

      """
  }

  private var predictSwitch: String {
    guard hasPredictions || isLive else { return "" }
    return """
      <button type="button" class="tool switch predict-switch" role="switch" aria-checked="false" \
      title="\(PageStrings.predictHint)">\(PageStrings.predictFirst)</button>

      """
  }

  private var coverMetadata: [HTMLDocument.Metadata] {
    record.cover.map {
      [.property("og:image", content: $0.file), .property("og:image:alt", content: $0.alt.text)]
    } ?? []
  }

  private var outline: String {
    let headings = record.source.cells.filter { $0.kind == .prose }
      .flatMap { Markdown(text: $0.text).headings }.filter { $0.level == 2 }
    let items = headings.map {
      "<li><a href=\"#\($0.anchor)\">\(Markdown.inline($0.text[...]))</a></li>\n"
    }
    return """
      <nav class="outline" aria-label="\(PageStrings.onThisPage)">
      <details open><summary>\(PageStrings.onThisPage)</summary>
      <ol>
      \(items.joined())</ol></details>
      </nav>
      """
  }

  private var banner: String {
    guard case .stopped = record.outcome else { return "" }
    return """
      <p class="banner" role="alert">\(PageStrings.stoppedBanner)
      <a href="#stopped">\(PageStrings.stoppedLink)</a></p>

      """
  }

  private var notice: String {
    record.notice.map { "<div class=\"notice\">\(Markdown(text: $0.text).html)</div>\n" } ?? ""
  }

  /// The cells, those under a heading of level 2 together: what waits for an answer ends with them.
  private var cells: String {
    var parts: [[String]] = [[]]
    func add(_ html: String) { parts[parts.count - 1].append(html) }
    for (index, cell) in record.source.cells.enumerated() {
      if let name = record.source.fileBeginning(at: index) { add(fileLine(name, cell)) }
      switch cell.kind {
      case .prose:
        for (place, html) in Markdown(text: cell.text).htmlByHeading(links: links).enumerated() {
          if place > 0 { parts.append([]) }
          if !html.isEmpty { add("<section class=\"prose\">\n\(html)\n</section>") }
        }
      case .code: add(codeCell(index, cell))
      }
    }
    return parts.map { "<div class=\"part\">\n\($0.joined(separator: "\n"))\n</div>" }
      .joined(separator: "\n")
  }

  /// The parts of a live page from top to bottom: what stands above the cells, each cell, and the
  /// shape trace.
  var units: [String] {
    [banner + notice] + record.source.cells.indices.map(unit) + [shapeTrace]
  }

  private func shown(_ unit: String) -> String {
    "<div class=\"unit\" data-key=\"\(LivePage.key(of: unit))\">\(unit)</div>"
  }

  private func unit(_ index: Int) -> String {
    let cell = record.source.cells[index]
    let file = record.source.fileBeginning(at: index).map { fileLine($0, cell) } ?? ""
    switch cell.kind {
    case .prose:
      return "\(file)<section class=\"prose\">\n"
        + "\(Markdown(text: cell.text).html(links: links))\n</section>"
    case .code: return file + codeCell(index, cell)
    }
  }

  /// Returns the line that tells which file the cells below are from.
  private func fileLine(_ name: String, _ cell: Cell) -> String {
    let name = escaped(fileName(name))
    let link = sourceFile(of: cell).map { "<a href=\"\(escaped($0))\">\(name)</a>" }
    return "<p class=\"file\">\(link ?? name)</p>\n"
  }

  private func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// Returns the path of a cell's file from the page; nil outside the project.
  private func sourceFile(of cell: Cell) -> String? {
    guard let own = record.navigation.source, let part = cell.part else {
      return record.navigation.source
    }
    return own.dropLast(fileName(own).count) + part
  }

  private func frameWords(_ cell: Cell) -> String {
    guard cell.part == nil else { return PageStrings.partFrame.text }
    return "\(PageStrings.frame) <span>\(PageStrings.frameHint)</span>"
  }

  /// Returns a code cell; the declaration of a lesson or of a part is collapsed.
  private func codeCell(_ index: Int, _ cell: Cell) -> String {
    let text = CodeHTML.html(
      cell, outputsByCell[index] ?? [], folds: !record.source.isFrame(index))
    let code = """
      <div class="source" data-line="\(cell.lines.lowerBound)">\
      <div class="tools">\(sourceLink(cell))</div>\(CodeHTML.tabs(text, pythonByCell[index]))</div>
      """
    let shown =
      record.source.isFrame(index)
      ? """
      <details class="frame"><summary>\(frameWords(cell))</summary>
      \(code)
      </details>
      \(cell.part == nil ? primerLink : "")
      """ : code
    // Claims are judged before the code is read.
    let outputs = outputsByCell[index] ?? []
    let claims = outputs.filter(\.isClaim)
    let lines = { record.source.linesOfStatement(at: $0, in: cell) }
    let isAfterStop = stoppedCell.map { index > $0 } ?? false
    return """
      <section class="cell\(isAfterStop ? " not-run" : "")">
      \(OutputHTML.html(claims))\(shown)
      \(OutputHTML.html(
        outputs.filter { !$0.isClaim }, steps: stepsByCell[index] ?? [], madeIn: lines))\
      \(failure(at: index))</section>
      """
  }

  /// Returns a link to the source file; browsers can't open a line, so the link shows its number.
  private func sourceLink(_ cell: Cell) -> String {
    guard let source = sourceFile(of: cell) else { return "" }
    let place = "\(escaped(fileName(source))), \(PageStrings.line) \(cell.lines.lowerBound)"
    return "<a href=\"\(escaped(source))\">\(place)</a>"
  }

  private func failure(at index: Int) -> String {
    guard index == stoppedCell else { return "" }
    switch record.outcome {
    case .finished: return ""
    case .running:
      return """
        <div class="failure" id="stopped"><p><strong>\(PageStrings.unfinishedTitle)</strong></p>
        <p>\(PageStrings.unfinished)</p></div>

        """
    case .stopped(let failure):
      // On a page one counts the lines of a cell, and the line is marked; in an editor the file's.
      let inCell = failure.place.flatMap { record.source.cells[index].line(ofFile: $0.line) }
      let mark = inCell.map { " data-at=\"\(failure.place?.line ?? 0)\" data-line=\"\($0)\"" } ?? ""
      let place = failure.place.map { place in
        (inCell.map { ": \(escaped(PageStrings.lineOfCell($0)))" } ?? "")
          + ((place.part ?? record.source.file).map { ", " + escaped($0) } ?? "")
          + ", \(PageStrings.line) \(place.line)"
      }
      let meaning = failure.meaning.map { "<p>\(escaped($0))</p>" } ?? ""
      return """
        <div class="failure" id="stopped"\(mark)>\
        <p><strong>\(escaped(failure.title))\(place ?? "")</strong></p>
        <pre tabindex="0">\(escaped(failure.message))</pre>\(meaning)</div>

        """
    }
  }

  /// The shape trace as a table of all steps.
  private var shapeTrace: String {
    var step = 0
    let rows = record.outputs.compactMap { output -> String? in
      guard case .trace(let trace) = output.content else { return nil }
      step += 1
      let asked = trace.prediction == nil ? "" : " asked"
      let inputs = trace.inputs.map { OutputHTML.shape($0.shape) }
        .joined(separator: " <span class=\"sign\">\(escaped(trace.symbol))</span> ")
      return """
        <tr><th scope="row">\(escaped(trace.shownStep))</th>\
        <td class="inputs\(asked)" data-step="\(step)">\(inputs)</td>\
        <td class="result-cell\(asked)" data-step="\(step)">\(OutputHTML.result(trace))</td>\
        <td class="\(asked)" data-step="\(step)">\
        <span class="\(OutputHTML.detailClass(trace))">\(escaped(trace.detail))</span></td></tr>

        """
    }
    guard !rows.isEmpty else { return "" }
    return """
      <section class="prose trace-table">
      <h2 id="shape-trace">\(PageStrings.shapeTrace)</h2>
      <div class="scroll" tabindex="0"><table>
      <thead><tr><th scope="col">\(PageStrings.step)</th><th \
      scope="col">\(PageStrings.shapesIn)</th>\
      <th scope="col">\(PageStrings.shapeOut)</th><td></td></tr></thead>
      <tbody>
      \(rows.joined())</tbody></table></div>
      </section>

      """
  }
}
