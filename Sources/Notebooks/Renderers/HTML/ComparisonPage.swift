// Two runs, or several, beside each other on one page that needs no other file: pictures stand in
// it as data, so that the page can be handed on.

import Formatting
import Foundation
import Pixels

/// Renders the page of a comparison.
public struct ComparisonPage: Sendable {
  /// One picture of two to compare.
  public struct Picture: Sendable {
    /// Whose it is.
    public var name: String
    /// The pixels; nil when there is no such picture.
    public var image: Image?

    /// Describes a picture.
    public init(name: String, image: Image?) {
      self.name = name
      self.image = image
    }
  }

  /// Pictures that stand side by side, and what was found.
  public struct Row: Sendable {
    /// The heading, the file's name for pictures of lessons.
    public var title: String
    /// The pictures.
    public var pictures: [Picture]
    /// Sentences about them.
    public var findings: [Message]
    /// Commands that reproduce them.
    public var commands: [String]

    /// Describes a row.
    public init(
      title: String, pictures: [Picture], findings: [Message], commands: [String] = []
    ) {
      self.title = title
      self.pictures = pictures
      self.findings = findings
      self.commands = commands
    }
  }

  /// A step of two traces.
  public struct Step: Sendable {
    /// What the lesson calls it.
    public var name: String
    /// What came out in the first run, in words; empty when it is missing there.
    public var first: Message
    /// What came out in the second.
    public var second: Message
    /// Whether both are the same.
    public var isSame: Bool

    /// Describes a step.
    public init(name: String, first: Message, second: Message, isSame: Bool) {
      self.name = name
      self.first = first
      self.second = second
      self.isSame = isSame
    }
  }

  /// The title.
  public var title: String
  /// The runs' names, as heads of the columns of steps.
  public var names: [String]
  /// What was found, in sentences.
  public var verdict: [Message]
  /// The steps of two traces; empty when there are none to compare.
  public var steps: [Step]
  /// The pictures.
  public var rows: [Row]
  /// Pages to go to from here: their titles and file names.
  public var links: [(title: String, file: String)] = []

  /// Describes a page.
  public init(
    title: String, names: [String], verdict: [Message], steps: [Step] = [], rows: [Row] = []
  ) {
    self.title = title
    self.names = names
    self.verdict = verdict
    self.steps = steps
    self.rows = rows
  }

  /// The page.
  ///
  /// - Throws: `ImageError` for a picture without pixels.
  public func html() throws -> String {
    let parts: Set<PageAsset> = [.page, .tools, .pixels, .loupe, .compare]
    var body = "<h1>\(escaped(title))</h1>\n"
    body += verdict.map { "<p>\(escaped($0))</p>\n" }.joined()
    if !links.isEmpty {
      let items = links.map { "<li><a href=\"\(escaped($0.file))\">\(escaped($0.title))</a></li>" }
      body += "<ul>\(items.joined())</ul>\n"
    }
    body += stepTable
    for (index, row) in rows.enumerated() { body += try html(row, pair: index) }
    return HTMLDocument(
      title: "\(title) · \(PageStrings.book)", assets: rows.isEmpty ? [.page] : parts,
      styles: Self.style,
      body: "<div class=\"layout wide\"><main id=\"lesson\">\n\(body)</main></div>"
    ).html
  }

  private static let style = """
    .layout.wide { grid-template-columns: minmax(0, 66rem); }
    .row.pair { grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); }
    tr.differs { background: var(--wrong-well); } tr.differs td:last-child { color: var(--wrong); }
    """

  private var stepTable: String {
    guard !steps.isEmpty else { return "" }
    var html = "<h2>\(PageStrings.shapeTrace)</h2>\n<div class=\"scroll\"><table><thead><tr>"
    html += ([PageStrings.step.text] + names).map { "<th scope=\"col\">\(escaped($0))</th>" }
      .joined()
    html += "<td></td></tr></thead><tbody>\n"
    for step in steps {
      html += "<tr\(step.isSame ? "" : " class=\"differs\"")>"
      html += "<th scope=\"row\">\(escaped(step.name))</th>"
      html += [step.first, step.second].map { "<td>\(escaped($0))</td>" }.joined()
      html += "<td>\(step.isSame ? "" : PageStrings.compareDiffers)</td></tr>\n"
    }
    return html + "</tbody></table></div>\n"
  }

  private func html(_ row: Row, pair: Int) throws -> String {
    var html = "<section><h2>\(escaped(row.title))</h2>\n"
    html += row.findings.map { "<p>\(escaped($0))</p>\n" }.joined()
    html += row.commands.map { "<pre>\(escaped($0))</pre>\n" }.joined()
    html += "<div class=\"row pair\">\n"
    for picture in row.pictures {
      guard let image = picture.image else {
        html += "<p>\(escaped(picture.name)): \(PageStrings.compareMissing)</p>\n"
        continue
      }
      let caption = "\(row.title), \(picture.name)"
      let address = "data:image/png;base64," + Data(try image.pngData()).base64EncodedString()
      let zoom = max(1, 240 / max(image.width, 1))
      html += """
        <figure class="picture\(zoom > 1 ? " zoomed" : "")" data-caption="\(escaped(caption))" \
        data-pair="\(pair)" data-width="\(image.width)" data-height="\(image.height)">\
        <div class="pixels"><img src="\(address)" width="\(image.width * zoom)" \
        height="\(image.height * zoom)" alt="\(escaped(caption))"></div>
        <figcaption>\(escaped(picture.name)) <span class="dot" aria-hidden="true">·</span> \
        \(image.width) × \(image.height) \
        <span class="dot compare" aria-hidden="true">·</span> \
        <button type="button" class="tool compare">\(PageStrings.compare)</button></figcaption>\
        </figure>

        """
    }
    return html + "</div></section>\n"
  }
}
