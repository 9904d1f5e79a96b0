// The packages for grading services, run in fresh folders laid out as those services do.

import Foundation
import LessonKit
import Processes
import TestSupport
import Testing

@testable import convbook

@Suite(.serialized) struct ClassroomTests {
  /// Two answers in files of any names: exercise 5 is right, one function of exercise 7 is wrong.
  private func handIn(to folder: TemporaryFolder, _ path: String) throws {
    try folder.write(
      ExerciseCommandTests.source(ExerciseCommandTests.loops), to: "\(path)/ex5.swift")
    let solution = Project.folder.appendingPathComponent(
      "Tests/ExerciseTests/Solutions/PaddingAndStrideSolution.swift")
    let text = try String(contentsOf: solution, encoding: .utf8).replacing(
      "struct PaddingAndStrideSolution: PaddingAndStrideExercise",
      with: "@main\nstruct Answer: PaddingAndStrideExercise, Attempt")
    try folder.write(
      text.replacing("return max(0, n - end)", with: "return max(0, n - end) + 1"),
      to: "\(path)/ex7.swift")
  }

  private func object(_ file: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(fileURLWithPath: file))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// /autograder with source, submission and results, below a folder of its own.
  @Test func gradescopesAutograderRuns() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      #"{"exercises": {"5": {"points": 10}, "7": {"points": 5, "optional": {"unread": 2}}}}"#,
      to: "course.json")
    let written = try Run([
      "classroom", "gradescope", "--exercise", "5,7,9", "--seed", "3", "--course",
      folder.path("course.json"), "--output", folder.path("autograder.zip"),
    ])
    #expect(written.status == 0, "\(written.errors)")
    let archive = folder.url.appendingPathComponent("autograder.zip")
    let zip = try ZipArchive([UInt8](Data(contentsOf: archive)))
    // Both scripts at the root, as the service wants them, and nobody's answers.
    #expect(zip.entries.prefix(2).map(\.name) == ["setup.sh", "run_autograder"])
    #expect(zip.entries.contains { $0.name == "convbook/Package.swift" })
    let entry = try #require(zip.entries.first { $0.name.contains("05-sliding-window/Exercise/") })
    let starter = try #require(ExerciseFolder(Curriculum().lessons[4])).starter()
    #expect(try zip.contents(of: entry, limit: 100_000) == Array(starter.utf8))
    #expect(!zip.entries.contains { $0.name.contains("/.") })
    let unpacked = try ProcessOutput.run(
      [
        "/usr/bin/env", "python3", "-m", "zipfile", "-e", folder.path("autograder.zip"),
        folder.path("autograder/source"),
      ], timeLimit: 100)
    #expect(unpacked.status == 0, "\(unpacked.errors)")
    // As setup.sh leaves it.
    try FileManager.default.createDirectory(
      atPath: folder.path("autograder/source/convbook/.build"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: folder.url.appendingPathComponent("autograder/source/convbook/.build/debug"),
      withDestinationURL: URL.builtProducts)
    try handIn(to: folder, "autograder/submission")
    let run = try ProcessOutput.run(
      ["/usr/bin/env", "bash", folder.path("autograder/source/run_autograder")],
      environment: ["AUTOGRADER_ROOT": folder.path("autograder")], timeLimit: 600)
    #expect(run.status == 0, "\(run.errors)")
    let results = try object(folder.path("autograder/results/results.json"))
    let tests = try #require(results["tests"] as? [[String: Any]])
    let scores = Dictionary(
      uniqueKeysWithValues: tests.map { ($0["name"] as? String ?? "", $0["score"] as? Double) })
    let most = tests.compactMap { $0["max_score"] as? Double }
    #expect(scores["exercise 5: crossCorrelate"] == 10)
    #expect(scores["exercise 7: outputSize"] == 5 && scores["exercise 7: unread"] == 0)
    // Exercise 9 was not handed in; the course gives it no points, so each function is one.
    #expect(scores["exercise 9"] == 0 && most.reduce(0, +) == 10 + 5 + 2 + 1)
    #expect(results["score"] as? Double == 15)
    #expect((results["extra_data"] as? [String: String])?["seed"] == "3")
    // Whatever is handed in, and if nothing is, there is a result that can be read.
    let place = folder.path("autograder/submission")
    for bytes in [nil, [], [0xff, 0xfe], Array("struct A {}".utf8)] as [[UInt8]?] {
      try? FileManager.default.removeItem(atPath: place)
      try? FileManager.default.removeItem(atPath: folder.path("autograder/results"))
      if let bytes { try folder.write(bytes, to: "autograder/submission/Exercise.swift") }
      let run = try ProcessOutput.run(
        ["/usr/bin/env", "bash", folder.path("autograder/source/run_autograder")],
        environment: ["AUTOGRADER_ROOT": folder.path("autograder")], timeLimit: 600)
      #expect(run.status == 0, "\(run.errors)")
      let results = try object(folder.path("autograder/results/results.json"))
      #expect(results["score"] as? Double == 0)
      #expect((results["tests"] as? [[String: Any]])?.isEmpty == false)
    }
    // Not even where the program does not begin.
    try FileManager.default.removeItem(
      atPath: folder.path("autograder/source/convbook/.build/debug"))
    try? FileManager.default.removeItem(atPath: folder.path("autograder/results"))
    let broken = try ProcessOutput.run(
      ["/usr/bin/env", "bash", folder.path("autograder/source/run_autograder")],
      environment: ["AUTOGRADER_ROOT": folder.path("autograder")], timeLimit: 600)
    #expect(broken.status == 0)
    let told = try object(folder.path("autograder/results/results.json"))
    #expect((told["output"] as? String)?.contains("127") == true)
  }

  /// Classroom 50 runs autograder.py in the student's checkout, with its variables.
  @Test func classroom50sResultIsAsItsSchemaSays() throws {
    let folder = try TemporaryFolder()
    let written = try Run([
      "classroom", "github", folder.path("out"), "--exercise", "5,7", "--seed", "3",
      "--repository", "https://example.org/convbook", "--revision", "abc123", "--owners",
      "@school/teachers",
    ])
    #expect(written.status == 0, "\(written.errors)")
    let workflow = try String(
      contentsOfFile: folder.path("out/template/.github/workflows/grade.yml"), encoding: .utf8)
    #expect(workflow.contains("abc123") && !workflow.contains("@REVISION@"))
    #expect(FileManager.default.fileExists(atPath: folder.path("out/template/exercises/ex7.swift")))
    #expect(
      try String(contentsOfFile: folder.path("out/template/.github/CODEOWNERS"), encoding: .utf8)
        == "/.github/ @school/teachers\n")
    #expect(try object(folder.path("out/classroom50/runtime.json"))["container"] != nil)

    try handIn(to: folder, "student/exercises")
    let commit = "git init -q && git add . && git -c user.name=a -c user.email=a@b commit -qm a"
    let made = try ProcessOutput.run(
      ["/bin/sh", "-c", "cd \"$0\" && \(commit)", folder.path("student")],
      environment: ["GIT_COMMITTER_DATE": "2026-10-19T12:00:00Z"], timeLimit: 60)
    #expect(made.status == 0, "\(made.errors)")
    // The checkout with its built program.
    let home = folder.path("home")
    try FileManager.default.createDirectory(
      atPath: home + "/.build", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: URL(fileURLWithPath: home + "/.build/debug"), withDestinationURL: URL.builtProducts)
    let run = try ProcessOutput.run(
      [
        "/bin/sh", "-c", "cd \"$0\" && python3 \"$1\"", folder.path("student"),
        folder.path("out/classroom50/autograder.py"),
      ],
      environment: [
        "CONVBOOK_HOME": home, "CLASSROOM": "seeing", "ASSIGNMENT": "week-1",
        "SUBMISSION_TAG": "submit/1", "COMMIT_URL": "https://github.com/a/b/commit/1",
        "RELEASE_URL": "https://github.com/a/b/releases/tag/1", "GITHUB_STEP_SUMMARY": "",
      ], timeLimit: 600)
    #expect(run.status == 0, "\(run.errors)")
    let result = try object(folder.path("student/result.json"))
    #expect(
      Set(result.keys) == [
        "schema", "classroom", "assignment", "submission", "commit", "release", "review",
        "datetime", "score", "max-score", "tests",
      ])
    #expect(result["schema"] as? String == "classroom50/result/v1")
    // When it was committed, not when it was graded.
    #expect(result["datetime"] as? String == "2026-10-19T12:00:00Z")
    #expect(result["score"] as? Int == 2 && result["max-score"] as? Int == 3)
    let tests = try #require(result["tests"] as? [[String: Any]])
    #expect(tests.allSatisfy { Set($0.keys) == ["test-name", "passed", "score", "max-score"] })
  }

  @Test func aFolderThatIsNotEmptyIsLeftAlone() throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "out/file")
    let run = try Run([
      "classroom", "github", folder.path("out"), "--exercise", "5", "--repository",
      "https://example.org/a", "--revision", "b",
    ])
    #expect(run.status == 2 && run.errors.contains("not empty"))
  }

  @Test(arguments: ["git@github.com:a/b", "https://a\" && rm -rf"])
  func anAddressIsNothingElse(_ address: String) throws {
    let run = try Run([
      "classroom", "github", "/nowhere", "--exercise", "5", "--repository", address,
      "--revision", "b",
    ])
    #expect(run.status == 64 && run.errors.contains("--repository"))
  }
}
