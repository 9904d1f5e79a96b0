// Tells the lines of a cell's code that only put something on the page from those that a reader
// learns from.

/// The statements of a cell that only display.
public enum DisplayStatements {
  /// Returns the runs of lines that only display, as indices into the cell's lines.
  ///
  /// Such a statement is a call like `page.show(…)`, or a `for` or `if` around nothing but such
  /// calls. `page.trace` computes as often as it shows: it counts where it is handed a result that
  /// has a name. What is declared for a question alone, such as the results of mistaken methods,
  /// belongs to the question.
  public static func runs(in code: String) -> [Range<Int>] {
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false).map(Line.init)
    let all = statements(lines, lines.indices)
    let asking = askingStatements(lines, all)
    var runs: [Range<Int>] = []
    for statement in all where asking.contains(statement) || isDisplay(lines, statement) {
      if let last = runs.last, lines[last.upperBound..<statement.lowerBound].allSatisfy(\.isBlank) {
        runs[runs.count - 1] = last.lowerBound..<statement.upperBound
      } else {
        runs.append(statement)
      }
    }
    return runs
  }

  private struct Line {
    let text: Substring
    let isBlank: Bool
    /// The parts between the marks of strings of several lines: code and string alternate.
    private let parts: [Substring]

    init(_ text: Substring) {
      self.text = text.drop { $0 == " " }
      isBlank = self.text.isEmpty
      parts = self.text.split(separator: "\"\"\"", omittingEmptySubsequences: false)
    }

    /// Whether a string of several lines begins or ends in it.
    var togglesString: Bool { parts.count % 2 == 0 }

    /// Returns how many more brackets it opens than it closes; those in strings and comments don't
    /// count.
    func depth(beginsInString: Bool) -> Int {
      parts.enumerated().reduce(0) { sum, part in
        (part.offset % 2 == 0) == beginsInString ? sum : sum + Self.depth(of: part.element)
      }
    }

    private static func depth(of code: Substring) -> Int {
      var (depth, isString, previous) = (0, false, Character(" "))
      scan: for character in code {
        switch character {
        case "\"" where previous != "\\": isString.toggle()
        case "/" where previous == "/" && !isString: break scan
        case _ where isString: break
        case "(", "[", "{": depth += 1
        case ")", "]", "}": depth -= 1
        default: break
        }
        previous = character
      }
      return depth
    }

    /// Whether a statement goes on in this line.
    var continues: Bool {
      guard let first = text.first else { return false }
      return ".?:=+&|,)]}".contains(first) || text.hasPrefix("else")
    }

    var opensWith: Substring { text.prefix { $0.isLetter || $0 == "." } }
  }

  /// Splits lines into statements, each with the comments above it.
  private static func statements(_ lines: [Line], _ range: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if lines[index].isBlank {
        index += 1
        continue
      }
      var end = index
      while end < range.upperBound, lines[end].text.hasPrefix("//") { end += 1 }
      var (depth, isString) = (0, false)
      repeat {
        if end < range.upperBound {
          depth += lines[end].depth(beginsInString: isString)
          if lines[end].togglesString { isString.toggle() }
        }
        end += 1
      } while end < range.upperBound && (isString || depth > 0 || lines[end].continues)
      found.append(index..<min(end, range.upperBound))
      index = end
    }
    return found
  }

  private static func isDisplay(_ lines: [Line], _ statement: Range<Int>) -> Bool {
    guard let first = statement.first(where: { !lines[$0].text.hasPrefix("//") }) else {
      return false
    }
    let call = lines[first].opensWith
    if call.hasPrefix("page.") {
      let name = call.dropFirst("page.".count)
      let call = lines[first..<statement.upperBound].map(\.text)
      if name == "trace" { return !computes(call) }
      // What is done with the numbers is the idea of it, unless it has a name.
      if name == "moves" { return !call.contains { $0.contains("{") } }
      return displays.contains(String(name))
    }
    guard ["for", "if"].contains(call), lines[first].text.hasSuffix("{"),
      let end = statement.last, lines[end].text.hasPrefix("}"), end > first
    else { return false }
    let inside = statements(lines, first + 1..<end)
    return !inside.isEmpty && inside.allSatisfy { isDisplay(lines, $0) }
  }

  /// Returns the statements that ask something, and the declarations that no other statement of the
  /// cell uses.
  private static func askingStatements(_ lines: [Line], _ all: [Range<Int>]) -> Set<Range<Int>> {
    func opens(_ statement: Range<Int>) -> Line? {
      lines[statement].first { !$0.text.hasPrefix("//") }
    }
    var asking = Set(all.filter { opens($0)?.text.hasPrefix("page.predict") == true })
    guard !asking.isEmpty else { return asking }
    let words = all.map { statement in
      Set(lines[statement].flatMap { line in line.text.split { !$0.isLetter && !$0.isNumber } })
    }
    // From the last on, since what a declaration uses was declared before.
    for (index, statement) in all.enumerated().reversed() {
      let parts = (opens(statement)?.text ?? "").split { " :(=".contains($0) }
      guard parts.count > 1, ["let", "func"].contains(parts[0]) else { continue }
      let users = all.indices.filter { $0 != index && words[$0].contains(parts[1]) }
      if !users.isEmpty, users.allSatisfy({ asking.contains(all[$0]) }) { asking.insert(statement) }
    }
    return asking
  }

  /// Returns whether a call of `page.trace` contains another call than one that rounds.
  private static func computes(_ lines: [Substring]) -> Bool {
    let call = lines.joined(separator: " ").replacing(/"(\\.|[^"\\])*"/, with: "")
    return call.replacing(/\.rounded\([^()]*\)/, with: "").count { $0 == "(" } > 1
  }

  private static let displays: Set<String> = [
    "show", "numbers", "table", "say", "plot", "bars", "histogram", "network", "window", "editor",
    "mixer", "scores", "draws", "wires", "channels", "volumes", "learning", "push", "bend",
    "overview", "backward", "inputGradient", "replay", "messages", "resampling", "receptiveFields",
    "shortcuts", "transfer",
    "sideBySide", "judge", "predictSum", "predictPooled", "predictPlace", "predictPicture",
    "predictLarger", "predictCurve", "predictCourse", "predictShares", "predictMisread",
  ]
}
