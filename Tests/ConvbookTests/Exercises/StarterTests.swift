// The files that students begin with: they compile, and every function is still to be written.

import Checks
import Exercises
import Formatting
import Foundation
import LessonKit
import Processes
import TestSupport
import Testing

@testable import convbook

@Suite(.serialized) struct StarterTests {
  static let exercises = Curriculum().lessons.compactMap(ExerciseFolder.init)

  /// A few exercises, or all with CONVBOOK_CHECK_ALL=1: for each the compiler is run.
  static let drawn =
    ProcessInfo.processInfo.environment["CONVBOOK_CHECK_ALL"] == "1"
    ? Array(exercises.indices) : exercises.indices.shuffled().suffix(2)

  /// Compiled once, and used by every test.
  private static let program = Result { try StarterProgram() }

  /// On a machine of CI nobody has begun: the files are those that the tasks make.
  @Test(
    .enabled(if: ProcessInfo.processInfo.environment["CI"] != nil), arguments: exercises.indices)
  func filesAreAsTheirTasks(_ index: Int) throws {
    let exercise = Self.exercises[index]
    let starter = try #require(exercise.task).starter(lesson: exercise.lesson.number)
    #expect(try String(contentsOf: exercise.file, encoding: .utf8) == starter)
  }

  @Test(arguments: exercises.indices) func startersAreUnfinished(_ index: Int) throws {
    let exercise = Self.exercises[index]
    let functions = try #require(exercise.task).functions.map(\.name)
    #expect(functions == exercise.check.problems.map(\.name))
    var runner = try Self.program.get().runner(of: exercise)
    let results = exercise.check.results(of: &runner)
    runner.process.stop()
    #expect(results.map(\.name) == functions)
    for result in results {
      guard case .unfinished = result.verdict else {
        Issue.record("\(result.name): \(result.verdict)")
        continue
      }
    }
  }

  @Test(arguments: drawn) func checkSaysThatStartersAreUnfinished(_ index: Int) throws {
    let exercise = Self.exercises[index]
    let task = try #require(exercise.task)
    let folder = try TemporaryFolder()
    let file = try folder.write(task.starter(lesson: exercise.lesson.number), to: "Exercise.swift")
    let run = try Run(
      ["check", "\(exercise.lesson.number)", "--file", file.path],
      environment: ["CONVBOOK_PROGRESS": folder.path("progress")])
    #expect(run.status == 1)
    let unfinished = run.output.components(separatedBy: "still to be written").count - 1
    #expect(unfinished == task.functions.count, "\(run.output)")
  }

  /// Those of lessons that are translated: one of one's own need not be.
  static let translated = exercises.indices.filter {
    Catalogue.languages(of: exercises[$0].lesson.name).contains("ko")
  }

  /// In Korean the task stands below the English one, and the file still counts as untouched.
  @Test(arguments: translated) func theTaskIsThereInKoreanToo(_ index: Int) throws {
    let exercise = Self.exercises[index]
    let task = try #require(exercise.task)
    let korean = Catalogue(ofAllLessons: "ko")
    let (number, english) = (exercise.lesson.number, task.starter(lesson: exercise.lesson.number))
    let starter = task.starter(lesson: number, in: korean)
    let added = Set(starter.split(separator: "\n")).subtracting(english.split(separator: "\n"))
    let hangul = /[가-힣]/
    #expect(!added.isEmpty && added.allSatisfy { $0.contains("//") && $0.count <= 100 })
    let translation = korean.translation(of: task.title)
    let title = try #require(translation)
    let heading = ExerciseMessages.heading(number, title).text(in: korean)
    #expect(heading.prefix(2).contains(hangul) && added.contains("// \(heading)"))
    #expect(task.isStarter(Data(starter.utf8), lesson: number))
    #expect(task.isStarter(Data(english.utf8), lesson: number))
    #expect(!task.isStarter(Data((starter + " ").utf8), lesson: number))
  }

  /// What is printed for a solution is a program's part: it exists, and says what it solves.
  @Test(arguments: exercises.indices) func solutionsAreThere(_ index: Int) throws {
    let text = try String(contentsOf: Self.exercises[index].solution, encoding: .utf8)
    #expect(text.contains(": \(Self.exercises[index].check.protocolName) {"))
  }
}

/// All starters in one program, each as a type of its own; the program's name says which answers.
private struct StarterProgram: Sendable {
  private let folder: TemporaryFolder
  private let program: CompiledProgram

  struct Runner: AnswerRunner {
    let process: AnswerProcess

    func response(of function: String, _ arguments: [Value]) -> Response {
      let question = AnswerFrame.framed(AnswerFrame.question(function, arguments))
      guard case .reply(let reply) = process.ask(question, .init()) else { return .notStarted }
      return reply == [AnswerFrame.Reply.unfinished.rawValue] ? .unfinished : .garbled
    }
  }

  init() throws {
    folder = try TemporaryFolder()
    var cases = ""
    var text = ""
    let korean = Catalogue(ofAllLessons: "ko")
    for exercise in StarterTests.exercises {
      let number = exercise.lesson.number
      // The task stands there in Korean too.
      text += try #require(exercise.task).starter(lesson: number, in: korean)
        .replacing("@main\nstruct Answer:", with: "struct Answer\(number):")
      cases += "    case \"\(number)\": Answer\(number).main()\n"
    }
    text += """
      import Foundation
      @main enum Starters {
        static func main() {
          switch URL(fileURLWithPath: CommandLine.arguments[0]).lastPathComponent {
      \(cases)    default: exit(64)
          }
        }
      }
      """
    let source = SwiftCompiler.Source(path: "/Starters.swift", bytes: Data(text.utf8))
    let result = try SwiftCompiler(library: Builder(programs: .builtProducts).library)
      .compile([source], cache: ProgramCache(folder: folder.url.appendingPathComponent("cache")))
    guard case .program(let program) = result else {
      throw CommandError(.trouble, "the starters do not compile: \(result)")
    }
    self.program = program
  }

  /// Starts the program under an exercise's name.
  func runner(of exercise: ExerciseFolder) throws -> Runner {
    let path = folder.path("\(exercise.lesson.number)")
    try FileManager.default.linkItem(atPath: program.path, toPath: path)
    return Runner(process: try AnswerProcess(([], path)))
  }
}
