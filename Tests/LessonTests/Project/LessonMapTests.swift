import Foundation
import Testing

@testable import LessonKit
@testable import Notebooks

/// The map that leads from the study documents to the lessons, Lessons/notes.json: every place it
/// names exists, nothing is left out, and the table in Lessons/README.md is made of it.
@Suite struct LessonMapTests {
  /// A place with the document and the section it belongs to.
  struct Row {
    let notes: String
    let section: NotesMap.Section
    let place: NotesMap.Place
  }

  static let curriculum = Curriculum()
  static let map = Book(lessons: Project.lessons).notes
  static let rows = (map?.documents ?? []).flatMap { document in
    document.sections.flatMap { section in
      section.places.map { Row(notes: document.name, section: section, place: $0) }
    }
  }

  static func headings(in text: String) -> [String] {
    text.split(separator: "\n").filter { $0.hasPrefix("#") }
      .map { $0.drop { $0 == "#" || $0 == " " } }.map(String.init)
  }

  static func headings(of lesson: LessonFolder) -> Set<String> {
    Set(lesson.source.cells.filter { $0.kind == .prose }.flatMap { headings(in: $0.text) })
  }

  @Test func everyPlaceExists() throws {
    let lessons = Dictionary(uniqueKeysWithValues: Self.curriculum.lessons.map { ($0.name, $0) })
    var known: [String: Set<String>] = [:]
    for row in Self.rows {
      let place = row.place
      let title = "\(row.notes), \(row.section.section.english)"
      #expect(!row.section.section.isEmpty && !row.section.claims.isEmpty, "\(title)")
      if place.lesson == "README" {
        let readme = Project.folder.appendingPathComponent("README.md")
        let text = try String(contentsOf: readme, encoding: .utf8)
        #expect(Self.headings(in: text).contains(place.heading), "\(title)")
        continue
      }
      let lesson = try #require(lessons[place.lesson], "\(title)")
      let headings = known[place.lesson] ?? Self.headings(of: lesson)
      known[place.lesson] = headings
      #expect(headings.contains(place.heading), "\(title): \(place.lesson), \(place.heading)")
      let steps = try TraceFile.entries(Data(contentsOf: lesson.expectedTrace)).map(\.step)
      for step in place.steps ?? [] {
        let count = steps.count { $0 == step.step }
        #expect(
          (1...max(count, 1)).contains(step.occurrence ?? 1) && count > 0,
          "\(title): \(place.lesson) traces “\(step.step)” \(count) times")
      }
      if let picture = place.picture {
        #expect(
          lesson.source.pictures.contains { $0.key == picture },
          "\(title): \(place.lesson) shows no “\(picture)”")
      }
    }
  }

  @Test func everyErratumStandsInItsLessonAndInTheMap() throws {
    let lesson = try #require(
      Self.curriculum.lessons.first { $0.name == NotesMap.errataLesson })
    let errata = lesson.source.cells.filter { $0.kind == .prose }
      .flatMap { $0.text.split(separator: "\n") }.filter { $0.hasPrefix("### ") }
      .map { String($0.dropFirst("### ".count)) }
    let mapped = (Self.map?.documents ?? []).flatMap(\.sections).flatMap { $0.errata ?? [] }
    #expect(Set(mapped) == Set(errata))
  }

  @Test func theTableInTheReadmeIsTheMap() throws {
    let readme = Project.lessons.appendingPathComponent("README.md")
    let text = try String(contentsOf: readme, encoding: .utf8)
    let map = try #require(Self.map)
    let isTheMap = text.contains("\n\n\(Self.curriculum.table(of: map))\n")
    #expect(isTheMap, "“swift run convbook list --notes --markdown” prints the table")
  }

  @Test func everyDocumentAppearsInOrder() {
    #expect(Self.map?.documents.map(\.name) == ["000", "001", "002", "003", "004"])
  }

  /// The numbered cells of the two notebooks.
  @Test(arguments: [
    ("000", [3, 4, 5, 14, 16, 17, 20, 26, 28, 29].map { "cell \($0):" }),
    (
      "003",
      ["cells 1 to 5", "cell 11", "cnn.py 1:", "cnn.py 2:", "3 to 5", "6 and 7", "8:", "9 and 10"]
    ),
  ])
  func everyCellAppears(notes: String, cells: [String]) {
    let sections = Self.rows.filter { $0.notes == notes }.map(\.section.section.english)
    for cell in cells { #expect(sections.contains { $0.contains(cell) }, "\(notes), \(cell)") }
  }

  /// No lesson of the book is without a section, and every section's row is there once.
  @Test func everyLessonIsLedTo() {
    let named = Set(Self.rows.map(\.place.lesson))
    for name in Self.curriculum.parts.filter({ !$0.letter.isEmpty }).flatMap(\.lessons) {
      #expect(named.contains(name), "\(name)")
    }
    let keys = Self.rows.map {
      "\($0.notes) \($0.section.section.english) \($0.place.lesson) \($0.place.heading)"
    }
    #expect(Set(keys).count == keys.count)
  }
}
