// The structure of all HTML pages: doctype, head, styles, body, scripts.

import Formatting

/// An HTML page that opens from the file system, with its styles and scripts inline.
///
/// All text is escaped; only ``body`` is HTML.
package struct HTMLDocument {
  /// A `meta` element.
  package enum Metadata {
    /// `<meta name="…" content="…">`, as HTML defines it.
    case name(String, content: String)
    /// `<meta property="…" content="…">`, as Open Graph defines it.
    case property(String, content: String)

    fileprivate var element: String {
      let (attribute, value, content) =
        switch self {
        case .name(let name, let content): ("name", name, content)
        case .property(let property, let content): ("property", property, content)
        }
      return "<meta \(attribute)=\"\(escaped(value))\" content=\"\(escaped(content))\">\n"
    }
  }

  private let title: String
  private let metadata: [Metadata]
  private let assets: Set<PageAsset>
  private let styles: String
  private let bodyClass: String?
  private let body: String

  init(
    title: String, metadata: [Metadata] = [], assets: Set<PageAsset>, styles: String = "",
    bodyClass: String? = nil, body: String
  ) {
    self.title = title
    self.metadata = metadata
    self.assets = assets
    self.styles = styles
    self.bodyClass = bodyClass
    self.body = body
  }

  /// Creates a page with the styles of all pages.
  ///
  /// - Parameters:
  ///   - title: the page's title, plain text.
  ///   - metadata: further `meta` elements of the head.
  ///   - styles: an additional style sheet, CSS.
  ///   - body: the content of the body element, HTML.
  package init(title: String, metadata: [Metadata], styles: String, body: String) {
    self.init(title: title, metadata: metadata, assets: [.page], styles: styles, body: body)
  }

  /// The page as HTML.
  package var html: String {
    // Painted when its scripts have run, where the browser knows how to wait for them: they fold
    // and hide, and what a slow machine showed before that would jump.
    """
    <!doctype html>
    <html lang="\(escaped(Catalogue.current.language))">
    <head>
    <meta charset="utf-8">
    <link rel="expect" href="#whole" blocking="render">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    \(OutputFolder.generator)
    <meta name="color-scheme" content="light dark">
    \(metadata.map(\.element).joined())<title>\(escaped(title))</title>
    \(PageAsset.headElement(assets))\(PageAsset.styleElement(assets, and: styles))
    </head>
    <body\(bodyClass.map { " class=\"\(escaped($0))\"" } ?? "")>
    \(body)
    \(PageAsset.scriptElement(assets))<span id="whole" hidden></span>
    </body>
    </html>

    """
  }
}
