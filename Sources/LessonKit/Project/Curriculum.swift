// The curriculum: the parts of the book and the lessons in Lessons/. Each folder there is a lesson;
// title and summary are read from its source.

import Formatting
import Foundation
import Notebooks
import Tensors

/// The folder of a lesson.
package struct LessonFolder: Equatable, Sendable {
  /// The folder's name, which is also the product's: "09-edge-filter".
  package let name: String
  /// The lesson's number, such as 9.
  package let number: Int
  /// The URL of the folder.
  package let folder: URL

  /// Creates a lesson from its folder; nil when the name does not begin with two digits and a
  /// hyphen.
  package init?(_ folder: URL) {
    let name = folder.lastPathComponent
    guard Self.shortName(ofNumbered: name) != nil, let number = Int(name.prefix { $0 != "-" })
    else {
      return nil
    }
    self.name = name
    self.number = number
    self.folder = folder
  }

  /// Returns a lesson's name without its number, "edge-filter" of "09-edge-filter"; nil for a name
  /// that does not begin with two digits or more and a hyphen.
  package static func shortName(ofNumbered name: String) -> String? {
    let parts = name.split(separator: "-", maxSplits: 1)
    guard parts.count == 2, parts[0].count >= 2, parts[0].allSatisfy({ ("0"..."9").contains($0) })
    else { return nil }
    return String(parts[1])
  }

  /// The name without the number: "edge-filter".
  package var shortName: String { Self.shortName(ofNumbered: name) ?? name }
  /// The command that runs it.
  package var command: String { "swift run convbook run \(number)" }
  /// The reference trace of `verify`.
  package var expectedTrace: URL { folder.appendingPathComponent("expected-trace.json") }

  /// The cells of the lesson's Swift files.
  package var source: LessonSource { LessonSource(text) }

  /// The name of the Swift file that declares the lesson; nil without any.
  package var ownFile: String? {
    let names = swiftFiles.sorted()
    let declaring = names.first { name in
      let file = folder.appendingPathComponent(name)
      return (try? String(contentsOf: file, encoding: .utf8))?.contains("@main") == true
    }
    return declaring ?? names.first
  }

  /// The text of the lesson's Swift files, and of what it quotes from others.
  private var text: LessonText {
    ownFile.map { LessonText(path: folder.appendingPathComponent($0).path) } ?? LessonText("")
  }

  /// The names of the lesson's Swift files, without those of the exercise.
  fileprivate var swiftFiles: [String] { Self.swiftFiles(in: folder) }

  /// The student's folder.
  package var exercise: URL { folder.appendingPathComponent("Exercise") }

  /// The Swift files in the student's folder.
  package var exerciseFiles: [URL] {
    Self.swiftFiles(in: exercise).sorted().map(exercise.appendingPathComponent)
  }

  private static func swiftFiles(in folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
      .filter { $0.hasSuffix(".swift") }
  }

  /// Returns the lesson on the contents page. What its last run recorded of its text is used as
  /// long as the text is the same.
  fileprivate func entry(
    in output: URL, _ exercise: ContentsPage.Exercise?, _ course: Course?
  ) -> ContentsPage.Lesson {
    let text = text
    let recorded = page(in: output).flatMap { $0.source == text.hash ? $0 : nil }
    let source = recorded == nil ? LessonSource(text) : nil
    return .init(
      name: name, number: number,
      title: title(recorded?.title ?? source?.title),
      summary: recorded?.summary ?? source?.summary ?? "", command: command,
      words: recorded?.words ?? source?.words ?? [], exercise: exercise,
      courseNote: course?.note(onLesson: number))
  }

  /// The title without its number, in the reader's language: "Edges in a photo".
  package var title: String { title(text.title.map { Message(template: $0).text }) }

  /// The title without its number, in English.
  package var englishTitle: String { title(text.title) }

  private func title(_ title: String?) -> String {
    guard let title else { return shortName }
    let prefix = "\(number). "
    return title.hasPrefix(prefix) ? String(title.dropFirst(prefix.count)) : title
  }
}

/// The parts of the book and their lessons.
package struct Curriculum: Sendable {
  /// A part of the book.
  package struct Part: Sendable, Decodable {
    /// "B"; empty for lessons outside the book.
    package let letter: String
    /// The title.
    package let title: Message
    /// The names of its lessons, in order.
    package let lessons: [String]
  }

  /// The parts in order; lessons of one's own are the last.
  package let parts: [Part]

  /// All lessons in order.
  package let lessons: [LessonFolder]

  /// The folder of the lessons.
  private let folder: URL

  /// A student's file in a folder of a number that its lesson no longer has.
  package struct FormerAnswer: Equatable, Sendable {
    /// The lesson as it is now.
    package let lesson: LessonFolder
    /// The file in the former folder.
    package let file: URL
  }

  /// Files of exercises that were left behind when lessons got other numbers.
  package let formerAnswers: [FormerAnswer]

  /// Reads the lessons in a folder.
  ///
  /// `curriculum.json` there names the parts of the book and their lessons; other lessons, as
  /// `convbook new` makes them, follow.
  package init(lessons folder: URL = Project.lessons) {
    self.folder = folder
    struct File: Decodable { let parts: [Part] }
    let file = folder.appendingPathComponent("curriculum.json")
    let book =
      (try? Data(contentsOf: file)).flatMap { try? JSONDecoder().decode(File.self, from: $0) }?
      .parts
      ?? []
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let folders = names.sorted().compactMap { LessonFolder(folder.appendingPathComponent($0)) }
      .sorted { ($0.number, $0.name) < ($1.number, $1.name) }
    // Where a lesson was once, an update leaves what the student put there: that is no lesson.
    func successor(of folder: LessonFolder) -> LessonFolder? {
      guard folder.swiftFiles.isEmpty else { return nil }
      return folders.first { $0.shortName == folder.shortName && !$0.swiftFiles.isEmpty }
    }
    lessons = folders.filter { successor(of: $0) == nil }
    formerAnswers = folders.flatMap { former -> [FormerAnswer] in
      guard let lesson = successor(of: former) else { return [] }
      return former.exerciseFiles.map { FormerAnswer(lesson: lesson, file: $0) }
    }
    let known = Set(book.flatMap(\.lessons))
    let others = lessons.map(\.name).filter { !known.contains($0) }
    parts = book + [Part(letter: "", title: "Lessons of your own", lessons: others)]
  }

  /// The lessons that share their number with one before them: one of one's own, when a lesson of
  /// the book has got its number.
  package var sharingNumbers: [(first: LessonFolder, other: LessonFolder)] {
    zip(lessons, lessons.dropFirst()).filter { $0.number == $1.number }
      .map { isOwn($0) ? (first: $1, other: $0) : (first: $0, other: $1) }
  }

  private func isOwn(_ lesson: LessonFolder) -> Bool {
    parts.last?.lessons.contains(lesson.name) ?? true
  }

  /// Returns the lessons of a part.
  package func lessons(of part: Part) -> [LessonFolder] {
    lessons.filter { part.lessons.contains($0.name) }
  }

  /// Returns the first lesson without a finished page in an output folder.
  package func next(in output: URL) -> LessonFolder? { lessons.first { !$0.isDone(in: output) } }

  /// Returns the navigation of a lesson's page.
  ///
  /// - Parameter page: the folder of the page. Without the lesson's name it has no neighbours;
  ///   outside the project it has no link to the source.
  package func navigation(of name: String, source: String, page: URL) -> PageNavigation {
    var navigation = PageNavigation()
    guard page.lastPathComponent == name,
      let index = lessons.firstIndex(where: { $0.name == name })
    else { return navigation }
    func neighbour(_ index: Int) -> PageNavigation.Neighbour? {
      guard lessons.indices.contains(index) else { return nil }
      let lesson = lessons[index]
      return .init(name: lesson.name, title: "\(lesson.number). \(lesson.englishTitle)")
    }
    navigation.previous = neighbour(index - 1)
    navigation.next = neighbour(index + 1)
    let file = URL(fileURLWithPath: source).standardizedFileURL
    let output = page.standardizedFileURL.deletingLastPathComponent()
    if output.path == Project.output.standardizedFileURL.path,
      file.deletingLastPathComponent().path == lessons[index].folder.standardizedFileURL.path
    {
      navigation.source = "../../Lessons/\(name)/\(file.lastPathComponent)"
    }
    return navigation
  }

  /// Returns the table of Lessons/README.md that leads from the documents to the lessons.
  package func table(of notes: NotesMap) -> String {
    let files = Dictionary(
      lessons.map { ($0.name, $0.ownFile) }, uniquingKeysWith: { first, _ in first })
    return notes.table { files[$0] ?? nil }
  }

  /// Returns the table of contents of an output folder.
  package func contentsPage(
    in output: URL, progress: ExerciseProgress = ExerciseProgress()
  ) -> ContentsPage {
    // `convbook` tells what is wrong with a course; pages are written without it.
    let course = try? Course.inFolder(folder)
    let entries = parallelMap(lessons.count) { index in
      let lesson = lessons[index]
      return lesson.entry(
        in: output, lesson.hasExercise ? .init(progress.record(of: lesson)) : nil, course)
    }
    let parts = parts.map { part in
      ContentsPage.Part(
        letter: part.letter, title: part.title,
        lessons: entries.filter { part.lessons.contains($0.name) })
    }
    return ContentsPage(parts: parts, folder: output, book: Book(lessons: folder))
  }
}

extension ContentsPage.Exercise {
  fileprivate init(_ record: ExerciseRecord) {
    self = record.hasPassed ? .passed : record.checks > 0 ? .tried : .ahead
  }
}

extension LessonFolder {
  /// Whether the lesson has an exercise.
  fileprivate var hasExercise: Bool {
    FileManager.default.fileExists(atPath: exercise.path)
  }

  /// Returns its page in short; nil before the first run.
  package func page(in output: URL) -> PageSummary? {
    PageSummary(folder: output.appendingPathComponent(name))
  }

  /// Returns whether its page is finished.
  package func isDone(in output: URL) -> Bool { page(in: output)?.isFinished ?? false }
}
