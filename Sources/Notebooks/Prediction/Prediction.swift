// What a reader is asked before a result is shown, and what each wrong answer gives away. It is
// computed once, from the traced step; the terminal answers by it and the page carries it as data.

import Tensors

/// A result to be guessed, with the answers people give who hold a known misconception.
public struct Prediction: Codable, Sendable, Equatable {
  /// A wrong shape or number, and what leads to it.
  public struct Mistake: Codable, Sendable, Equatable {
    /// The shape; a number stands alone.
    public var answer: [Double]
    /// What went wrong, a sentence.
    public var words: String

    /// A wrong number.
    public init(_ number: Double, _ words: String) {
      self.init(answer: [number], words: words)
    }

    init(answer: [Double], words: String) { (self.answer, self.words) = (answer, words) }
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
  /// How many numbers there are, before and after; known where an operation keeps each of them.
  public var count: Int?
  /// What to say to a wrong guess of which nothing more is known; a sentence.
  public var otherwise: String?

  /// A shape about which nothing more is known.
  public init(shape: [Int]) {
    self.shape = shape
    axes = shape.indices.map { PageStrings.axis(number: $0 + 1) }
  }

  /// A number; `mistakes` are numbers that come out by a known mistake.
  public init(number: Double, mistakes: [Mistake] = []) {
    self.number = number
    for mistake in mistakes where mistake.answer != [number] { add(mistake) }
  }

  /// Notes a wrong shape; never the right one, and of two that lead to one shape both.
  mutating func add(_ answer: [Int], _ words: String) {
    guard answer != shape else { return }
    add(Mistake(answer: answer.map(Double.init), words: words))
  }

  private mutating func add(_ mistake: Mistake) {
    if let known = mistakes.firstIndex(where: { $0.answer == mistake.answer }) {
      mistakes[known].words += " " + PageStrings.or(mistake.words)
    } else {
      mistakes.append(mistake)
    }
  }

  /// Notes a wrong length of an axis; never the right one, and of two that lead to one length both.
  mutating func add(axis: Int, _ length: Int, _ words: String) {
    guard let shape, length != shape[axis], length >= 0 else { return }
    if let known = axisMistakes.firstIndex(where: { $0.axis == axis && $0.length == length }) {
      axisMistakes[known].words += " " + PageStrings.or(words)
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
    if let mistake = mistakes.first(where: { $0.answer == guess.map(Double.init) }) {
      return [mistake.words]
    }
    if let count, guess.reduce(1, { $0.multipliedReportingOverflow(by: $1).partialValue }) != count
    {
      return [PageStrings.keepsNumbers(count)]
    }
    guard guess.count == shape.count else {
      return [PageStrings.rank(guess.count, not: shape.count)]
    }
    if axisMistakes.isEmpty, let otherwise { return [otherwise] }
    return shape.indices.filter { guess[$0] != shape[$0] }.map { axis in
      let known = axisMistakes.first { $0.axis == axis && $0.length == guess[axis] }
      return "\(axes[axis]) \(guess[axis]): \(known?.words ?? PageStrings.wrongLength)"
    }
  }

  /// What to say to a guessed number: nothing when it is right, or near enough where it has a fraction.
  public func answer(to guess: Double) -> [String] {
    guard let number, guess != number else { return [] }
    // Nearest to what was meant first: 116 for 116.67 is no slip of the pen but cut off.
    if let exact = mistakes.first(where: { $0.answer[0] == guess }) { return [exact.words] }
    if isNear(guess, number) { return [] }
    if let mistake = mistakes.first(where: { isNear(guess, $0.answer[0]) }) {
      return [mistake.words]
    }
    return [guess < number ? PageStrings.tooLow : PageStrings.tooHigh]
  }

  /// Whether a guess is a number that stands in the page: exactly, or to a hundredth of it where that
  /// has a fraction.
  private func isNear(_ guess: Double, _ number: Double) -> Bool {
    guess == number || number != number.rounded() && abs(guess - number) <= 0.01 * abs(number)
  }

  /// What to say to a line of numbers, with anything between them; nil when there is none in it.
  func answer(toShape line: String) -> [String]? {
    let guess = line.split { !$0.isNumber }.compactMap { Int($0) }
    return guess.isEmpty ? nil : answer(to: guess)
  }

  /// What to say to a line with a number, however its digits are grouped; nil when there is none.
  func answer(toNumber line: String) -> [String]? {
    let digits = line.replacing("−", with: "-").filter { !", _".contains($0) }
    return Double(digits).map { answer(to: $0) }
  }
}
