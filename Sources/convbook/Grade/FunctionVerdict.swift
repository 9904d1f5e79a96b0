// What came out of one function, as HTML: the answer or its picture, the verdict, and the case that
// shows what is wrong. The page of a class and those of its students have it in common.

import Foundation
import LessonKit

/// The verdict on a function as a page shows it.
struct FunctionVerdict {
  let function: Grade.Function
  /// The address of the picture; nil for none.
  let picture: String?

  /// The style sheet, CSS.
  static let css = """
    .answer { display: grid; grid-template-columns: minmax(8rem, 20rem) minmax(0, 1fr); gap: \
    1.25rem;
      padding: 1rem 0; border-top: 1px solid var(--line); }
    .answer img { max-width: 100%; height: auto; image-rendering: pixelated; background: #fff; }
    .answer p { margin: .25rem 0; } .answer .who { font: .9rem/1.5 var(--sans); }
    .answer code { overflow-wrap: anywhere; }
    .answer pre { margin-top: .5rem; }
    .ok { color: var(--accent); } .no { color: var(--wrong); }
    @media (max-width: 40rem) { .answer { grid-template-columns: minmax(0, 1fr); } }
    """

  /// Returns the address of a file's content, so that a page needs no file beside it; nil when it
  /// can't be read.
  static func address(ofPicture name: String, in folder: URL) -> String? {
    (try? Data(contentsOf: folder.appendingPathComponent(name))).map {
      "data:image/png;base64," + $0.base64EncodedString()
    }
  }

  /// The verdict as an article.
  ///
  /// - Parameter footer: what stands below it, HTML.
  func html(footer: String = "") -> String {
    var html = "<article class=\"answer\"><div>"
    if let picture {
      let expected = function.expected.map { text("; expected: \($0)") } ?? ""
      let alt = text("What \(function.name) returned: \(function.answer ?? "")") + expected
      html += "<img src=\"\(escaped(picture))\" alt=\"\(escaped(alt))\">"
    } else if let answer = function.answer {
      html += "<code>\(escaped(answer.text))</code>"
    }
    html += "</div><div><p><code>\(escaped(function.name))</code> "
    let style = function.hasPassed ? "ok" : "no"
    html += "<span class=\"\(style)\">\(escaped(function.message.text))</span></p>"
    if let explanation = function.explanation { html += "<p>\(escaped(explanation.text))</p>" }
    if let testCase = function.testCase, let expected = function.expected {
      html += "<p class=\"who\">\(escaped(text("\(testCase). Expected:"))) "
      html += "<code>\(escaped(expected.text))</code>"
      if let difference = function.difference { html += " (\(escaped(difference.text)))" }
      html += "</p>"
    }
    return html + footer + "</div></article>\n"
  }
}
