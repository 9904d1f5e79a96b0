// Predictions of results, and the misconception behind each known wrong answer. Computed once from
// the traced step; the terminal uses it and the page contains it as data.

import Formatting
import Tensors

/// A result to predict, with the wrong answers that known misconceptions lead to.
public struct Prediction: Codable, Sendable, Equatable {
  /// A wrong shape or number, and its explanation.
  public struct Mistake: Codable, Sendable, Equatable {
    /// The wrong shape, or the wrong number as a single element.
    public var answer: [Double]
    /// The explanation, a sentence.
    public var words: Message

    /// Creates a mistake with a wrong number.
    public init(_ number: Double, _ words: Message) {
      self.init(answer: [number], words: words)
    }

    init(answer: [Double], words: Message) { (self.answer, self.words) = (answer, words) }
  }

  /// A wrong length of one axis, and its explanation.
  public struct AxisMistake: Codable, Sendable, Equatable {
    /// The index of the axis, from 0.
    public var axis: Int
    /// The wrong length.
    public var length: Int
    /// The explanation, a sentence.
    public var words: Message
  }

  /// The correct shape; nil when a number is predicted.
  public var shape: [Int]?
  /// The correct number; nil when a shape is predicted.
  public var number: Double?
  /// The share of the number by which a guess may be off; nil for what can be worked out.
  public var tolerance: Double?
  /// The names of the shape's axes.
  public var axes: [Message] = []
  /// Mistakes in the whole shape or number.
  public var mistakes: [Mistake] = []
  /// Mistakes in the length of a single axis.
  public var axisMistakes: [AxisMistake] = []
  /// The number of scalars, where the operation keeps it; else nil.
  public var count: Int?
  /// The explanation for a wrong answer that matches no mistake, a sentence; nil for none.
  public var otherwise: Message?

  /// Creates a prediction of a shape without known mistakes.
  public init(shape: [Int]) {
    self.shape = shape
    axes = shape.indices.map { PageStrings.axis(number: $0 + 1) }
  }

  /// Creates a prediction of a number, with its known mistakes.
  public init(number: Double, mistakes: [Mistake] = []) {
    self.number = number
    for mistake in mistakes where mistake.answer != [number] { add(mistake) }
  }

  /// Creates a question about a traced number.
  ///
  /// - Parameter isMeasured: whether nobody can work it out beforehand; then a guess may be off by
  ///   a tenth.
  /// - Returns: nil for 0 and 1 without known mistakes, which say nothing about what was
  ///   understood.
  init?(traced number: Double, mistakes: [Mistake], isMeasured: Bool) {
    guard !mistakes.isEmpty || number != 0 && number != 1 else { return nil }
    self.init(number: number, mistakes: mistakes)
    if isMeasured && mistakes.isEmpty { tolerance = 0.1 }
  }

  /// What is asked.
  var question: Message {
    shape != nil
      ? PageStrings.askShape : tolerance == nil ? PageStrings.askNumber : PageStrings.askEstimate
  }

  /// Adds a mistake in the shape unless it is the correct one, or known already.
  mutating func add(_ answer: [Int], _ words: Message) {
    guard answer != shape else { return }
    add(Mistake(answer: answer.map(Double.init), words: words))
  }

  private mutating func add(_ mistake: Mistake) {
    if !mistakes.contains(where: { $0.answer == mistake.answer }) { mistakes.append(mistake) }
  }

  /// Adds a mistake in an axis unless the length is correct. One length may have several
  /// explanations; the first comes first.
  mutating func add(axis: Int, _ length: Int, _ words: Message) {
    guard let shape, length != shape[axis], length >= 0 else { return }
    axisMistakes.append(.init(axis: axis, length: length, words: words))
  }
}

extension Prediction {
  /// Returns the explanation for a predicted shape: one, of as many wrong axes as it explains.
  ///
  /// - Returns: an empty array when the shape is correct. `predict.js` implements the same rules.
  public func answer(to guess: [Int]) -> [Message] {
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
    let wrong = shape.indices.filter { guess[$0] != shape[$0] }
    /// The wrong axes that an explanation fits.
    func explained(by words: Message) -> [Int] {
      wrong.filter { axis in
        axisMistakes.contains {
          $0.axis == axis && $0.length == guess[axis] && $0.words == words
        }
      }
    }
    let best = axisMistakes.map(\.words).reduce(nil as Message?) { best, words in
      explained(by: words).count > (best.map(explained)?.count ?? 0) ? words : best
    }
    let places = best.map(explained) ?? Array(wrong.prefix(1))
    let lengths = places.map { "\(axes[$0]) \(guess[$0])" as Message }.joined(separator: ", ")
    return ["\(lengths): \(best ?? PageStrings.wrongLength)"]
  }

  /// Returns the explanations for a predicted number: none when it is correct, within its
  /// tolerance, or within 1 % where the correct one has a fraction.
  public func answer(to guess: Double) -> [Message] {
    guard let number, guess != number else { return [] }
    // An exact match first: 116 for 116.67 is within 1 %, but was truncated.
    if let exact = mistakes.first(where: { $0.answer[0] == guess }) { return [exact.words] }
    if isNear(guess, number) || abs(guess - number) <= (tolerance ?? 0) * abs(number) { return [] }
    if let mistake = mistakes.first(where: { isNear(guess, $0.answer[0]) }) {
      return [mistake.words]
    }
    return [guess < number ? PageStrings.tooLow : PageStrings.tooHigh]
  }

  /// Returns whether two numbers are equal, or within 1 % where the second has a fraction.
  private func isNear(_ guess: Double, _ number: Double) -> Bool {
    guess == number || number != number.rounded() && abs(guess - number) <= 0.01 * abs(number)
  }

  /// Returns the explanations for a typed line of numbers with any separators; nil when it has
  /// none.
  func answer(toShape line: String) -> [Message]? {
    let guess = line.split { !$0.isNumber }.compactMap { Int($0) }
    return guess.isEmpty ? nil : answer(to: guess)
  }

  /// Returns the explanations for a typed number with any grouping of digits; nil when there is
  /// none.
  func answer(toNumber line: String) -> [Message]? { Self.number(in: line).map { answer(to: $0) } }

  /// Returns the number in a typed line; nil when there is none.
  static func number(in line: String) -> Double? {
    Double(line.replacing("−", with: "-").filter { !", _".contains($0) })
  }
}
