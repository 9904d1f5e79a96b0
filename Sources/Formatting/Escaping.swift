// Text made safe inside HTML and XML.

import Foundation

/// Escapes text for HTML and XML, between tags and inside attributes.
///
/// Goes by Unicode scalar: a quote with a combining accent is one `Character` that is no quote, and
/// still ends an attribute. Control characters, which XML forbids, become spaces.
package func escaped(_ text: some StringProtocol) -> String {
  // Not generic from here on: modules that are not optimised call it for each word.
  let text = String(text)
  return text.utf8.contains(where: mayNeedEscape) ? escapedScalars(text) : text
}

/// Whether a byte may belong to a character that is replaced.
private func mayNeedEscape(_ byte: UInt8) -> Bool {
  switch byte {
  case ..<0x20, 0x7F, 0xEF: true
  default: #"&<>"'"#.utf8.contains(byte)
  }
}

private func escapedScalars(_ text: String) -> String {
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

/// Escapes JSON for a script element: "<" begins every tag and comment that HTML looks for there,
/// and the two separators ended a line in JavaScript before 2019.
package func escapedForScript(_ json: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in json.unicodeScalars {
    switch scalar {
    case "<": result.append(contentsOf: "\\u003c".unicodeScalars)
    case ">": result.append(contentsOf: "\\u003e".unicodeScalars)
    case "&": result.append(contentsOf: "\\u0026".unicodeScalars)
    case "\u{2028}": result.append(contentsOf: "\\u2028".unicodeScalars)
    case "\u{2029}": result.append(contentsOf: "\\u2029".unicodeScalars)
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
