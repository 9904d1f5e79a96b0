// What a reader has changed, line by line.

import Foundation

/// A file that differs from the book's.
public struct FileDifference: Codable, Sendable {
  /// The file's name.
  public var file: String
  /// The changed lines, and three around them: each begins with "+", "−" or a blank; nil stands for
  /// lines that are left out.
  public var lines: [String?]
}

extension EditedFiles {
  /// The files that were edited, with what was changed.
  public var difference: [FileDifference] {
    names.map { name in
      FileDifference(
        file: name, lines: Self.difference(bookText(of: name) ?? "", text(of: name) ?? ""))
    }
  }

  /// The number of unchanged lines around a change.
  private static let around = 3

  static func difference(_ old: String, _ new: String) -> [String?] {
    func lines(_ text: String) -> [Substring] {
      text.split(separator: "\n", omittingEmptySubsequences: false)
    }
    let (old, new) = (lines(old), lines(new))
    let changes = new.difference(from: old)
    let removed = Set(changes.removals.map(\.place)),
      inserted = Set(changes.insertions.map(\.place))
    var all: [(sign: String, text: Substring)] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if removed.contains(i), i < old.count {
        all.append(("−", old[i]))
        i += 1
      } else if inserted.contains(j), j < new.count {
        all.append(("+", new[j]))
        j += 1
      } else {
        all.append((" ", new[j]))
        (i, j) = (i + 1, j + 1)
      }
    }
    let changed = all.indices.filter { all[$0].sign != " " }
    var shown: [String?] = []
    var last: Int?
    for index in all.indices
    where changed.contains(where: { abs($0 - index) <= around }) {
      if let last, last + 1 < index { shown.append(nil) }
      shown.append(all[index].sign + all[index].text)
      last = index
    }
    return shown
  }
}
