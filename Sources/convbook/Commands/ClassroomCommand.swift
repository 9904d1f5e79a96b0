// Writes what grading services need: Gradescope's autograder, a GitHub template repository,
// assignments of nbgrader, and an archive for a class room without internet.

import Foundation
import LessonKit
import Processes

/// `convbook classroom gradescope|github|nbgrader|offline`.
struct ClassroomCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classroom",
    abstract: text(
      "Write what a class needs on Gradescope, GitHub or nbgrader, or without internet."),
    subcommands: [
      ClassroomGradescope.self, ClassroomGitHub.self, ClassroomNbgrader.self,
      ClassroomOffline.self,
    ])
}

/// What the packages for services have in common.
struct ClassroomOptions: ParsableArguments {
  @Option(help: .message("The exercises to grade: 5,7 or 7-11.", valueName: "exercises"))
  var exercise: [String]

  @Option(
    help: .message(
      "What the cases are drawn from; by default a new one, which is then the same for all."))
  var seed: UInt64?

  /// The lessons of the exercises.
  func lessons() throws -> [LessonFolder] {
    let lessons = try Selection.lessons(exercise, in: Curriculum(), next: nil)
    return try Curriculum().exercises(of: lessons).map(\.lesson)
  }

  func scripts() throws -> ClassroomScripts {
    ClassroomScripts(
      exercises: try lessons(), seed: seed ?? .random(in: 0...UInt64(UInt32.max)))
  }
}

/// `convbook classroom gradescope`.
struct ClassroomGradescope: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gradescope", abstract: text("Write the zip of a Gradescope autograder."),
    discussion: text(
      """
      Upload it under Configure Autograder, with the base image Ubuntu 22.04. It holds setup.sh, \
      run_autograder and Convbook itself; setup.sh installs Swift and builds Convbook once, which \
      takes some minutes. Students upload Swift files of any names: which exercise a file answers \
      is told by the protocol it conforms to. With a course.json the tests have its points; \
      lateness is left to Gradescope.
      """))

  @OptionGroup var options: ClassroomOptions
  @Option(
    name: [.customShort("o"), .long],
    help: .message("The zip file to write; autograder.zip by default.", valueName: "file"))
  var output = "autograder.zip"
  @Option(help: .message("Points of exercises and functions.", valueName: "file"))
  var course: String?

  func run() throws {
    let scripts = try options.scripts()
    var zip = ZipWriter()
    for name in ["setup.sh", "run_autograder"] {
      zip.add(Data(try scripts.text(name).utf8), as: name, isProgram: true)
    }
    if let course {
      let file = URL(fileURLWithPath: course)
      _ = try Course(contentsOf: file, functions: CoursePoints.functions)
      zip.add(try Data(contentsOf: file), as: Course.fileName)
    }
    for file in try CheckoutFiles.all() { zip.add(file.data, as: "convbook/" + file.path) }
    let archive = try zip.archive()
    try archive.write(to: URL(fileURLWithPath: output), options: .atomic)
    let size = byteCount(archive.count)
    print(text("\(output): \(size), for Gradescope’s Configure Autograder."))
    print(text("The cases are drawn from the seed \(String(scripts.seed))."))
  }
}

/// `convbook classroom github`.
struct ClassroomGitHub: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "github", abstract: text("Write a template repository and Classroom 50’s grader."),
    discussion: text(
      """
      Written to the folder: template/ (exercises to fill in, and a workflow that grades at every \
      push) and classroom50/ (autograder.py and its runtime, for the assignment's folder in your \
      classroom50 repository). What is asked and the right answers come from the pinned revision \
      of Convbook, never from the student's repository.

      A student who may push can edit a workflow. --owners writes a CODEOWNERS file, so that a \
      ruleset which requires reviews by code owners protects .github/; the grade that counts is \
      your own run of convbook grade, or Classroom 50's, whose grader lies in your repository.
      """))

  @OptionGroup var options: ClassroomOptions
  @Argument(help: .message("The folder to write to; new or empty.", valueName: "folder"))
  var folder: String
  @Option(
    help: .message(
      "Where Convbook is cloned from, by https; this checkout's origin by default.",
      valueName: "address"))
  var repository: String?
  @Option(
    help: .message(
      "The revision of Convbook that grades; that of this checkout by default.",
      valueName: "commit"))
  var revision: String?
  @Option(
    help: .message("Who owns .github/: “@school/teachers”.", valueName: "owners"))
  var owners: String?

  func run() throws {
    var scripts = try options.scripts()
    scripts.repository = try repository ?? Self.origin()
    scripts.revision = try revision ?? Self.git("rev-parse", "HEAD")
    try Self.require(
      scripts.repository, #/https://[A-Za-z0-9.:/_~-]+/#, "--repository",
      "an address that begins with https://")
    try Self.require(scripts.revision, #/[A-Za-z0-9._/-]+/#, "--revision", "a commit or a tag")
    let target = URL(fileURLWithPath: folder)
    let present = (try? FileManager.default.contentsOfDirectory(atPath: target.path)) ?? []
    guard present.isEmpty else {
      throw CommandError(.trouble, "\(folder): is not empty; name a new folder.")
    }
    var files = [
      "template/.github/workflows/grade.yml": try scripts.text("grade.yml"),
      "template/README.md": try scripts.text("README.md"),
      "template/.gitignore": "result.json\n",
      "classroom50/autograder.py": try scripts.text("autograder.py"),
      "classroom50/runtime.json": Self.runtime(try scripts.text("grade.yml")),
    ]
    if let owners { files["template/.github/CODEOWNERS"] = "/.github/ \(owners)\n" }
    for lesson in scripts.exercises {
      guard let exercise = ExerciseFolder(lesson) else { continue }
      files["template/exercises/ex\(lesson.number).swift"] = try exercise.starter()
    }
    for (name, text) in files {
      let file = target.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    print(text("\(folder)/template: push it to a repository and mark that as a template."))
    print(text("\(folder)/classroom50: the grader of an assignment of Classroom 50."))
    print(text("The cases are drawn from the seed \(String(scripts.seed))."))
  }

  /// The runtime of Classroom 50: the container that the workflow has.
  private static func runtime(_ workflow: String) -> String {
    let image = workflow.firstMatch(of: #/image: (\S+)/#).map { String($0.1) } ?? "swift:latest"
    return """
      {
        "container": { "image": "\(image)", "user": "root" },
        "python": "3.13"
      }

      """
  }

  private static func require(
    _ value: String, _ pattern: Regex<Substring>, _ option: String, _ expected: Message
  ) throws(CommandError) {
    guard value.wholeMatch(of: pattern) != nil else {
      throw CommandError(.usage, "\(option): “\(value)” was found; expected is \(expected).")
    }
  }

  private static func origin() throws -> String {
    guard let address = try? git("remote", "get-url", "origin"), address.hasPrefix("https://")
    else {
      throw CommandError(
        .usage,
        "this checkout has no origin that begins with https://; name where students' "
          + "repositories get Convbook from with --repository.")
    }
    return address
  }

  private static func git(_ arguments: String...) throws -> String {
    let run = try ProcessOutput.run(
      ["/usr/bin/env", "git", "-C", Project.folder.path] + arguments, timeLimit: 20)
    guard run.status == 0, let line = run.firstLine else {
      throw CommandError(
        .usage, "this checkout is none of git's; name the commit with --revision.")
    }
    return line
  }
}
