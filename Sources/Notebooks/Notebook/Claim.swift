// Claims that a reader judges true or false before the page says which.

import Formatting

/// A claim, whether it holds, and what its run gave.
public struct Claim: Codable, Sendable, Equatable {
  /// The document that makes it: "003".
  public var document: String
  /// What it claims, a sentence.
  public var words: Message
  /// Whether it holds.
  public var holds: Bool
  /// What came out, and what holds, Markdown.
  public var reason: Message
  /// Where the reason is from, for a claim that can't be run; nil for one that was.
  public var source: Message?

  /// "It does not hold.", then the reason and its source.
  var verdict: Message {
    let words = [holds ? PageStrings.claimHolds : PageStrings.claimFails, reason]
    return (words + [source.map(PageStrings.toldBy)].compactMap(\.self)).joined(separator: " ")
  }
}

extension Notebook {
  /// Shows a claim of a document as a card: the reader judges it, then sees whether it holds and
  /// why, and whatever is shown after it under the same cell.
  ///
  /// - Parameters:
  ///   - words: the claim, a sentence.
  ///   - document: the document that makes it: "003".
  ///   - holds: whether it holds; computed, unless `source` says who tells.
  ///   - reason: what came out, and what holds, whole sentences.
  ///   - source: where the reason is from, for a claim that can't be run.
  public func judge(
    _ words: Message, _ document: String, holds: Bool, _ reason: Message, source: Message? = nil,
    file: String = #filePath, line: Int = #line
  ) {
    let claim = Claim(
      document: document, words: words, holds: holds, reason: reason, source: source)
    claims.append(claim)
    add(claim: claim, file, line)
  }
}
