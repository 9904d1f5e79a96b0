// What a reader is asked before a result is shown, and what each wrong answer gives away. It is
// computed once, from the traced step; the terminal answers by it and the page carries it as data.

import Tensors

/// A result to be guessed, with the answers people give who hold a known misconception.
public struct Prediction: Codable, Sendable, Equatable {
  /// A wrong shape or number, and what leads to it.
  public struct Mistake: Codable, Sendable, Equatable {
    /// The shape; a number stands alone.
    public var answer: [Int]
    /// What went wrong, a sentence.
    public var words: String
  }

  /// A wrong length of one axis, and what leads to it.
  public struct AxisMistake: Codable, Sendable, Equatable {
    /// Which axis, from 0.
    public var axis: Int
    /// The wrong length.
    public var length: Int
    /// What went wrong, a sentence.
    public var words: String
  }

  /// The shape that came out, or nothing when a number did.
  public var shape: [Int]?
  /// The number that came out, or nothing when a shape did.
  public var number: Double?
  /// What the axes are called; as many as the shape has.
  public var axes: [String] = []
  /// Wrong answers as a whole.
  public var mistakes: [Mistake] = []
  /// Wrong lengths of single axes.
  public var axisMistakes: [AxisMistake] = []

  /// A shape about which nothing more is known.
  public init(shape: [Int]) {
    self.shape = shape
    axes = shape.indices.map { Words.axis(number: $0 + 1) }
  }

  /// A number; `mistakes` are numbers that come out by a known mistake.
  public init(number: Double, mistakes: [(Int, String)] = []) {
    self.number = number
    for (answer, words) in mistakes where Double(answer) != number { add([answer], words) }
  }

  /// Notes a wrong shape; never the right one, and of two that lead to one shape both.
  mutating func add(_ answer: [Int], _ words: String) {
    guard answer != shape else { return }
    if let known = mistakes.firstIndex(where: { $0.answer == answer }) {
      mistakes[known].words += " " + Words.or(words)
    } else {
      mistakes.append(.init(answer: answer, words: words))
    }
  }

  /// Notes a wrong length of an axis; never the right one, and of two that lead to one length both.
  mutating func add(axis: Int, _ length: Int, _ words: String) {
    guard let shape, length != shape[axis], length >= 0 else { return }
    if let known = axisMistakes.firstIndex(where: { $0.axis == axis && $0.length == length }) {
      axisMistakes[known].words += " " + Words.or(words)
    } else {
      axisMistakes.append(.init(axis: axis, length: length, words: words))
    }
  }
}

extension Prediction {
  /// What to say to a guessed shape: one line, or one for each axis that is wrong.
  ///
  /// - Returns: nothing when the guess is right. `predict.js` answers by the same rules.
  public func answer(to guess: [Int]) -> [String] {
    guard let shape, guess != shape else { return [] }
    if let mistake = mistakes.first(where: { $0.answer == guess }) { return [mistake.words] }
    guard guess.count == shape.count else {
      return [Words.rank(guess.count, not: shape.count)]
    }
    return shape.indices.filter { guess[$0] != shape[$0] }.map { axis in
      let known = axisMistakes.first { $0.axis == axis && $0.length == guess[axis] }
      return "\(axes[axis]) \(guess[axis]): \(known?.words ?? Words.wrongLength)"
    }
  }
}
