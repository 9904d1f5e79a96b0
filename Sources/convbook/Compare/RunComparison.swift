// Two runs held against each other: steps, pictures, and where they part.

import Foundation
import LessonKit
import PictureRecipes

/// What is the same in two runs and what is not.
struct RunComparison {
  /// A step that both runs have, or one.
  struct Step: Encodable {
    let name: String
    let first: Message?
    let second: Message?
    let isSame: Bool
  }

  /// A picture that both runs have, or one.
  struct Picture: Encodable {
    let name: String
    let isSame: Bool
    /// The comparison in lines, or what is missing.
    let lines: [Message]
    /// What was done differently, when a recipe reproduces it.
    let explanation: PictureExplanation?
  }

  let first: ComparedRun
  let second: ComparedRun
  private(set) var steps: [Step] = []
  private(set) var pictures: [Picture] = []

  var isSame: Bool { steps.allSatisfy(\.isSame) && pictures.allSatisfy(\.isSame) }

  /// Compares.
  ///
  /// - Parameters:
  ///   - tolerance: in 8-bit steps; nil for what decoders of JPEG may differ by.
  ///   - input: the picture that both were made of; nil for the one that the lesson reads.
  /// - Throws: `ImageError` for a picture that can't be read.
  init(
    _ first: ComparedRun, _ second: ComparedRun, tolerance: Int?, input: String?
  ) throws {
    self.first = first
    self.second = second
    steps = Self.steps(first, second)
    let input = input ?? first.defaultInput ?? second.defaultInput
    let photo = try input.map { try Image(contentsOf: $0) }
    for name in Set(first.pictures.keys).union(second.pictures.keys).sorted() {
      pictures.append(try compare(name, tolerance, photo, input))
    }
  }

  private func compare(
    _ name: String, _ tolerance: Int?, _ photo: Image?, _ input: String?
  ) throws -> Picture {
    guard let one = first.pictures[name], let other = second.pictures[name] else {
      let owner = first.pictures[name] == nil ? second.name : first.name
      return Picture(
        name: name, isSame: false, lines: ["Only \(owner) has this picture."], explanation: nil)
    }
    if try Self.isSamePicture(one, other, tolerance) {
      return Picture(name: name, isSame: true, lines: [], explanation: nil)
    }
    let (mine, theirs) = (try Image(contentsOf: one), try Image(contentsOf: other))
    let explanation = photo.flatMap { photo in
      PictureExplanation(
        mine, expected: theirs, names: ("\(name) of \(first.name)", "that of \(second.name)"),
        input: photo, inputName: input ?? "", tolerance: tolerance)
    }
    return Picture(
      name: name, isSame: false,
      lines: ImageComparison(mine, theirs, tolerance: tolerance ?? PictureTolerance.steps).lines,
      explanation: explanation)
  }

  private static func isSamePicture(
    _ one: String, _ other: String, _ tolerance: Int?
  ) throws -> Bool {
    // In a class most files are copies; decoding each would take minutes.
    if FileManager.default.contentsEqual(atPath: one, andPath: other) { return true }
    let (mine, theirs) = (try Image(contentsOf: one), try Image(contentsOf: other))
    let comparison = ImageComparison(
      mine, theirs, tolerance: tolerance ?? PictureTolerance.steps, explains: false)
    let share = tolerance == nil ? PictureTolerance.share : 0
    return mine.shape == theirs.shape
      && comparison.differingPixels <= Int(share * Double(comparison.totalPixels))
  }

  /// Whether two runs are the same, found out with no more reading than it takes.
  static func areSame(
    _ first: ComparedRun, _ second: ComparedRun, tolerance: Int?
  ) throws -> Bool {
    guard first.pictures.keys == second.pictures.keys else { return false }
    guard steps(first, second).allSatisfy(\.isSame) else { return false }
    return try first.pictures.allSatisfy { name, path in
      try second.pictures[name].map { try isSamePicture(path, $0, tolerance) } ?? false
    }
  }

  /// Returns the steps of two runs; none when one has no trace.
  private static func steps(_ first: ComparedRun, _ second: ComparedRun) -> [Step] {
    guard let mine = first.trace, let theirs = second.trace else { return [] }
    return (0..<max(mine.count, theirs.count)).map { index in
      let (one, other) = (
        index < mine.count ? mine[index] : nil, index < theirs.count ? theirs[index] : nil
      )
      guard let one, let other else {
        return Step(
          name: (one ?? other)?.step ?? "", first: one.map(words), second: other.map(words),
          isSame: false)
      }
      let hasSameShape = TraceDifference.first(expected: [other], found: [one]) == nil
      let digests = (first.digest(of: index), second.digest(of: index))
      var numbers: (Message, Message)?
      if hasSameShape, let digest = digests.0, let other = digests.1, !digest.isClose(to: other) {
        numbers = (words(digest), words(other))
      }
      let name = one.step == other.step ? one.step : "\(one.step) / \(other.step)"
      return Step(
        name: name, first: [words(one), numbers?.0].compactMap(\.self).joined(separator: ", "),
        second: [words(other), numbers?.1].compactMap(\.self).joined(separator: ", "),
        isSame: hasSameShape && numbers == nil)
    }
  }

  private static func words(_ digest: TensorDigest) -> Message {
    let (least, greatest) = (digest.least, digest.greatest)
    return digest.mean.map { "\(least) to \(greatest), mean \($0)" } ?? "\(least) to \(greatest)"
  }

  private static func words(_ entry: TraceFile.Entry) -> Message {
    if let value = entry.value { return Message(number(value)) }
    let inputs = (entry.inputs ?? [:]).sorted { $0.key < $1.key }.map { describe($0.value) }
    let output = entry.output.map(describe) ?? ""
    return Message(inputs.isEmpty ? output : inputs.joined(separator: " ∗ ") + " → " + output)
  }

  /// What a terminal and a page say first.
  var verdict: [Message] {
    guard !isSame else { return ["\(first.name) and \(second.name): the same."] }
    var sentences: [Message] = ["\(first.name) and \(second.name) differ."]
    if let place = steps.firstIndex(where: { !$0.isSame }) {
      let step = steps[place]
      let before = steps[..<place].map(\.name).joined(separator: ", ")
      let (one, other) = (step.first ?? "missing", step.second ?? "missing")
      let what: Message = "step \(place + 1), “\(step.name)”: \(one) and \(other)"
      sentences.append(
        before.isEmpty
          ? "They part at \(what)." : "The same up to there: \(before). They part at \(what).")
    } else if !steps.isEmpty {
      sentences.append("All \(steps.count) steps have the same shapes and numbers.")
    }
    if let picture = pictures.first(where: { !$0.isSame }) {
      let differing = pictures.count { !$0.isSame }
      sentences.append(
        "Pictures that differ: \(differing) of \(pictures.count), the first is \(picture.name).")
      if let explanation = picture.explanation {
        sentences.append(explanation.sentence)
        // Shapes do not show which channel or filter was taken; the pictures do.
        if let word = explanation.operation,
          let step = steps.first(where: { $0.isSame && $0.name.lowercased().contains(word) })
        {
          sentences.append("By the pictures, they part at “\(step.name)” already.")
        }
      }
    }
    return sentences
  }

  /// The page, with every picture of which two differ or that is the only one.
  func page() throws -> ComparisonPage {
    ComparisonPage(
      title: text("\(first.name) and \(second.name)"), names: [first.name, second.name],
      verdict: verdict,
      steps: steps.map {
        .init(name: $0.name, first: $0.first ?? "", second: $0.second ?? "", isSame: $0.isSame)
      },
      rows: try pictures.filter { !$0.isSame || pictures.count == 1 }.map { picture in
        .init(
          title: picture.name,
          pictures: try [first, second].map {
            .init(
              name: $0.name,
              image: try $0.pictures[picture.name].map { try Image(contentsOf: $0) })
          },
          findings: (picture.explanation.map { [$0.sentence] } ?? []) + picture.lines,
          commands: picture.explanation.map { [$0.command] } ?? [])
      })
  }
}

extension RunComparison: Encodable {
  private enum Key: String, CodingKey { case first, second, isSame, steps, pictures }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(first.name, forKey: .first)
    try container.encode(second.name, forKey: .second)
    try container.encode(isSame, forKey: .isSame)
    try container.encode(steps, forKey: .steps)
    try container.encode(pictures, forKey: .pictures)
  }
}
