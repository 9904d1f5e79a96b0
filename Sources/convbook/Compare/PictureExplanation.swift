// What was done differently, in a sentence with the command that does it again.

import Foundation
import LessonKit
import PictureRecipes

/// Names the recipe that made a picture, having rendered it.
struct PictureExplanation: Encodable {
  /// For people.
  let sentence: Message
  /// The command that reproduces the first picture.
  let command: String
  /// The largest difference between what it gives and the picture, in 8-bit steps.
  let largestDifference: Int
  /// The operation at which the two pictures' recipes part, by a word that names of steps contain.
  let operation: String?

  /// Searches for what made a picture that is not as expected.
  ///
  /// - Parameters:
  ///   - names: what the picture and the expected one are called.
  ///   - tolerance: in 8-bit steps; 2 unless more was asked for.
  /// - Returns: nil when no recipe reproduces it.
  init?(
    _ picture: Image, expected: Image, names: (Message, Message), input: Image, inputName: String,
    tolerance: Int?
  ) {
    let search = PictureRecipeSearch(input: input, tolerance: max(2, tolerance ?? 2))
    let asked = search.finding(of: expected)?.recipe
    guard let finding = search.finding(of: picture, near: asked) else { return nil }
    let name = URL(fileURLWithPath: inputName).lastPathComponent
    let recipe = finding.recipe.sentence
    let differences = asked.map { finding.recipe.differences(from: $0) } ?? []
    var sentences: [Message] = [
      differences.isEmpty
        ? "\(names.0) is \(recipe), of \(name)."
        : "\(names.0) is \(recipe), of \(name); different from \(names.1): "
          + "\(differences.joined(separator: "; "))."
    ]
    if let other = finding.alternatives.first {
      sentences.append("Just as well: \(other.sentence).")
      if finding.alternatives.count > 1 {
        sentences.append("(\(finding.alternatives.count - 1) more fit as well.)")
      }
    }
    if finding.largestDifference > 0 {
      sentences.append("Reproduced to within \(finding.largestDifference) of 255 steps.")
    }
    sentence = sentences.joined(separator: " ")
    operation = asked.flatMap { finding.recipe.firstOperation(differingFrom: $0) }
    largestDifference = finding.largestDifference
    command =
      "swift run "
      + finding.recipe.command(input: shortPath(inputName), output: "again.png")
  }
}
