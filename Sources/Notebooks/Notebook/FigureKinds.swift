// Interactive figures of a lesson or two: numbers that move, channels that are mixed, scores that
// become shares. The sliding window and the filter editor are in Figure.swift.

import Formatting
import Tensors

extension Figure {
  /// A grid of numbers, and what becomes of it when it is read in another order.
  public struct Moves: Codable, Sendable, Equatable {
    /// The numbers at the beginning, rows of one length.
    public var input: [[Float]]
    /// What becomes of them.
    public var results: [Result]
    /// What each row of a result is multiplied by; nil for no product.
    public var weights: [Float]?

    /// Where each number of a result was, row by row: its place in the row of all numbers.
    public struct Result: Codable, Sendable, Equatable {
      /// What was done.
      public var name: Message
      /// The numbers in a row.
      public var columns: Int
      /// The places, from 0.
      public var from: [Int]
    }

    /// The rows of a result.
    func numbers(of result: Result) -> [[Float]] {
      let all = input.flatMap { $0 }
      return stride(from: 0, to: result.from.count, by: result.columns).map { start in
        result.from[start..<start + result.columns].map { all[$0] }
      }
    }

    /// What the script reads.
    struct Configuration: Encodable {
      struct Part: Encodable {
        let name: String
        let rows: Int
        let columns: Int
        let from: [Int]
      }
      let input: [[Float]]
      let results: [Part]
      let weights: [Float]?
    }

    var configuration: Configuration {
      Configuration(
        input: input,
        results: results.map {
          .init(
            name: $0.name.text, rows: $0.from.count / $0.columns, columns: $0.columns,
            from: $0.from)
        }, weights: weights)
    }
  }

  /// Three channels of a photo of the page, mixed into one.
  public struct Mixer: Codable, Sendable, Equatable {
    /// The photo's file beside the page.
    public var file: String
    /// The photo's height in pixels.
    public var height: Int
    /// The photo's width in pixels.
    public var width: Int
    /// Weights of red, green and blue to choose from; the first at the beginning.
    public var mixtures: [Mixture]
    /// The picture for output without scripts.
    public var still: CellOutput.Picture

    /// Three weights with a name.
    public struct Mixture: Codable, Sendable, Equatable {
      /// The name.
      public var name: Message
      /// Of red, green and blue, 0…1.
      public var weights: [Float]
    }

    /// What the script reads.
    struct Configuration: Encodable {
      struct Part: Encodable {
        let name: String
        let weights: [Float]
      }
      let file: String
      let height: Int
      let width: Int
      let mixtures: [Part]
    }

    var configuration: Configuration {
      Configuration(
        file: file, height: height, width: width,
        mixtures: mixtures.map { .init(name: $0.name.text, weights: $0.weights) })
    }
  }

  /// Scores of classes.
  public struct Scores: Codable, Sendable, Equatable {
    /// The scores at the beginning.
    public var scores: [Float]
    /// Their shares, for output without scripts.
    public var shares: [Float]
  }
}

extension Notebook {
  /// Shows where numbers go: each flies to its new place, and lights up in both.
  ///
  /// - Parameters:
  ///   - input: (H, W).
  ///   - results: what happens to the numbers, with its name: each gives (rows, columns) and only
  ///     moves or repeats numbers.
  ///   - weights: a number for each column of the results, which are multiplied by them; or nil.
  public func moves(
    _ key: String, _ input: Tensor, becomes results: [(name: Message, move: (Tensor) -> Tensor)],
    times weights: Tensor? = nil, file: String = #filePath, line: Int = #line
  ) {
    // Places are moved as the numbers are, which tells where each of them goes.
    let places = Tensor(shape: input.shape, scalars: (0..<input.count).map(Float.init))
    let moved = results.map { name, move in
      let result = move(places)
      return Figure.Moves.Result(
        name: name, columns: result.shape[1], from: result.scalars.map { Int($0) })
    }
    let moves = Figure.Moves(
      input: Self.rows(input), results: moved, weights: weights?.scalars)
    add(figure: .moves(moves), key, file, line)
  }

  /// Shows a photo's channels mixed into one with weights that slide.
  ///
  /// - Parameters:
  ///   - picture: the key of a colour picture that was shown before.
  ///   - still: the key of a picture that is the static form of the figure.
  ///   - mixtures: names with weights of red, green and blue; the first at the beginning.
  public func mixer(
    _ key: String, over picture: String, still: String,
    mixtures: [(name: Message, weights: [Float])], file: String = #filePath, line: Int = #line
  ) {
    let photo = shown(picture)
    let mixer = Figure.Mixer(
      file: photo.file, height: photo.height, width: photo.width,
      mixtures: mixtures.map { .init(name: $0.name, weights: $0.weights) }, still: shown(still))
    add(figure: .mixer(mixer), key, file, line)
  }

  /// Shows scores that slide, and the shares that softmax makes of them.
  ///
  /// - Parameters:
  ///   - logits: a score for each class.
  ///   - shares: what softmax makes of them.
  public func scores(
    _ key: String, _ logits: Tensor, shares: Tensor, file: String = #filePath, line: Int = #line
  ) {
    add(figure: .scores(.init(scores: logits.scalars, shares: shares.scalars)), key, file, line)
  }
}
