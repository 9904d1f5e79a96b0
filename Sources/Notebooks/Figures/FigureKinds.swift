// Interactive figures of a lesson or two: numbers that move, channels that are mixed, scores that
// become shares. The sliding window and the filter editor are in Figure.swift.

import Formatting
import Tensors

extension Figure {
  /// A grid of numbers, and what becomes of it when it is read in another order.
  public struct Moves: Codable, Sendable, Equatable {
    /// The numbers at the beginning, rows of one length.
    public var input: [[Float]]
    /// The channels of a pixel, whose numbers follow each other in a row; nil where the numbers are
    /// not those of a picture.
    public var channels: Int?
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
    public var still: CellOutput.Picture?

    /// Three weights with a name.
    public struct Mixture: Codable, Sendable, Equatable {
      /// The name.
      public var name: Message
      /// Of red, green and blue, 0…1.
      public var weights: [Float]
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

extension Figure.Moves: FigureContent {
  static var asset: PageAsset { .moves }

  var tables: [CellOutput.Table] {
    [numberTable(PageStrings.movesBefore, input)]
      + results.map { numberTable($0.name, numbers(of: $0)) }
  }

  /// The rows of a result.
  func numbers(of result: Result) -> [[Float]] {
    let all = input.flatMap { $0 }
    return stride(from: 0, to: result.from.count, by: result.columns).map { start in
      result.from[start..<start + result.columns].map { all[$0] }
    }
  }
}

extension Figure.Mixer: FigureContent {
  static var asset: PageAsset { .mixer }
  static var uses: Set<PageAsset> { [.pixels, .convolve] }
}

extension Figure.Scores: FigureContent {
  static var asset: PageAsset { .scores }
  static var uses: Set<PageAsset> { [.convolve] }
  var tables: [CellOutput.Table] {
    [numberTable("logits", [scores]), numberTable("softmax", [shares])]
  }
}

/// What is done with an array of numbers that only moves or repeats them, and its name.
public typealias NamedMove = (name: Message, move: (Tensor) -> Tensor)

extension Notebook {
  /// Shows where numbers go: each flies to its new place, and lights up in both.
  ///
  /// - Parameters:
  ///   - input: (H, W), numbers; or (H, W, C), the pixels of a picture, 0…255, which are drawn in
  ///     their colours beside their numbers.
  ///   - results: what happens to the numbers: each gives (rows, columns).
  ///   - weights: a number for each column of the results, which are multiplied by them; or nil.
  public func moves(
    _ key: String, _ input: Tensor, becomes results: [NamedMove], times weights: Tensor? = nil,
    file: String = #filePath, line: Int = #line
  ) {
    // Places are moved as the numbers are, which tells where each of them goes.
    let places = Tensor(shape: input.shape, scalars: (0..<input.count).map(Float.init))
    let moved = results.map { name, move in
      let result = move(places)
      return Figure.Moves.Result(
        name: name, columns: result.shape[1], from: result.scalars.map { Int($0) })
    }
    let moves = Figure.Moves(
      input: Self.rows(input.reshaped(input.shape[0], -1)),
      channels: input.rank == 3 ? input.shape[2] : nil, results: moved, weights: weights?.scalars)
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
