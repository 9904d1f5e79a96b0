// Results that are kept beside a lesson: measured when asked, read otherwise.

import Formatting
import Foundation
import TestSupport
import Testing

@testable import Datasets
@testable import LessonKit

@Suite struct RecordedResultTests {
  struct MeasuredLesson: Lesson {
    static let folder = try? TemporaryFolder()
    static var source: String { folder?.path("Measured.swift") ?? "" }
    @OptionGroup var options: LessonOptions

    func run(_ page: Notebook) {}

    func result(
      _ arguments: String..., measure: ([UInt64]) -> [Float]
    ) throws -> RecordedResult<[Float]> {
      try recorded(
        "curve", on: DataSource.digits.load(from: "drawn", drawing: 14), of: .digits,
        options: TrainingOptions.parse(arguments), measure)
    }
  }

  @Test func isMeasuredOnceAndReadThen() throws {
    let lesson = MeasuredLesson()
    #expect(throws: MissingResult.self) { try lesson.result { _ in [] } }
    let measured = try lesson.result("--measure") { seeds in seeds.map { 1 / Float($0) } }
    #expect(measured.seeds == [1, 2, 3, 4, 5] && measured.value[2] == 1 / 3)
    #expect(measured.command.hasSuffix(" --measure --data drawn") && !measured.machine.isEmpty)
    let read = try lesson.result { _ in
      Issue.record("measured again")
      return []
    }
    #expect(read.value == measured.value && read.seeds == measured.seeds)
    #expect(read.explanation.english.contains("with the seeds 1, 2, 3, 4, 5 on "))
    let file = try #require(MeasuredLesson.folder).url.appendingPathComponent("curve-drawn.json")
    #expect(try String(contentsOf: file, encoding: .utf8).hasSuffix("\n}\n"))
  }

  /// The machine that a kept result names is described in the language of the page.
  @Test func machinesAreDescribedInEachLanguage() throws {
    struct Head: Decodable { let machine: Message }
    let korean = Catalogue(ofAllLessons: "ko")
    let files = try Curriculum().lessons.flatMap { lesson in
      try FileManager.default.contentsOfDirectory(
        at: lesson.folder, includingPropertiesForKeys: nil)
    }.filter { $0.pathExtension == "json" }
    let machines = files.compactMap { file in
      (try? Data(contentsOf: file)).flatMap { try? JSONDecoder().decode(Head.self, from: $0) }
    }.map(\.machine)
    #expect(!machines.isEmpty)
    for machine in machines {
      #expect(machine.english.contains(" core"))
      #expect(!machine.text(in: korean).contains(" core"), "\(machine.text(in: korean))")
    }
  }
}
