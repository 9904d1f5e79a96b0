// The header of a .npy file: a Python dictionary with the number type and the shape.

/// Holds the header of a `.npy` file.
struct NumPyHeader {
  static let magic: [UInt8] = [0x93] + "NUMPY".utf8
  /// The longest header in bytes, as in NumPy's reader.
  private static let longest = 10_000

  private(set) var type = NumberType.float32
  private(set) var shape: [Int] = []
  /// The offset of the first number.
  let length: Int

  init(_ bytes: [UInt8]) throws(NumPyFileError) {
    guard bytes.starts(with: Self.magic) else { throw .notNumPy }
    guard bytes.count >= 10 else { throw .header("the file ends inside it") }
    let (major, minor) = (bytes[6], bytes[7])
    guard (1...3).contains(major), minor == 0 else { throw .version(major: major, minor: minor) }
    // Version 1 gives the header's length in two bytes, later ones in four.
    let start = major == 1 ? 10 : 12
    guard bytes.count >= start else { throw .header("the file ends inside it") }
    let size = bytes[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard size <= Self.longest else { throw .header("it is said to be \(size) bytes long") }
    guard bytes.count - start >= size else { throw .header("the file ends inside it") }
    length = start + size
    var literal = PythonLiteral(bytes[start..<length])
    try read(&literal)
  }

  private mutating func read(_ literal: inout PythonLiteral) throws(NumPyFileError) {
    var found: Set<String> = []
    try literal.expect("{")
    while !literal.skip("}") {
      let key = try literal.string()
      guard found.insert(key).inserted else { throw .header("'\(key)' comes twice") }
      try literal.expect(":")
      switch key {
      case "descr":
        let name = try literal.string()
        guard let known = NumberType(numPy: name) else { throw .type(name) }
        type = known
      case "fortran_order":
        if try literal.truth() { throw .fortranOrder }
      case "shape": shape = try literal.tuple()
      default: throw .header("'\(key)' is not part of one")
      }
      if !literal.skip(",") {
        try literal.expect("}")
        break
      }
    }
    try literal.expectEnd()
    for key in ["descr", "fortran_order", "shape"] where !found.contains(key) {
      throw .header("'\(key)' is missing")
    }
  }

  /// Counts the numbers of the shape.
  func count() throws(NumPyFileError) -> Int {
    if shape.contains(0) { return 0 }
    var count = 1
    for length in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      guard !overflow else { throw .tooLarge(shape: shape) }
      count = product
    }
    return count
  }
}

extension NumberType {
  /// Reads NumPy's name of a number type: '<' for little-endian or '|' for single bytes, and the
  /// kind.
  init?(numPy name: String) {
    let kinds: [Substring: NumberType] = [
      "f2": .float16, "f4": .float32, "f8": .float64, "b1": .bool,
      "i1": .int8, "i2": .int16, "i4": .int32, "i8": .int64,
      "u1": .uint8, "u2": .uint16, "u4": .uint32, "u8": .uint64,
    ]
    guard let kind = kinds[name.dropFirst()],
      name.first == "<" || (name.first == "|" && kind.size == 1)
    else { return nil }
    self = kind
  }
}

/// Parses the Python literals of a header: strings, booleans, tuples of integers.
private struct PythonLiteral {
  private let text: [UInt8]
  private var position = 0

  init(_ bytes: ArraySlice<UInt8>) { text = Array(bytes) }

  private func isAt(_ character: Character) -> Bool {
    position < text.count && text[position] == character.asciiValue
  }

  private mutating func skipSpaces() {
    while isAt(" ") || isAt("\n") || isAt("\t") || isAt("\r") { position += 1 }
  }

  mutating func skip(_ character: Character) -> Bool {
    skipSpaces()
    guard isAt(character) else { return false }
    position += 1
    return true
  }

  mutating func expect(_ character: Character) throws(NumPyFileError) {
    guard skip(character) else { throw .header("'\(character)' expected at \(place)") }
  }

  mutating func expectEnd() throws(NumPyFileError) {
    skipSpaces()
    guard position == text.count else { throw .header("it goes on after its end, at \(place)") }
  }

  mutating func string() throws(NumPyFileError) -> String {
    skipSpaces()
    guard let quote = ["'", "\""].first(where: { isAt($0) }) else {
      throw .header("a name in quotes expected at \(place)")
    }
    position += 1
    let start = position
    while position < text.count && !isAt(quote) { position += 1 }
    let content = text[start..<position]
    try expect(quote)
    return String(decoding: content, as: UTF8.self)
  }

  mutating func truth() throws(NumPyFileError) -> Bool {
    skipSpaces()
    for (word, value) in [("True", true), ("False", false)]
    where text[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return value
    }
    throw .header("True or False expected at \(place)")
  }

  mutating func tuple() throws(NumPyFileError) -> [Int] {
    try expect("(")
    var numbers: [Int] = []
    while !skip(")") {
      skipSpaces()
      let start = position
      while position < text.count, (0x30...0x39).contains(text[position]) { position += 1 }
      let digits = String(decoding: text[start..<position], as: UTF8.self)
      guard let number = Int(digits) else {
        throw .header("a length expected at \(place), of 0 or more and not absurdly large")
      }
      numbers.append(number)
      if !skip(",") {
        try expect(")")
        break
      }
    }
    return numbers
  }

  private var place: Message { "byte \(position) of \(text.count)" }
}
