// Options that take numbers, as a program's help declares them.

import Foundation

/// An option whose value is named after its range: `--steps <1…200>`.
public struct NumberArgument: CustomStringConvertible {
  /// "--steps".
  public let option: String
  let lower: String
  let upper: String

  /// "--steps 1…200".
  public var description: String { "\(option) \(lower)…\(upper)" }

  /// Reads the options from the JSON that `--experimental-dump-help` prints.
  ///
  /// - Throws: a decoding error for other text.
  public static func all(inHelp json: String) throws -> [NumberArgument] {
    try JSONDecoder().decode(Help.self, from: Data(json.utf8)).command.arguments?.compactMap {
      argument in
      guard argument.kind == "option", let name = argument.preferredName?.name,
        let match = argument.valueName?.wholeMatch(of: /([-0-9.e]+)…([-0-9.e]+)/)
      else { return nil }
      return NumberArgument(
        option: "--\(name)", lower: String(match.1), upper: String(match.2))
    } ?? []
  }

  /// The lower and upper end.
  public var valid: [String] { [lower, upper] }

  /// Numbers below and above, and what is none.
  public var invalid: [String] {
    var values = ["-1", "-9223372036854775808", "nan", "-inf", "text", "", "1e999"]
    // One less and one more, if that has a representation.
    if let whole = Int(lower) { values.append(String(whole - 1)) }
    if let highest = Double(upper), UInt64(upper) != .max {
      values.append(String(format: "%.0f", highest + 1))
    }
    values.append("99999999999999999999999999999999999999999")
    values.append("inf")
    return values + (Double(lower).map { $0 > 0 } == true ? ["0"] : [])
  }

  private struct Help: Decodable {
    let command: Command
  }
  private struct Command: Decodable {
    let arguments: [Argument]?
  }
  private struct Argument: Decodable {
    let kind: String
    let valueName: String?
    let preferredName: Name?
  }
  private struct Name: Decodable {
    let name: String
  }
}
