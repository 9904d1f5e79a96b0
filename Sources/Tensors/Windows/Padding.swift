// Padding, and settings for one or for each axis.

/// The padding of an input: rows and columns added at its border.
public enum Padding: Sendable, Equatable {
  /// No padding: windows lie inside the input.
  case valid
  /// TensorFlow's `SAME`: ⌈n / stride⌉ outputs; an odd row or column is added at the bottom or
  /// right.
  case same
  /// Rows or columns before and after, for each axis that the window slides along.
  case edges([Edge])

  /// The padding of one axis.
  public struct Edge: Sendable, Equatable {
    /// Rows above, or columns to the left.
    public let before: Int
    /// Rows below, or columns to the right.
    public let after: Int
    /// Makes the padding of one axis.
    public init(before: Int, after: Int) {
      self.before = before
      self.after = after
    }
  }

  /// Makes the same padding on every edge.
  public static func explicit(_ amount: Int) -> Padding {
    .edges([Edge(before: amount, after: amount)])
  }

  /// Makes the padding of each edge of a picture.
  public static func explicit(top: Int, bottom: Int, left: Int, right: Int) -> Padding {
    .edges([Edge(before: top, after: bottom), Edge(before: left, after: right)])
  }
}

extension Padding: CustomStringConvertible {
  /// The padding as in a trace: "valid", "same", "padding 1", "padding (1, 2)"; for uneven edges
  /// "padding (0 + 1, 2 + 2)", before + after.
  public var description: String { message.text }

  /// The same for people.
  package var message: Message {
    switch self {
    case .valid: return "valid"
    case .same: return "same"
    case .edges(let edges):
      if edges.allSatisfy({ $0.before == $0.after }) {
        return "padding \(describeSetting(edges.map(\.before)))"
      }
      let ends = edges.map { "\($0.before) + \($0.after)" }.joined(separator: ", ")
      return "padding (\(ends))"
    }
  }
}

/// A setting for the axes that a window slides along: one number for all, or one for each.
public protocol PerAxis: Sendable {
  /// Returns one value for each of `count` axes.
  func values(axes count: Int) -> [Int]
}

extension Int: PerAxis {
  /// Returns the same value for every axis.
  public func values(axes count: Int) -> [Int] { Array(repeating: self, count: count) }
}

extension Array: PerAxis where Element == Int {
  /// Returns the values; a single one counts for all axes.
  public func values(axes count: Int) -> [Int] {
    self.count == 1 ? Array(repeating: self[0], count: count) : self
  }
}
