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

  @Test func helpIsInTheLanguageOfTheReader() throws {
    var catalogue = Catalogue(language: "xx")
    catalogue.add(try CatalogueFile("msgid \"Don't ask.\"\nmsgstr \"Ne demandu.\"\n"))
    let help = Catalogue.$current.withValue(catalogue) { ResetCommand.helpMessage() }
    #expect(help.contains("Ne demandu.") && !help.contains("Don't ask."))
  }
}
