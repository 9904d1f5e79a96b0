// What a lesson calls to ask something before its page shows it. While “Predict first” is on, what
// the same cell shows after the question waits for the answer, and so does the text under the cell.

import Formatting
import Pixels
import Tensors

extension Notebook {
  /// Asks for one number of a cross-correlation, to be typed into its output.
  ///
  /// - Parameters:
  ///   - input: (H, W) or (H, W, C).
  ///   - filter: (FH, FW) or (FH, FW, C), not larger than the padded input.
  ///   - stride: the stride in cells, 1 or more.
  ///   - padding: the rows and columns of zeros on each side, 0 or more.
  ///   - place: row and column of the asked number in the output.
  public func predictSum(
    _ words: Message, of input: Tensor, filter: Tensor, stride: Int = 1, padding: Int = 0,
    at place: (row: Int, column: Int), file: String = #filePath, line: Int = #line
  ) {
    let sum = Question.Sum(
      input: input, filter: filter, stride: stride, padding: padding, at: place)
    add(question: .init(words: words, kind: .sum(sum)), file, line)
  }

  /// Asks for one number of a pooling, to be typed into its output.
  ///
  /// - Parameters:
  ///   - input: (H, W).
  ///   - size: rows and columns of the window, not more than the input's.
  ///   - stride: the stride in cells, 1 or more.
  ///   - place: row and column of the asked number in the output.
  public func predictPooled(
    _ words: Message, of input: Tensor, pooling: PoolingKind, size: [Int], stride: Int,
    at place: (row: Int, column: Int), file: String = #filePath, line: Int = #line
  ) {
    let sum = Question.Sum(input: input, pooling: pooling, size: size, stride: stride, at: place)
    add(question: .init(words: words, kind: .sum(sum)), file, line)
  }

  /// What a method gives all over a picture or along a curve, with the explanation for whoever
  /// expects it.
  public struct Method {
    let name: Message
    let numbers: Tensor
    let words: Message

    /// Creates a method.
    ///
    /// - Parameters:
    ///   - name: what is done, a phrase.
    ///   - numbers: (H, W) or (1, H, W, 1) for a picture, (N) for a curve.
    ///   - words: the explanation for whoever expects it, a sentence; none for the right method.
    public init(_ name: Message, _ numbers: Tensor, _ words: Message = "") {
      (self.name, self.numbers, self.words) = (name, numbers, words)
    }
  }

  /// Asks for a place in a picture of the page where a computed number is large.
  ///
  /// - Parameters:
  ///   - picture: the key of a picture that was shown before.
  ///   - limit: from which number on a place is what is asked for.
  ///   - right: the numbers, laid over the whole picture.
  ///   - mistakes: what mistaken methods give.
  ///   - otherwise: the explanation for a place that no method gives, a sentence.
  public func predictPlace(
    _ words: Message, on picture: String, from limit: Float, right: Method,
    mistakes: [Method] = [], otherwise: Message, file: String = #filePath, line: Int = #line
  ) {
    let picture = shown(picture)
    let place = Question.Place(
      file: picture.file, height: picture.height, width: picture.width, limit: limit,
      right: right, mistakes: mistakes, otherwise: otherwise)
    add(question: .init(words: words, kind: .place(place)), file, line)
  }

  /// Asks for a place in a picture that the page has not shown yet.
  ///
  /// - Parameter key: the name of the question, which the picture's file bears.
  public func predictPlace(
    _ words: Message, _ key: String, on picture: Image, from limit: Float, right: Method,
    mistakes: [Method] = [], otherwise: Message, file: String = #filePath, line: Int = #line
  ) {
    let image = Self.small(picture, longest: 2 * Self.longestOption)
    let name = "questions/\(slug(key)).png"
    write(image, asPartOf: name)
    let place = Question.Place(
      file: name, height: image.height, width: image.width, limit: limit, right: right,
      mistakes: mistakes, otherwise: otherwise)
    add(question: .init(words: words, kind: .place(place)), file, line)
  }

  /// A picture to choose, and how it was made.
  public struct PictureOption {
    let image: Image
    let seen: Message
    let words: Message

    /// Creates a picture to choose.
    ///
    /// - Parameters:
    ///   - seen: what is to be seen, without how it was made.
    ///   - words: how it was made, a sentence.
    public init(_ image: Image, seen: Message, _ words: Message) {
      (self.image, self.seen, self.words) = (image, seen, words)
    }

    /// Creates a picture to choose of a tensor (H, W), (H, W, C) or (1, H, W, C).
    public init(_ tensor: Tensor, _ scale: GreyMapping, seen: Message, _ words: Message) {
      self.init(scale.image(tensor), seen: seen, words)
    }
  }

  /// Asks which of several pictures comes out; the others are what mistaken methods make.
  ///
  /// - Parameter key: the name of the question, which the pictures' files bear.
  public func predictPicture(
    _ words: Message, _ key: String, right: PictureOption, mistakes: [PictureOption],
    file: String = #filePath, line: Int = #line
  ) {
    // Always the same order, which only the key decides.
    let place = key.utf8.reduce(7) { ($0 * 31 + Int($1)) % 1009 } % (mistakes.count + 1)
    var all = mistakes
    all.insert(right, at: place)
    let options = all.enumerated().map { index, option in
      let image = Self.small(option.image)
      let name = "questions/\(slug(key))-\(index + 1).png"
      write(image, asPartOf: name)
      return Question.Pictures.Option(
        file: name, height: image.height, width: image.width, alt: option.seen,
        words: option.words)
    }
    add(
      question: .init(words: words, kind: .picture(.init(options: options, right: place))), file,
      line)
  }

  /// Asks which of some measured numbers is the largest.
  ///
  /// - Parameter because: why it is the largest, a sentence.
  public func predictLarger(
    _ words: Message, _ options: [(name: Message, value: Float)], because: Message,
    file: String = #filePath, line: Int = #line
  ) {
    let larger = Question.Larger(
      options: options.map { .init(name: $0.name, value: $0.value) }, words: because)
    add(question: .init(words: words, kind: .larger(larger)), file, line)
  }

  /// The longest side of a picture to choose, in pixels.
  private static let longestOption = 220

  private static func small(_ image: Image, longest: Int = longestOption) -> Image {
    let longer = max(image.height, image.width)
    guard longer > longest else { return image }
    return image.resizedByArea(
      height: max(1, image.height * longest / longer),
      width: max(1, image.width * longest / longer))
  }
}

extension Question.Place {
  /// Divides a picture into fields about as high as wide, with what each method gives there.
  fileprivate init(
    file: String, height: Int, width: Int, limit: Float, right: Notebook.Method,
    mistakes: [Notebook.Method], otherwise: Message
  ) {
    let columns = 24
    // Of a picture that is a strip the fields are longer, or there would be millions.
    let rows = min(4 * columns, max(1, columns * height / width))
    func field(_ method: Notebook.Method) -> Question.Field {
      .init(
        name: method.name, words: method.words,
        values: method.numbers.largest(inRows: rows, columns: columns).map { $0.rounded(to: 2) })
    }
    self.init(
      file: file, height: height, width: width, rows: rows, columns: columns, limit: limit,
      right: field(right), mistakes: mistakes.map(field), otherwise: otherwise)
  }
}
