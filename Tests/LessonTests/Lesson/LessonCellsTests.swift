import Foundation
import Testing

@testable import LessonKit
@testable import Notebooks

/// What the code of lessons is made of: what a reader learns from, and what only displays.
@Suite struct LessonCellsTests {
  static let lessons = Curriculum().lessons

  /// A helper behind the last words would stand on the page as a cell that nobody explains.
  @Test(arguments: lessons.indices) func theLastCellIsProse(_ index: Int) throws {
    let lesson = Self.lessons[index]
    let last = try #require(lesson.source.cells.last)
    #expect(last.kind == .prose, "\(lesson.name) ends with code in lines \(last.lines)")
  }

  /// Where the exercise is, and how it is checked: what a reader does after reading.
  @Test(arguments: lessons.indices) func everyLessonLeadsToItsExercise(_ index: Int) throws {
    let lesson = Self.lessons[index]
    let prose = lesson.source.cells.filter { $0.kind == .prose }.map(\.text)
      .joined(separator: "\n\n")
    let section = try #require(
      prose.components(separatedBy: "\n## Exercise\n").dropFirst().first,
      "\(lesson.name) has no section “Exercise”")
    let text = section.components(separatedBy: "\n## ")[0]
    #expect(text.contains("Lessons/\(lesson.name)/Exercise/Exercise.swift"), "\(lesson.name)")
    #expect(text.contains("swift run convbook check \(lesson.number)"), "\(lesson.name)")
  }

  /// Frames are collapsed on the page, so a statement in one would be hidden: prose begins `run`
  /// and each part's function.
  @Test(arguments: lessons.indices) func framesHideNoStatement(_ index: Int) {
    let source = Self.lessons[index].source
    let frames = source.cells.indices.filter(source.isFrame)
    let own = source.cells.filter { !$0.isQuoted }
    #expect(frames.count == 1 + Set(own.compactMap(\.part)).count)
    for frame in frames {
      #expect(source.cells[frame].text.hasSuffix("{"), "\(source.cells[frame].text)")
    }
  }

  /// A declaration that is quoted from the library is found there; else its line would stand on the
  /// page as prose.
  @Test(arguments: lessons.indices) func quotedDeclarationsAreFound(_ index: Int) {
    for cell in Self.lessons[index].source.cells where cell.kind == .prose {
      #expect(!cell.text.contains("[!source]"), "\(Self.lessons[index].name), \(cell.text)")
    }
  }

  /// A cell in Python whose step is traced no more would vanish from the page.
  @Test(arguments: lessons.indices) func everyStepInPythonIsTraced(_ index: Int) throws {
    struct Step: Decodable { let step: String }
    let lesson = Self.lessons[index]
    guard let cells = lesson.source.python else { return }
    let trace = try Data(contentsOf: lesson.folder.appendingPathComponent("expected-trace.json"))
    let traced = try JSONDecoder().decode([Step].self, from: trace).map(\.step)
    for cell in cells {
      #expect(
        traced.count { $0 == cell.step } >= cell.occurrence,
        "\(lesson.name): “\(cell.step)” is not traced \(cell.occurrence) times")
      #expect(!cell.code.isEmpty, "\(lesson.name): “\(cell.step)” has no code")
    }
    for (library, own) in Dictionary(grouping: cells, by: \.library) {
      let names = own.map { "\($0.step) #\($0.occurrence)" }
      #expect(Set(names).count == names.count, "\(lesson.name) has a step twice in \(library)")
      #expect(own.count >= 3, "\(lesson.name) in \(library)")
    }
  }

  /// Words of pictures stand under the code that shows them, each key once.
  @Test(arguments: lessons.indices) func picturesFollowTheirCode(_ index: Int) {
    let lesson = Self.lessons[index]
    let source = lesson.source
    #expect(Set(source.pictures.map(\.key)).count == source.pictures.count, "\(lesson.name)")
    for picture in source.pictures {
      let place = picture.place
      let before = source.cells.last {
        $0.part == place.part && $0.lines.lowerBound < place.line
      }
      #expect(before?.kind == .code, "\(lesson.name), \(place)")
      #expect(!picture.alt.isEmpty && !picture.caption.isEmpty)
      #expect(picture.alt != picture.caption, "\(lesson.name), \(place)")
    }
  }

  /// Most of a lesson's code is its idea. Prints the share of each lesson.
  @Test func mostCodeIsNoDisplay() {
    var all = (code: 0, display: 0)
    for lesson in Self.lessons {
      let counts = Self.lines(of: lesson.source)
      all = (all.code + counts.code, all.display + counts.display)
      print("\(lesson.name): \(counts.code) lines of code, \(counts.display) only display")
    }
    print("all lessons: \(all.code) lines of code, \(all.display) only display")
    #expect(all.display * 2 < all.code)
  }

  /// Counts the lines of a lesson's cells without the frame: all, and those of statements that only
  /// put something on the page, which the page folds.
  static func lines(of source: LessonSource) -> (code: Int, display: Int) {
    var counts = (code: 0, display: 0)
    for index in source.cells.indices where source.cells[index].kind == .code {
      guard !source.isFrame(index), !source.cells[index].isQuoted else { continue }
      let lines = source.cells[index].text.split(
        separator: "\n", omittingEmptySubsequences: false)
      let display = Set(DisplayStatements.runs(in: source.cells[index].text).joined())
      for (number, line) in lines.enumerated() {
        let code = line.drop { $0 == " " }
        guard !code.isEmpty, !code.hasPrefix("//") else { continue }
        counts.code += 1
        if display.contains(number) { counts.display += 1 }
      }
    }
    return counts
  }
}
