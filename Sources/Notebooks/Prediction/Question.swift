// Questions that are answered in a figure: a number typed into a grid, a place in a picture, one of
// several pictures, the larger of some numbers, a curve. Each knows what mistaken methods would
// give, so that the page can play the mistaken one beside the right one.

import Formatting

/// A question that a reader answers in a figure while “Predict first” is on.
public struct Question: Codable, Sendable, Equatable {
  /// What is asked, a sentence.
  public var words: Message
  /// The kind of answer, and what is known of it.
  public var kind: Kind

  /// The kinds of answers.
  public enum Kind: Codable, Sendable, Equatable {
    /// The next number of an output is typed.
    case sum(Sum)
    /// A place in a picture is pointed at.
    case place(Place)
    /// One of several pictures is chosen.
    case picture(Pictures)
    /// The largest of some numbers is chosen.
    case larger(Larger)
    /// A curve is drawn.
    case curve(Curve)
  }

  /// A number of an output that is made of a window of the input.
  public struct Sum: Codable, Sendable, Equatable {
    /// The input's channels with the weights for each.
    public var sheets: [Sheet]
    /// Rows and columns of zeros on each side of the input.
    public var padding: Int
    /// The output, rows of numbers; those from the asked one on are hidden.
    public var output: [[Float]]
    /// Row and column of the number that is asked for.
    public var asked: [Int]
    /// How the number is made.
    public var right: Working
    /// How mistaken methods would make it; each gives another number.
    public var mistakes: [Working]
  }

  /// A channel of an input, and the weights that slide over it.
  public struct Sheet: Codable, Sendable, Equatable {
    /// Rows of numbers.
    public var input: [[Float]]
    /// Rows of numbers; nil for pooling.
    public var weights: [[Float]]?
  }

  /// A method, and all that it reads for one number.
  public struct Working: Codable, Sendable, Equatable {
    /// What is done, a phrase.
    public var name: Message
    /// The explanation for whoever did so, a sentence.
    public var words: Message
    /// What is read, in order.
    public var terms: [Term]
    /// What is made of the terms.
    public var join: Join
    /// The number.
    public var result: Float

    /// What is made of the terms.
    public enum Join: String, Codable, Sendable { case sum, max, mean }
  }

  /// A number that is read, and what it is multiplied by.
  public struct Term: Codable, Sendable, Equatable {
    /// The index of the sheet.
    public var sheet: Int
    /// The row in the input; outside of it in the padding.
    public var row: Int
    /// The column in the input.
    public var column: Int
    /// The number there.
    public var number: Float
    /// The weight; nil for none.
    public var weight: Float?
  }

  /// A place in a picture of the page where a computed number is large.
  public struct Place: Codable, Sendable, Equatable {
    /// The picture's file beside the page.
    public var file: String
    /// Its height in pixels.
    public var height: Int
    /// Its width in pixels.
    public var width: Int
    /// The rows of equal fields that the picture is divided into.
    public var rows: Int
    /// The columns of fields.
    public var columns: Int
    /// From which number on a field is what is asked for.
    public var limit: Float
    /// The numbers of the right method.
    public var right: Field
    /// The numbers of mistaken methods.
    public var mistakes: [Field]
    /// The explanation for a field that fits no method, a sentence.
    public var otherwise: Message
  }

  /// A method, and the largest number it gives in each field of a picture.
  public struct Field: Codable, Sendable, Equatable {
    /// What is done, a phrase.
    public var name: Message
    /// The explanation for whoever did so, a sentence.
    public var words: Message
    /// The numbers, row by row.
    public var values: [Float]
  }

  /// Pictures of which one is right.
  public struct Pictures: Codable, Sendable, Equatable {
    /// The pictures, in an order that gives nothing away.
    public var options: [Option]
    /// The index of the right one.
    public var right: Int

    /// A picture to choose.
    public struct Option: Codable, Sendable, Equatable {
      /// The file beside the page.
      public var file: String
      /// The height in pixels.
      public var height: Int
      /// The width in pixels.
      public var width: Int
      /// What is to be seen, for readers who cannot see it.
      public var alt: Message
      /// How it was made, a sentence.
      public var words: Message
    }
  }

  /// Numbers that nobody can foresee, of which one is the largest.
  public struct Larger: Codable, Sendable, Equatable {
    /// The numbers.
    public var options: [Option]
    /// The explanation, a sentence.
    public var words: Message

    /// A number with its name.
    public struct Option: Codable, Sendable, Equatable {
      /// What was measured.
      public var name: Message
      /// The number.
      public var value: Float
    }

    /// The index of the largest.
    public var right: Int { options.indices.max { options[$0].value < options[$1].value } ?? 0 }
  }

  /// A curve to draw.
  public struct Curve: Codable, Sendable, Equatable {
    /// The places of the handles, rising.
    public var x: [Float]
    /// What stands at each place, for bars in place of a curve; nil for a curve.
    public var names: [Message]?
    /// The lowest and the highest number that can be drawn.
    public var range: [Float]
    /// The largest distance from the right curve that is near enough, in units of the numbers.
    public var tolerance: Float
    /// The right curve, a number for each handle.
    public var right: Field
    /// What mistaken methods would give.
    public var mistakes: [Field]
    /// The explanation for a curve that is nearer to no mistake than to the right one, a sentence.
    public var otherwise: Message
  }
}

extension Question {
  /// Returns the explanation for a typed number; nil when it is right, or within 1 % where the
  /// right one has a fraction. `question.js` implements the same rule.
  func answer(to guess: Double, of sum: Sum) -> Message? {
    Prediction(
      number: Double(sum.right.result),
      mistakes: sum.mistakes.map { .init(Double($0.result), $0.words) }
    ).answer(to: guess).first
  }
}
