// What the kernel's wrapper in Python and this program tell each other: a line of JSON for each
// message.

import Foundation
import Notebooks

/// A request of the wrapper. The object has its number, and one key that names what is wanted.
struct KernelRequest: Decodable, Sendable {
  /// A cell to execute.
  struct Execute: Decodable, Sendable {
    /// The text of the cell.
    var code: String
    /// The identifier that the front end tells.
    var cellId: String?
    /// The identifiers of cells that it has deleted.
    var deletedCells: [String]?
    /// The path of the notebook's file.
    var notebook: String?
  }

  /// A place in a text, to complete a name or to tell of it.
  struct Place: Decodable, Sendable {
    var code: String
    /// The place in Unicode scalars.
    var cursor: Int
  }

  /// A text that may go on.
  struct Text: Decodable, Sendable { var code: String }

  /// Something without values.
  struct Nothing: Decodable, Sendable {}

  /// The number that replies repeat.
  var number: Int
  var execute: Execute?
  var complete: Place?
  var inspect: Place?
  var isComplete: Text?
  var interrupt: Nothing?
}

/// A reply to a request; one request to execute a cell has several, of which the last is `done`.
struct KernelReply: Encodable, Sendable {
  /// The end of a request.
  enum Done: Encodable, Sendable {
    case ok
    /// The error has been told as an output.
    case error(name: String, message: String)
    /// The names that fit, and the part of the text, in Unicode scalars, that they replace.
    case matches([String], from: Int, to: Int)
    /// What a name stands for, by MIME type; empty where nothing is known.
    case meaning([String: String])
    /// Whether a text is "complete", "incomplete" or "invalid", and the next line's indentation.
    case completeness(String, indent: String)

    private enum CodingKeys: String, CodingKey {
      case status, name, message, matches, from, to, data, indent
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      switch self {
      case .ok: try container.encode("ok", forKey: .status)
      case .error(let name, let message):
        try container.encode("error", forKey: .status)
        try container.encode(name, forKey: .name)
        try container.encode(message, forKey: .message)
      case .matches(let names, let from, let to):
        try container.encode(names, forKey: .matches)
        try container.encode(from, forKey: .from)
        try container.encode(to, forKey: .to)
      case .meaning(let data): try container.encode(data, forKey: .data)
      case .completeness(let status, let indent):
        try container.encode(status, forKey: .status)
        try container.encode(indent, forKey: .indent)
      }
    }
  }

  /// An output, and what Jupyter is to do with it.
  struct Output: Encodable, Sendable {
    var output: JupyterOutput
    /// Whether it is the value of the cell's last expression.
    var isValue = false
    /// The name under which it can be replaced; nil for one that stays.
    var display: String?
    /// Whether it replaces the one of that name.
    var isUpdate = false
    /// What it is, besides an output of the lesson: "progress", "note".
    var kind: String?
  }

  var number: Int
  var output: Output?
  var done: Done?
}
