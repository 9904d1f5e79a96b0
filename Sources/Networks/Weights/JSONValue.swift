// As much of JSON as the header of a weight file needs, read strictly. Foundation's JSONDecoder
// accepts a name that comes twice (two tensors of one name, which the format forbids), loses the
// order of the names, and does not say at which byte it stopped.

import Formatting

/// A piece of JSON.
enum JSONValue {
  /// Names and values, in the order written; no name comes twice.
  case object([(name: String, value: JSONValue)])
  case list([JSONValue])
  case string(String)
  /// As written: a Double would not hold every whole number.
  case number(String)
  /// true, false or null.
  case word(String)

  /// The whole number of 0 or more that is written here; nil when it is anything else.
  var count: Int? {
    guard case .number(let digits) = self, digits.allSatisfy(\.isNumber) else { return nil }
    return Int(digits)
  }
}

/// Where JSON stops making sense, and how.
struct JSONError: Error, Equatable {
  let position: Int
  let problem: Message
}

/// Reads one value from bytes, spaces around it allowed.
///
/// - Throws: `JSONError`, whatever the bytes are.
func parseJSON(_ bytes: some Sequence<UInt8>) throws(JSONError) -> JSONValue {
  var reader = JSONReader(text: Array(bytes))
  let value = try reader.value(depth: 0)
  reader.skipSpaces()
  guard reader.position == reader.text.count else {
    throw reader.error("nothing more was expected")
  }
  return value
}

private struct JSONReader {
  let text: [UInt8]
  var position = 0

  /// Each level is a call within a call, and the stack is not endless.
  private static let deepest = 16

  func error(_ problem: Message) -> JSONError {
    JSONError(position: position, problem: problem)
  }

  private var next: Character? {
    position < text.count ? Character(Unicode.Scalar(text[position])) : nil
  }

  mutating func skipSpaces() {
    while let next, [" ", "\n", "\t", "\r"].contains(next) { position += 1 }
  }

  private mutating func skip(_ character: Character) -> Bool {
    skipSpaces()
    guard next == character else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ character: Character) throws(JSONError) {
    guard skip(character) else { throw error("'\(character)' was expected") }
  }

  mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    guard depth < Self.deepest else { throw error("it is nested more than \(depth) deep") }
    skipSpaces()
    switch next {
    case "{": return try object(depth: depth)
    case "[": return try list(depth: depth)
    case "\"": return .string(try string())
    case "-", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9": return .number(try number())
    default:
      for word in ["true", "false", "null"] where text[position...].starts(with: word.utf8) {
        position += word.utf8.count
        return .word(word)
      }
      throw error("a value was expected")
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
    try expect("{")
    var (members, names): ([(name: String, value: JSONValue)], Set<String>) = ([], [])
    if skip("}") { return .object([]) }
    repeat {
      skipSpaces()
      guard next == "\"" else { throw error("a name in double quotes was expected") }
      let name = try string()
      guard names.insert(name).inserted else { throw error("the name '\(name)' comes twice") }
      try expect(":")
      members.append((name, try value(depth: depth + 1)))
    } while skip(",")
    try expect("}")
    return .object(members)
  }

  private mutating func list(depth: Int) throws(JSONError) -> JSONValue {
    try expect("[")
    var values: [JSONValue] = []
    if skip("]") { return .list([]) }
    repeat { values.append(try value(depth: depth + 1)) } while skip(",")
    try expect("]")
    return .list(values)
  }

  /// -?(0|[1-9][0-9]*)(.[0-9]+)?([eE][+-]?[0-9]+)?
  private mutating func number() throws(JSONError) -> String {
    let start = position
    _ = accept("-")
    if !accept("0") { try digits() }
    if accept(".") { try digits() }
    if accept("e") || accept("E") {
      if !accept("+") { _ = accept("-") }
      try digits()
    }
    return String(decoding: text[start..<position], as: UTF8.self)
  }

  private mutating func digits() throws(JSONError) {
    let start = position
    while let next, ("0"..."9").contains(next) { position += 1 }
    guard position > start else { throw error("a digit was expected") }
  }

  /// `skip` without leaving out spaces.
  private mutating func accept(_ character: Character) -> Bool {
    guard next == character else { return false }
    position += 1
    return true
  }

  private mutating func string() throws(JSONError) -> String {
    try expect("\"")
    var bytes: [UInt8] = []
    while position < text.count {
      let byte = text[position]
      guard byte >= 0x20 else { throw error("a control character stands in a string") }
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        let string = String(decoding: bytes, as: UTF8.self)
        // Decoding puts a question mark in place of what is not UTF-8.
        guard string.utf8.elementsEqual(bytes) else { throw error("the string is not UTF-8") }
        return string
      case UInt8(ascii: "\\"): bytes += String(try escaped()).utf8
      default: bytes.append(byte)
      }
    }
    throw error("the string has no end")
  }

  /// What stands behind a backslash.
  private mutating func escaped() throws(JSONError) -> Unicode.Scalar {
    let plain: [Character: Unicode.Scalar] = [
      "\"": "\"", "\\": "\\", "/": "/", "b": "\u{8}", "f": "\u{c}", "n": "\n", "r": "\r", "t": "\t",
    ]
    if let next, let scalar = plain[next] {
      position += 1
      return scalar
    }
    guard accept("u") else { throw error("no such escape") }
    let first = try fourHexDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    // Beyond 0xFFFF, two halves of ten bits.
    guard first < 0xDC00, accept("\\"), accept("u") else { throw error("half a character") }
    let second = try fourHexDigits()
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw error("half a character") }
    return scalar
  }

  private mutating func fourHexDigits() throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = next?.hexDigitValue else { throw error("four hexadecimal digits expected") }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}
