// How a window is set: the border of the input, and settings given once or for each axis.

/// How the border of the input is treated.
public enum Padding: Sendable, Equatable {
  /// No padding: the window stays inside.
  case valid
  /// TensorFlow's: as many windows as ⌈n / stride⌉, an odd row going to the bottom and right.
  case same
  /// Rows or columns before and after, one pair for each axis that the window slides along.
  case edges([Edge])

  /// The padding of one axis.
  public struct Edge: Sendable, Equatable {
    /// Rows above, or columns to the left.
    public let before: Int
    /// Rows below, or columns to the right.
    public let after: Int
    /// Padding on both ends of one axis.
    public init(before: Int, after: Int) {
      self.before = before
      self.after = after
    }
  }

  /// The same padding on every edge.
  public static func explicit(_ amount: Int) -> Padding {
    .edges([Edge(before: amount, after: amount)])
  }

  /// Padding for each edge of a picture.
  public static func explicit(top: Int, bottom: Int, left: Int, right: Int) -> Padding {
    .edges([Edge(before: top, after: bottom), Edge(before: left, after: right)])
  }
}

extension Padding: CustomStringConvertible {
  /// As a trace prints it: "valid", "same", "padding 1", "padding (1, 2)", and for uneven edges
  /// "padding (0 + 1, 2 + 2)", what is before plus what is after.
  public var description: String {
    switch self {
    case .valid: "valid"
    case .same: "same"
    case .edges(let edges):
      if edges.allSatisfy({ $0.before == $0.after }) {
        "padding \(describeSetting(edges.map(\.before)))"
      } else {
        "padding (" + edges.map { "\($0.before) + \($0.after)" }.joined(separator: ", ") + ")"
      }
    }
  }
}

/// A setting for each axis that a window slides along: one number for all, or one each.
public protocol PerAxis: Sendable {
  /// One value for each of `count` axes.
  func values(axes count: Int) -> [Int]
}

extension Int: PerAxis {
  /// The same value for every axis.
  public func values(axes count: Int) -> [Int] { Array(repeating: self, count: count) }
}

extension Array: PerAxis where Element == Int {
  /// The values as they are; a single one stands for all axes.
  public func values(axes count: Int) -> [Int] {
    self.count == 1 ? Array(repeating: self[0], count: count) : self
  }
}
