// The strict reader of JSON: what it takes, and where it says it gave up.

import Testing

@testable import Networks

@Suite struct JSONValueTests {
  /// The value written again, without spaces.
  static func text(_ value: JSONValue) -> String {
    switch value {
    case .object(let members):
      "{" + members.map { "\($0.name):\(text($0.value))" }.joined(separator: ",") + "}"
    case .list(let values): "[" + values.map(text).joined(separator: ",") + "]"
    case .string(let string): "'\(string)'"
    case .number(let digits): digits
    case .word(let word): word
    }
  }

  @Test(arguments: [
    ("{}", "{}"), (" [ ] ", "[]"),
    (#"{"a" : [1, -2.5e+3 ,0.0], "b":{"c":null}}"#, "{a:[1,-2.5e+3,0.0],b:{c:null}}"),
    (#""\"\\\/\b\f\n\r\tA\u00e9\uD83D\udc3b""#, "'\"\\/\u{8}\u{c}\n\r\tAé🐻'"),
    ("[true,false]", "[true,false]"), ("\"é\"", "'é'"),
  ])
  func reads(json: String, expected: String) throws {
    #expect(Self.text(try parseJSON(json.utf8)) == expected)
  }

  @Test(arguments: [
    ("", 0, "a value"), ("nul", 0, "a value"), ("[1,]", 3, "a value"), ("[1 2]", 3, "']'"),
    ("01", 1, "nothing more"), ("-", 1, "a digit"), ("1.", 2, "a digit"), ("1e+", 3, "a digit"),
    ("{\"a\":1,}", 7, "a name"), ("{a:1}", 1, "a name"), ("{\"a\" 1}", 5, "':'"),
    ("{\"a\":1,\"a\":2}", 10, "comes twice"), ("\"abc", 4, "no end"), ("\"\n\"", 1, "control"),
    ("\"\\q\"", 2, "no such escape"), ("\"\\u12g4\"", 5, "hexadecimal"),
    ("\"\\ud83d\"", 7, "half"), ("\"\\udc3b\"", 7, "half"), ("\"\\ud83dx\"", 7, "half"),
    ("{} {}", 3, "nothing more"), ("\u{feff}{}", 0, "a value"),
  ])
  func refuses(json: String, position: Int, problem: String) {
    let error = #expect(throws: JSONError.self) { try parseJSON(json.utf8) }
    #expect(error?.position == position)
    #expect(error?.problem.english.contains(problem) == true, "\(error?.problem ?? "")")
  }

  @Test func bytesThatAreNoText() {
    let error = #expect(throws: JSONError.self) { try parseJSON([0x22, 0xFF, 0x22] as [UInt8]) }
    #expect(error?.problem.english == "the string is not UTF-8")
  }
}
