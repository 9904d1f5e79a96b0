// Text from outside made safe to print: file names, students' output, texts inside pictures.

/// Replaces characters that could command a terminal by their escapes, as "\u{1B}" for ESC.
///
/// Control characters of both ranges (C0 and C1), DEL, and the characters that change the direction
/// of the text around them (Unicode TR 9) are shown, never obeyed. Line feeds and tabs stay.
/// - Parameters:
///   - keepsColours: whether sequences that set colours, ESC [ … m, stay as well.
///   - inOneLine: whether line feeds and tabs are shown too: a name with one could
///     pass for a row of a table.
package func printable(
  _ text: String, keepsColours: Bool = false, inOneLine: Bool = false
) -> String {
  func isShown(_ scalar: Unicode.Scalar) -> Bool {
    commandsTerminal(scalar) || inOneLine && (scalar == "\n" || scalar == "\t")
  }
  guard text.unicodeScalars.contains(where: isShown) else { return text }
  var result = String.UnicodeScalarView()
  var rest = text.unicodeScalars[...]
  while let scalar = rest.popFirst() {
    if keepsColours, scalar == "\u{1B}", rest.first == "[" {
      let sequence = rest.dropFirst().prefix { ("0"..."9").contains($0) || $0 == ";" }
      if sequence.count < 20, sequence.endIndex < rest.endIndex, rest[sequence.endIndex] == "m" {
        let end = rest.index(after: sequence.endIndex)
        result.append(scalar)
        result.append(contentsOf: rest[..<end])
        rest = rest[end...]
        continue
      }
    }
    if isShown(scalar) {
      let code = String(scalar.value, radix: 16, uppercase: true)
      result.append(contentsOf: "\\u{\(code)}".unicodeScalars)
    } else {
      result.append(scalar)
    }
  }
  return String(result)
}

private func commandsTerminal(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "\n", "\t": false
  case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": true
  case "\u{61C}", "\u{200E}", "\u{200F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": true
  default: false
  }
}
