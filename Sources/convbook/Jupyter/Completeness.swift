// Whether a text of the console is a whole cell, or goes on in the next line.

import Live
import Processes

/// Whether a text is complete.
struct Completeness: Equatable {
  /// "complete", "incomplete" or "invalid", as Jupyter names them.
  let status: String
  /// What the next line begins with.
  var indent = ""

  init(of text: String) {
    let marks = text.components(separatedBy: "\"\"\"").count - 1
    let bracket = UnmatchedBracket.first(in: text)
    if marks % 2 == 1 {
      status = "incomplete"
    } else if let bracket {
      status = bracket.isOpening ? "incomplete" : "invalid"
      let open = SwiftToken.all(in: text).reduce(0) { depth, token in
        guard token.kind == .symbol else { return depth }
        return depth + ("([{".contains(token.text) ? 1 : ")]}".contains(token.text) ? -1 : 0)
      }
      if bracket.isOpening { indent = String(repeating: "  ", count: max(open, 0)) }
    } else {
      status = "complete"
    }
  }

  var reply: KernelReply.Done { .completeness(status, indent: indent) }
}
