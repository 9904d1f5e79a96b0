// The figure of random numbers that are drawn one after the other and fill histograms.

import Formatting
import Tensors

extension Figure {
  /// Random numbers of several distributions, all from one seed.
  public struct Draws: Codable, Sendable, Equatable {
    /// The seed at the beginning.
    public var seed: Int
    /// How many numbers are drawn of each distribution.
    public var count: Int
    /// The distributions.
    public var sources: [Source]

    /// A distribution that numbers are drawn from.
    public struct Source: Codable, Sendable, Equatable {
      /// The call that draws from it.
      public var name: Message
      /// The kind of distribution.
      public var law: Law
      /// Where its histogram begins and ends.
      public var range: [Float]
      /// How wide an interval of the histogram is.
      public var binWidth: Float
      /// The first numbers of the seed, for output without scripts.
      public var first: [Float] = []

      /// The kinds of distribution.
      public enum Law: String, Codable, Sendable {
        /// Whole numbers of the range, its end excluded, equally likely.
        case integers
        /// Numbers of the range, equally likely.
        case uniform
        /// Numbers around 0 with standard deviation 1.
        case normal
      }

      /// A distribution with its name; the range is where its histogram begins and ends.
      public init(_ name: Message, _ law: Law, _ range: Range<Float>, binWidth: Float) {
        (self.name, self.law, self.binWidth) = (name, law, binWidth)
        self.range = [range.lowerBound, range.upperBound]
      }

      /// Draws the first numbers that come after others of the same seed.
      func drawn(_ count: Int, seed: Int, after skipped: Int) -> [Float] {
        var generator = SeededGenerator(seed: UInt64(seed))
        generator.skip(skipped)
        let tensor: Tensor =
          switch law {
          case .integers:
            .random(integers: Int(range[0])..<Int(range[1]), shape: [count], using: &generator)
          case .uniform:
            .random(uniform: range[0]..<range[1], shape: [count], using: &generator)
          case .normal:
            .random(normal: 0, standardDeviation: 1, shape: [count], using: &generator)
          }
        return tensor.scalars
      }
    }
  }
}

extension Figure.Draws: FigureContent {
  static var asset: PageAsset { .draws }
  var tables: [CellOutput.Table] { sources.map { numberTable($0.name, [$0.first]) } }
}

extension Notebook {
  /// Shows random numbers that are drawn one after the other and fill histograms; the seed can be
  /// changed.
  ///
  /// - Parameters:
  ///   - sources: the distributions; each begins where the numbers of the one before it end.
  ///   - seed: the seed at the beginning, 0 or more.
  ///   - count: how many numbers are drawn of each.
  public func draws(
    _ key: String, _ sources: [Figure.Draws.Source], seed: Int, count: Int = 10_000,
    file: String = #filePath, line: Int = #line
  ) {
    let drawn = sources.enumerated().map { index, source in
      var source = source
      source.first = source.drawn(12, seed: seed, after: index * count)
      return source
    }
    add(figure: .draws(.init(seed: seed, count: count, sources: drawn)), key, file, line)
  }
}
