// Asks which picture a network misreads.

import Datasets
import Networks
import Notebooks
import Tensors

extension Notebook {
  /// Asks which of some pictures is misread: the one that the network is surest of, among three
  /// that it reads, one of them barely, one clearly. Asks nothing where none is misread.
  ///
  /// - Parameters:
  ///   - key: the name of the question, which the pictures' files bear.
  ///   - pictures: (N, H, W, 1), 0…1, with their labels.
  ///   - logits: what the network makes of them, (N, classes).
  public func predictMisread(
    _ words: Message, _ key: String, of pictures: LabelledImages, logits: Tensor,
    file: String = #filePath, line: Int = #line
  ) {
    let (read, certainty) = (predictions(logits), softmax(logits))
    func share(_ place: Int) -> Float { certainty[place, read[place]] }
    func option(_ place: Int) -> PictureOption {
      let (digit, sure) = (pictures.labels[place], percent(share(place)))
      let words: Message =
        read[place] == digit
        ? "It is read as \(digit), and gets \(number(sure)) % of the certainty."
        : "It is a \(digit), and is read as \(read[place]), with \(number(sure)) % certainty."
      return .init(pictures.images[place], .unit, seen: "A handwritten digit", words)
    }
    let wrong = read.indices.filter { read[$0] != pictures.labels[$0] }
    guard let surest = wrong.max(by: { share($0) < share($1) }) else { return }
    let others = read.indices.filter { read[$0] == pictures.labels[$0] }
      .sorted { share($0) < share($1) }
    let three = Set([0, others.count / 2, others.count - 1].filter(others.indices.contains))
    predictPicture(
      words, key, right: option(surest), mistakes: three.sorted().map { option(others[$0]) },
      file: file, line: line)
  }
}
