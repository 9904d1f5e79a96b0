// The texts of the pages beside the lessons.

import Formatting

/// The texts of the documents' pages, the glossary and the primer.
enum BookStrings {
  static let skip: Message = "Skip to the text"
  static let footer: Message = "Made by convbook run. Run a lesson, reload."
  static let more: Message = "Beside the lessons"
  static func lesson(_ lesson: ContentsPage.Lesson) -> Message {
    "Lesson \(lesson.number), \(lesson.translatedTitle)"
  }
  static let glossary: Message = "Glossary"
  static let glossaryInASentence: Message =
    "The standard terms of the field, each with the lesson that teaches it."
  static let primer: Message = "Swift for Python people"
  static let primerInASentence: Message = """
    The forms of Swift that the lessons use, each beside Python. Both sides print the same.
    """
  static let primerLink: Message = "New to Swift? Its forms beside Python"
  static let documents: Message = "Documents"
  static let notesInASentence: Message = """
    The document's sections in its own order: what each claims or computes, what it printed, what \
    came out here, and what does not hold.
    """
  static let printed: Message = "Printed there:"
  static let ours: Message = "Here:"
  static let doesNotHold: Message = "Judged in the errata:"
  static let mistake: Message = "A common mistake"
  static func document(_ name: String) -> Message { "document \(name)" }
  static func mistakeInNotebook(_ name: String) -> Message {
    "A common mistake (document \(name)):"
  }
  static func documentInItsOrder(_ name: String) -> Message {
    "Document \(name), section by section"
  }
}
