import Foundation
import Testing

@testable import LessonKit

@Suite struct KnownGuessesTests {
  /// Each is asked about a step that its lesson traces, and is not the number that comes out there.
  @Test(arguments: KnownGuesses.all.keys.sorted()) func everyGuessIsAskedAndWrong(_ lesson: Int)
    throws
  {
    struct Step: Decodable {
      var step: String
      var value: Double?
    }
    let known = try #require(Curriculum().lessons.first { $0.number == lesson })
    let steps = try JSONDecoder().decode([Step].self, from: Data(contentsOf: known.expectedTrace))
    for (step, guesses) in KnownGuesses.of(known.name) {
      let values = steps.filter { $0.step == step }.compactMap { $0.value }
      #expect(!values.isEmpty, "“\(step)” is no number of lesson \(lesson)")
      for guess in guesses {
        #expect(!values.contains(guess.answer[0]), "“\(step)”: \(guess.answer[0]) is right")
        #expect(guess.words.text.hasSuffix(".") || guess.words.text.hasSuffix("?"))
      }
    }
  }
}
