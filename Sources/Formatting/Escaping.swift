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
  replacing(text) { scalar in
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    case "'": "&#39;"
    case "\t", "\n", "\r": nil
    case "\u{0}"..."\u{1F}", "\u{7F}", "\u{FFFE}", "\u{FFFF}": " "
    default: nil
    }
  }
}

/// Escapes JSON for a script element: "<" begins every tag and comment that HTML looks for there,
/// and the two separators ended a line in JavaScript before 2019.
package func escapedForScript(_ json: String) -> String {
  replacing(json) { scalar in
    switch scalar {
    case "<", ">", "&": "\\u00" + String(scalar.value, radix: 16)
    case "\u{2028}", "\u{2029}": "\\u" + String(scalar.value, radix: 16)
    default: nil
    }
  }
}

/// Returns a text with some of its scalars replaced; nil leaves one as it is.
private func replacing(_ text: String, _ replacement: (Unicode.Scalar) -> String?) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if let replacement = replacement(scalar) {
      result.append(contentsOf: replacement.unicodeScalars)
    } else {
      result.append(scalar)
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
