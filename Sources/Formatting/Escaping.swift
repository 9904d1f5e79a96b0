// Text made safe inside HTML and XML.

import Foundation

/// Escapes text for HTML and XML, between tags and inside attributes.
///
/// Goes by Unicode scalar: a quote with a combining accent is one `Character` that is no quote, and
/// still ends an attribute. Control characters, which XML forbids, become spaces.
package func escaped(_ text: some StringProtocol) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result.append(contentsOf: "&amp;".unicodeScalars)
    case "<": result.append(contentsOf: "&lt;".unicodeScalars)
    case ">": result.append(contentsOf: "&gt;".unicodeScalars)
    case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
    case "'": result.append(contentsOf: "&#39;".unicodeScalars)
    case "\t", "\n", "\r": result.append(scalar)
    case "\u{0}"..."\u{1F}", "\u{7F}", "\u{FFFE}", "\u{FFFF}": result.append(" ")
    default: result.append(scalar)
    }
  }
  return String(result)
}

/// Takes back what ``escaped(_:)`` did; the ampersand comes last, or "&amp;lt;" would become "<".
package func unescaped(_ text: some StringProtocol) -> String {
  [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
    .reduce(String(text)) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
}

/// Escapes a message's text for HTML.
package func escaped(_ message: Message) -> String { escaped(message.text) }
