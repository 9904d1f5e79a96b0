// Texts that are no message literals, and that a catalogue translates all the same.

import Formatting
import LessonKit
import Testing

@testable import convbook

@Suite struct TranslatedTextsTests {
  static let exercises = Curriculum().lessons.compactMap(ExerciseFolder.init)

  /// Nothing of a task's comments is lost or changed when they are made paragraphs.
  @Test(arguments: exercises.indices) func aTasksParagraphsHaveAllItsWords(_ index: Int) throws {
    let task = try #require(Self.exercises[index].task)
    let comments = task.text + task.functions.flatMap { $0.comment.map { $0.dropFirst(3) + "" } }
    let words = { (lines: [String]) in
      lines.joined(separator: " ").split(whereSeparator: \.isWhitespace)
    }
    #expect(words(task.paragraphs) == words(comments))
    #expect(!task.paragraphs.contains { $0.contains("  ") || $0.contains("///") })
  }

  /// A lesson's catalogue holds the task of its exercise, and readers see it in their language.
  @Test func tasksAreInTheLessonsCatalogue() throws {
    for exercise in Self.exercises {
      let task = try #require(exercise.task)
      let templates = Set(CatalogueSource(lesson: exercise.lesson).prose().map(\.template))
      #expect(templates.isSuperset(of: [task.title] + task.paragraphs))
    }
  }

  /// The lessons and, as nil, the program.
  static let sources: [CatalogueSource] = {
    let curriculum = Curriculum()
    let lessons = curriculum.parts.filter { !$0.letter.isEmpty }.flatMap(curriculum.lessons(of:))
    return [CatalogueSource(lesson: nil)] + lessons.map { CatalogueSource(lesson: $0) }
  }()

  /// Prose, pictures and tasks of every lesson are translated as they are now; `translate --check`
  /// says the same of messages, for which it asks the compiler.
  @Test(arguments: sources.indices) func allIsThereInKorean(_ index: Int) throws {
    let source = Self.sources[index]
    let file = try CatalogueFile(
      String(contentsOf: source.file("ko"), encoding: .utf8))
    let terms = try CatalogueSource.terms("ko")
    #expect(!terms.isEmpty)
    let translated = Set(file.entries.filter(\.isTranslated).map(\.id))
    for message in source.prose() {
      let isThere = translated.contains(message.template)
      #expect(isThere, "\(source.name): “\(message.template)”")
    }
    for entry in file.entries {
      #expect(entry.isTranslated, "\(source.name): “\(entry.id)”")
      #expect(CatalogueMerge.placeholderError(entry) == nil, "\(source.name): “\(entry.id)”")
      let term = CatalogueMerge.termError(entry, terms)
      #expect(term == nil, "\(source.name): \(term.map { "\($0)" } ?? "") in “\(entry.id)”")
    }
  }

  /// Where a lesson asks for its exercise, a translation also says how the task is had in its
  /// language.
  @Test(arguments: sources.dropFirst().indices) func theTaskIsOfferedInKorean(_ index: Int) throws {
    let source = Self.sources[index]
    let number = try #require(source.lesson).number
    let file = try CatalogueFile(String(contentsOf: source.file("ko"), encoding: .utf8))
    let asking = file.entries.filter { $0.id.contains("`swift run convbook check \(number)`") }
    #expect(!asking.isEmpty)
    for entry in asking {
      let command = "`swift run convbook reset \(number) --language ko`"
      #expect(entry.translations.first?.contains(command) == true, "\(source.name): “\(entry.id)”")
    }
  }

  /// Names of steps are translated where they are words: "photo", "batch of one".
  @Test func namesOfStepsAreWordsOrCode() {
    for name in ["photo", "batch of one", "cross-correlation", "x · y of all"] {
      #expect(CatalogueSource.isMadeOfWords(name), "\(name)")
    }
    for name in ["x", "conv2D", "rand(8)", "x[0]", "Â"] {
      #expect(!CatalogueSource.isMadeOfWords(name), "\(name)")
    }
  }

  @Test(
    arguments: [
      ("맥스풀링 계층", "최대 풀링"), ("하이퍼파라미터와 파라미터", "매개변수"), ("하이퍼파라미터", nil),
      ("컨볼루션은", "합성곱"), ("합성곱은", nil),
    ] as [(String, String?)])
  func anotherWordForATermIsFound(_ translation: String, _ wanted: String?) throws {
    let entry = CatalogueFile.Entry(id: "a", translations: [translation])
    let terms = try CatalogueSource.terms("ko")
    #expect(CatalogueMerge.termError(entry, terms)?.wanted == wanted)
  }

  @Test func helpIsInTheLanguageOfTheReader() throws {
    var catalogue = Catalogue(language: "xx")
    catalogue.add(try CatalogueFile("msgid \"Don't ask.\"\nmsgstr \"Ne demandu.\"\n"))
    let help = Catalogue.$current.withValue(catalogue) { ResetCommand.helpMessage() }
    #expect(help.contains("Ne demandu.") && !help.contains("Don't ask."))
  }
}
