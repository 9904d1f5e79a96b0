// What a lesson calls to ask for a curve or for bars, to be drawn before its page shows them.

import Formatting
import Tensors

extension Notebook {
  /// Asks for a curve, to be drawn through some handles.
  ///
  /// - Parameters:
  ///   - x: the places of the handles, rising.
  ///   - range: the numbers that can be drawn.
  ///   - right: a number for each handle; so for mistakes.
  ///   - otherwise: the explanation for a curve that no method gives, a sentence.
  public func predictCurve(
    _ words: Message, x: [Float], range: ClosedRange<Float>, right: Method, mistakes: [Method],
    otherwise: Message, file: String = #filePath, line: Int = #line
  ) {
    add(
      question: .init(
        words: words,
        kind: .curve(
          .init(x: x, range: range, right: right, mistakes: mistakes, otherwise: otherwise))), file,
      line)
  }

  /// Asks for a curve of many points, to be drawn through seven of them, evenly from the first to
  /// the last. Asks nothing where there are fewer.
  ///
  /// - Parameters:
  ///   - x: the places of all points, rising.
  ///   - range: the numbers that can be drawn.
  ///   - right: a number for each point; so for mistakes.
  ///   - otherwise: the explanation for a curve that no method gives, a sentence.
  public func predictCourse(
    _ words: Message, x: [Float], range: ClosedRange<Float>, right: Method, mistakes: [Method],
    otherwise: Message, file: String = #filePath, line: Int = #line
  ) {
    guard x.count > 6 else { return }
    let points = (0...6).map { $0 * (x.count - 1) / 6 }
    func some(_ method: Method) -> Method {
      precondition(
        method.numbers.shape == [x.count],
        "\(x.count) places have as many numbers, not \(describe(method.numbers.shape))")
      return Method(
        method.name, Tensor(points.map { method.numbers.scalars[$0] }), method.words)
    }
    predictCurve(
      words, x: points.map { x[$0] }, range: range, right: some(right),
      mistakes: mistakes.map(some), otherwise: otherwise, file: file, line: line)
  }

  /// Asks how something is shared out, to be shown by the lengths of bars.
  ///
  /// - Parameters:
  ///   - names: those that share it, at most eight.
  ///   - right: what each has, in any unit; the shares are computed.
  ///   - mistakes: what mistaken methods give to each.
  ///   - otherwise: the explanation for bars that fit no method, a sentence.
  public func predictShares(
    _ words: Message, among names: [Message], right: Method, mistakes: [Method],
    otherwise: Message, file: String = #filePath, line: Int = #line
  ) {
    let bars = Question.Curve(among: names, right: right, mistakes: mistakes, otherwise: otherwise)
    add(question: .init(words: words, kind: .curve(bars)), file, line)
  }
}

extension Notebook.Method {
  /// Creates a method that leads from the first to the last of some numbers in a way of its own.
  ///
  /// - Parameters:
  ///   - name: what is done, a phrase.
  ///   - numbers: the numbers of which it has the first and the last.
  ///   - words: the explanation for whoever expects it, a sentence.
  ///   - way: how far the curve has come, 0…1, at a share of the way, 0…1.
  public init(
    _ name: Message, between numbers: [Float], _ words: Message, way: (Float) -> Float
  ) {
    let (first, last) = (numbers.first ?? 0, numbers.last ?? 0)
    let steps = Float(max(1, numbers.count - 1))
    self.init(
      name, Tensor(numbers.indices.map { first + (last - first) * way(Float($0) / steps) }), words)
  }
}

extension Question.Curve {
  /// Creates bars: shares in per cent of what each method gives.
  init(
    among names: [Message], right: Notebook.Method, mistakes: [Notebook.Method],
    otherwise: Message
  ) {
    func shares(_ method: Notebook.Method) -> Notebook.Method {
      .init(method.name, method.numbers * (100 / method.numbers.sum()), method.words)
    }
    self.init(
      x: names.indices.map { Float($0) }, range: 0...100, right: shares(right),
      mistakes: mistakes.map(shares), otherwise: otherwise)
    self.names = names
  }

  fileprivate init(
    x: [Float], range: ClosedRange<Float>, right: Notebook.Method, mistakes: [Notebook.Method],
    otherwise: Message
  ) {
    func field(_ method: Notebook.Method) -> Question.Field {
      .init(name: method.name, words: method.words, values: method.numbers.scalars)
    }
    self.init(
      x: x, range: [range.lowerBound, range.upperBound],
      tolerance: 0.12 * (range.upperBound - range.lowerBound), right: field(right),
      mistakes: mistakes.map(field), otherwise: otherwise)
  }
}
