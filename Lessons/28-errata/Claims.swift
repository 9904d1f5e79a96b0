// Judges the claims of the notes, one after the other, and keeps the table of all of them.

import LessonKit

/// The claims so far, and what came out.
final class Claims {
  /// The notes whose claims are judged: "000".
  var notes = ""
  /// Draws whatever a claim needs.
  var generator = SeededGenerator(seed: 27)
  /// A row for each claim: the notes, the claim, what came out, what holds, the lesson.
  private(set) var overview: [[Message]] = []
  /// How many claims failed when run.
  private(set) var failed = 0
  /// How many could not be run, and are told.
  private(set) var told = 0
  private let page: Notebook

  init(_ page: Notebook) { self.page = page }

  /// Says whether a claim that was run fails or stands.
  func verdict(
    _ claim: Message, cameOut: Message, fails: Bool, holds: Message, lesson: Int,
    file: String = #filePath, line: Int = #line
  ) {
    page.say(
      fails
        ? "**Fails.** Came out: \(cameOut). What holds: \(holds). Lesson \(lesson)."
        : "**Stands.** Came out: \(cameOut). What holds: \(holds). Lesson \(lesson).",
      file: file, line: line)
    failed += fails ? 1 : 0
    overview.append(["\(notes)", claim, cameOut, holds, "\(lesson)"])
  }

  /// Says what holds instead of a claim that can't be run.
  func tell(
    _ claim: Message, holds: Message, source: Message, lesson: Int, file: String = #filePath,
    line: Int = #line
  ) {
    page.say(
      "**Told, not run.** \(holds). Source: \(source). Lesson \(lesson).", file: file, line: line)
    told += 1
    overview.append(["\(notes)", claim, "told, not run", holds, "\(lesson)"])
  }

  /// Adds a claim that the notes leave open to the table.
  func leaveOpen(_ claim: Message, answer: Message, lesson: Int) {
    overview.append(["\(notes)", claim, "the notes break off", answer, "\(lesson)"])
  }
}
