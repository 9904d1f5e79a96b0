// The book: its parts, and the lessons that lie in Lessons/. A lesson exists when its folder does;
// title and summary are read from its source, never written down a second time.

import Foundation
import Notebooks

/// A lesson as it lies in Lessons/.
package struct LessonFolder: Equatable, Sendable {
  /// The folder's name, which is also the product's: "09-edge-filter".
  package let name: String
  /// 9.
  package let number: Int
  /// The folder itself.
  package let folder: URL

  /// Reads a folder's name; nil when it is no lesson's, two digits and a hyphen in front.
  package init?(_ folder: URL) {
    let name = folder.lastPathComponent
    let parts = name.split(separator: "-", maxSplits: 1)
    guard parts.count == 2, parts[0].count >= 2, parts[0].allSatisfy({ ("0"..."9").contains($0) }),
      let number = Int(parts[0])
    else { return nil }
    self.name = name
    self.number = number
    self.folder = folder
  }

  /// "edge-filter".
  package var shortName: String { String(name.drop { $0 != "-" }.dropFirst()) }
  /// The words to type to run it.
  package var command: String { "swift run convbook run \(number)" }
  /// What `verify` holds its trace against.
  package var expectedTrace: URL { folder.appendingPathComponent("expected-trace.json") }

  /// The lesson's cells: of the Swift file that declares it, should there be several.
  package var source: LessonSource {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let texts = files.filter { $0.hasSuffix(".swift") }.sorted().compactMap {
      try? String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8)
    }
    return LessonSource(swift: texts.first { $0.contains("@main") } ?? texts.first ?? "")
  }

  /// "Edges in a photo": the title without the number that stands beside it.
  package func title(_ source: LessonSource) -> String {
    guard let title = source.title else { return shortName }
    let prefix = "\(number). "
    return title.hasPrefix(prefix) ? String(title.dropFirst(prefix.count)) : title
  }
}

/// The parts of the book and their lessons.
package struct Curriculum: Sendable {
  /// A part: its letter, its title, and the numbers of its lessons.
  package struct Part: Sendable {
    package let letter: String
    package let title: String
    package let numbers: ClosedRange<Int>
  }

  package static let parts = [
    Part(letter: "A", title: "Pixels", numbers: 1...3),
    Part(letter: "B", title: "Convolution", numbers: 4...11),
    Part(letter: "C", title: "Build and train", numbers: 12...21),
    Part(letter: "D", title: "Architectures and beyond", numbers: 22...27),
    // What `convbook new` makes.
    Part(letter: "", title: "Lessons of your own", numbers: 28...Int.max),
  ]

  /// Every lesson that exists, in the book's order.
  package let lessons: [LessonFolder]

  /// The lessons in a folder.
  package init(lessons folder: URL = Project.lessons) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    lessons = names.sorted().compactMap { LessonFolder(folder.appendingPathComponent($0)) }
      .sorted { ($0.number, $0.name) < ($1.number, $1.name) }
  }

  /// The lessons of a part.
  package func lessons(of part: Part) -> [LessonFolder] {
    lessons.filter { part.numbers.contains($0.number) }
  }

  /// The first lesson that has not come to its end in a folder of pages.
  package func next(in output: URL) -> LessonFolder? { lessons.first { !$0.isDone(in: output) } }

  /// What lies around a lesson's page.
  ///
  /// - Parameter page: the folder that the page is written to. One that is not named after its
  ///   lesson has no neighbours, one that is not the project's has no source to link to.
  package func place(of name: String, source: String, page: URL) -> PageNavigation {
    var place = PageNavigation()
    guard page.lastPathComponent == name,
      let index = lessons.firstIndex(where: { $0.name == name })
    else { return place }
    func neighbour(_ index: Int) -> PageNavigation.Neighbour? {
      guard lessons.indices.contains(index) else { return nil }
      let lesson = lessons[index]
      return .init(name: lesson.name, title: "\(lesson.number). \(lesson.title(lesson.source))")
    }
    place.previous = neighbour(index - 1)
    place.next = neighbour(index + 1)
    let file = URL(fileURLWithPath: source).standardizedFileURL
    let output = page.standardizedFileURL.deletingLastPathComponent()
    if output.path == Project.output.standardizedFileURL.path,
      file.deletingLastPathComponent().path == lessons[index].folder.standardizedFileURL.path
    {
      place.source = "../../Lessons/\(name)/\(file.lastPathComponent)"
    }
    return place
  }

  /// The table of contents over a folder of pages.
  package func contentsPage(
    in output: URL, progress: ExerciseProgress = ExerciseProgress()
  ) -> ContentsPage {
    let parts = Self.parts.map { part in
      ContentsPage.Part(
        letter: part.letter, title: part.title,
        lessons: lessons(of: part).map { lesson in
          let source = lesson.source
          return .init(
            name: lesson.name, number: lesson.number, title: lesson.title(source),
            summary: source.summary, command: lesson.command,
            words: source.words,
            exercise: lesson.hasExercise ? .init(progress.record(of: lesson)) : nil)
        })
    }
    return ContentsPage(parts: parts, folder: output)
  }
}

extension ContentsPage.Exercise {
  fileprivate init(_ record: ExerciseRecord) {
    self = record.hasPassed ? .passed : record.checks > 0 ? .tried : .ahead
  }
}

extension LessonFolder {
  /// Whether an exercise lies beside it.
  fileprivate var hasExercise: Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent("Exercise").path)
  }

  /// What its page says of itself; nil before the first run.
  package func page(in output: URL) -> PageSummary? {
    PageSummary(page: output.appendingPathComponent(name).appendingPathComponent("index.html"))
  }

  /// Whether it has come to its end.
  package func isDone(in output: URL) -> Bool { page(in: output)?.isFinished ?? false }
}
