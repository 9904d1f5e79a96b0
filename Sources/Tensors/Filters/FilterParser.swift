// Parses a filter from text: "-1 0 1; -1 0 1; -1 0 1".

/// The largest count of numbers in a parsed filter.
private let mostNumbers = 10_000

/// Parses rows of numbers as a filter.
///
/// Rows end with a semicolon or a new line; spaces or commas separate the numbers of a row. A
/// number may be a fraction with an integer denominator of at least 2, as 1/9; a slash does not end
/// a row.
///
/// - Returns: (FH, FW).
/// - Throws: `FilterParsingError` with the row and column that can't be parsed.
public func parseFilter(_ text: String) throws(FilterParsingError) -> Tensor {
  var rows: [[Float]] = []
  var count = 0
  for line in text.split(whereSeparator: { $0 == ";" || $0.isNewline }) {
    let tokens = tokens(of: line)
    if tokens.isEmpty { continue }
    count += tokens.count
    guard count <= mostNumbers else { throw .tooMany(limit: mostNumbers) }
    var row: [Float] = []
    for token in tokens {
      row.append(try number(token, row: rows.count + 1, column: row.count + 1))
    }
    if let first = rows.first, first.count != row.count {
      throw .ragged(row: rows.count + 1, count: row.count, expected: first.count)
    }
    rows.append(row)
  }
  guard !rows.isEmpty else { throw .empty }
  return Tensor(rows)
}

/// Tells why text is not a filter; rows and columns are counted from 1.
public enum FilterParsingError: Error, Equatable, CustomStringConvertible {
  /// There are no numbers.
  case empty
  /// A row is not as long as the first.
  case ragged(row: Int, count: Int, expected: Int)
  /// A token is not a number; it is empty between two commas.
  case notANumber(token: String, row: Int, column: Int)
  /// A number is NaN, infinite, or too large for a Float.
  case notFinite(token: String, row: Int, column: Int)
  /// There are more numbers than the limit.
  case tooMany(limit: Int)

  /// What was found, what was expected, and what to do.
  public var description: String { message.text }

  private var message: Message {
    switch self {
    case .empty:
      "there are no numbers: write rows like \"-1 0 1; -1 0 1; -1 0 1\""
    case .ragged(let row, let count, let expected):
      Message(
        count, "row \(row) has \(count) number, row 1 has \(expected): all rows are equally long",
        "row \(row) has \(count) numbers, row 1 has \(expected): all rows are equally long")
    case .notANumber("", let row, let column):
      "a number is missing in row \(row), column \(column): there is a comma too many"
    case .notANumber(let token, let row, let column) where token.contains("/"):
      "\"\(token.prefix(20))\" in row \(row), column \(column) is not a number: rows end with a "
        + "semicolon, and a slash is for fractions like 1/9"
    case .notANumber(let token, let row, let column):
      "\"\(token.prefix(20))\" in row \(row), column \(column) is not a number"
    case .notFinite(let token, let row, let column):
      "\"\(token.prefix(20))\" in row \(row), column \(column): a filter's numbers are finite, "
        + "below 3.4e38"
    case .tooMany(let limit):
      "more than \(limit) numbers: a filter is small, 3×3 or 5×5 as a rule"
    }
  }
}

/// Splits a row at spaces and commas. Two commas with nothing between leave an empty token.
private func tokens(of line: Substring) -> [String] {
  // The typographic minus sign is another character than the hyphen of keyboards.
  let ascii = String(line.map { $0 == "\u{2212}" ? "-" : $0 })
  let fields = ascii.split(separator: ",", omittingEmptySubsequences: false)
    .map { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
  if fields.count == 1 { return fields[0] }
  return fields.flatMap { $0.isEmpty ? [""] : $0 }
}

private func number(
  _ token: String, row: Int, column: Int
) throws(FilterParsingError) -> Float {
  let parts = token.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
  let value: Float
  if parts.count == 2 {
    // With a sign or 1 as the denominator, the slash was probably meant to end a row.
    guard let above = decimal(parts[0]), parts[1].allSatisfy(\.isWholeNumber),
      let below = decimal(parts[1]), below >= 2
    else { throw .notANumber(token: token, row: row, column: column) }
    value = above / below
  } else if ["nan", "inf", "infinity"].contains(token.lowercased().drop { "+-".contains($0) }) {
    throw .notFinite(token: token, row: row, column: column)
  } else {
    guard let plain = decimal(token) else {
      throw .notANumber(token: token, row: row, column: column)
    }
    value = plain
  }
  guard value.isFinite else { throw .notFinite(token: token, row: row, column: column) }
  return value
}

/// Parses a decimal number; unlike Float, no hexadecimal and no named ones.
private func decimal(_ text: String) -> Float? {
  text.allSatisfy { "0123456789+-.eE".contains($0) } ? Float(text) : nil
}
