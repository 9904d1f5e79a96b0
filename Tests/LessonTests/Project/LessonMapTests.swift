import Foundation
import Testing

@testable import LessonKit

/// The table in Lessons/README.md that leads from the study notes to the lessons: every place it
/// names exists, and nothing is left out.
@Suite struct LessonMapTests {
  struct Row {
    let notes, section, lesson, heading: String
    /// Where the lesson's link leads, nil for a lesson that is planned.
    let file: URL?
  }

  static let rows: [Row] = {
    let readme = Project.lessons.appendingPathComponent("README.md")
    let text = (try? String(contentsOf: readme, encoding: .utf8)) ?? ""
    let map = text.components(separatedBy: "## From the notes to the lessons").last ?? ""
    return map.split(separator: "\n").filter { $0.hasPrefix("| 0") }.map { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let link = cells.count == 4 ? cells[2].wholeMatch(of: /\[(.+)\]\((.+)\)/) : nil
      return Row(
        notes: cells[0], section: cells.count == 4 ? cells[1] : "",
        lesson: link.map { String($0.1) } ?? (cells.count == 4 ? cells[2] : ""),
        heading: cells.last ?? "",
        file: link.map { Project.lessons.appendingPathComponent(String($0.2)).standardized })
    }
  }()

  static func headings(in text: String) -> [String] {
    text.split(separator: "\n").filter { $0.hasPrefix("#") }
      .map { $0.drop { $0 == "#" || $0 == " " } }.map(String.init)
  }

  @Test func everyPlaceExists() throws {
    let lessons = Dictionary(
      uniqueKeysWithValues: Curriculum().lessons.map { ($0.name, $0) })
    for row in Self.rows {
      #expect(!row.section.isEmpty && !row.heading.isEmpty, "\(row)")
      guard let file = row.file else {
        #expect(
          lessons[row.lesson] == nil && row.heading == "planned",
          "\(row.lesson) can be run; its row needs a link and a heading: \(row.section)")
        continue
      }
      let source = try String(contentsOf: file, encoding: .utf8)
      if row.lesson == "README" {
        #expect(Self.headings(in: source).contains(row.heading), "\(row)")
      } else {
        #expect(file.deletingLastPathComponent().lastPathComponent == row.lesson)
        let prose = LessonSource(LessonText(path: file.path)).cells.filter { $0.kind == .prose }
        #expect(prose.flatMap { Self.headings(in: $0.text) }.contains(row.heading), "\(row)")
      }
    }
  }

  @Test func everyDocumentAppearsInOrder() {
    let notes = Self.rows.map(\.notes)
    #expect(Set(notes) == ["000", "001", "002", "003", "004"])
    #expect(notes == notes.sorted())
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
    let sections = Self.rows.filter { $0.notes == notes }.map(\.section)
    for cell in cells { #expect(sections.contains { $0.contains(cell) }, "\(notes), \(cell)") }
  }

  /// No lesson of the book is without a section, and every section's row is there once.
  @Test func everyLessonIsLedTo() {
    let named = Set(Self.rows.map(\.lesson))
    for name in Curriculum().parts.filter({ !$0.letter.isEmpty }).flatMap(\.lessons) {
      #expect(named.contains(name), "\(name)")
    }
    let keys = Self.rows.map { "\($0.notes) \($0.section) \($0.lesson) \($0.heading)" }
    #expect(Set(keys).count == keys.count)
  }
}
