// The page of a lesson as a server shows it: the same as the static page, in parts that can be
// replaced one by one, and with the script that does so.

import Formatting
import Tensors

/// A lesson's page that a server shows.
package struct LivePage {
  /// A part of the page that is replaced as a whole: what stands above the cells, a cell, or the
  /// shape trace.
  package struct Unit: Encodable, Sendable, Equatable {
    /// The hash of the HTML, 16 hexadecimal digits: another one means that it has changed.
    package let key: String
    /// The part as HTML.
    package let html: String
  }

  private let renderer: PageRenderer

  /// Creates the page of a lesson and its outputs so far.
  package init(_ record: LessonRecord) { renderer = PageRenderer(record, isLive: true) }

  /// The whole page as HTML.
  package var html: String { renderer.html }

  /// The parts from top to bottom; the cells are all but the first and the last.
  package var units: [Unit] { renderer.units.map { Unit(key: Self.key(of: $0), html: $0) } }

  static func key(of html: String) -> String {
    var html = html
    return html.withUTF8 { hexadecimal(contentHash(of: UnsafeRawBufferPointer($0))) }
  }
}
