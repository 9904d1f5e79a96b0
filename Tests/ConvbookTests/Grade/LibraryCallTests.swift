// Who lets the library answer is marked, however it is written; who writes it is not.

import Foundation
import LessonKit
import TestSupport
import Testing

@testable import convbook

@Suite struct LibraryCallTests {
  private static let call = """
    let answer = NAME(Tensor(input), Tensor(filter))
    return (0..<answer.shape[0]).map { y in (0..<answer.shape[1]).map { answer[y, $0] } }
    """
  private static func calling(_ name: String, _ before: String = "") -> String {
    before + call.replacing("NAME", with: name)
  }

  /// What stands in the function, what stands below the type, and whether it is a call.
  private static let answers: [(name: String, body: String, below: String, isCall: Bool)] = [
    ("plain", calling("conv2D"), "", true),
    ("module", calling("Tensors.conv2D"), "", true),
    ("otherType", calling("conv2D"), "enum Mine { static func conv2D() {} }", true),
    ("property", calling("conv2D"), "struct Mine { var conv2D = 1 }", true),
    ("expression", "_ = /\"\"\"/\n" + calling("conv2D") + "\n// \"\"\"", "", true),
    (
      "value", calling("slide", "let slide: (Tensor, Tensor) -> Tensor = { conv2D($0, $1) }\n"), "",
      true
    ),
    (
      "nested", calling("f"),
      "private func f(_ a: Tensor, _ b: Tensor) -> Tensor { Tensors.`conv2D`(a, b) }", true
    ),
    (
      "reference",
      calling("f", "let f = conv2D(_:_:bias:stride:padding:dilation:)\n")
        .replacing("Tensor(filter))", with: "Tensor(filter), nil, 1, .valid, 1)"), "", true
    ),
    ("written", ExerciseCommandTests.loops, "", false),
    (
      "ownName", "func conv2D() -> Int { 1 }\n_ = conv2D()\n" + ExerciseCommandTests.loops, "",
      false
    ),
    (
      "words", "_ = \"conv2D(a, b)\"  // conv2D(a, b)\n" + ExerciseCommandTests.loops,
      "enum Tensors { static func conv2D() {} }\nlet other: Void = Tensors.conv2D()", false
    ),
  ]

  private static let grades = Result {
    let folder = try TemporaryFolder()
    for answer in answers {
      try folder.write(
        ExerciseCommandTests.source(answer.body) + "\n\(answer.below)\n",
        to: "class/\(answer.name).swift")
    }
    let run = try Run(["grade", folder.path("class"), "--output", folder.path("out"), "--json"])
    return try JSONDecoder().decode([Grade].self, from: Data(run.output.utf8))
  }

  @Test(arguments: answers.indices) func callsAreMarked(_ index: Int) throws {
    let answer = Self.answers[index]
    let grade = try #require(Self.grades.get().first { $0.student == answer.name })
    try #require(grade.status != .didNotCompile, "\(grade.message)")
    #expect(grade.calls == (answer.isCall ? "conv2D" : nil), "\(grade.status)")
  }

  /// The solutions call nothing that would answer for them.
  @Test func solutionsAreNotMarked() throws {
    let folder = try TemporaryFolder()
    var generator = SystemRandomNumberGenerator()
    let lessons = Curriculum().lessons.compactMap(ExerciseFolder.init).shuffled(using: &generator)
    for exercise in lessons.prefix(sampleSize(4)) {
      let text = try String(contentsOf: exercise.solution, encoding: .utf8)
      let answer = text.replacing(#/struct \w+: \w+Exercise/#) { "@main \($0.0), Attempt" }
      try folder.write(answer, to: "class/\(exercise.lesson.name).swift")
    }
    let run = try Run(["grade", folder.path("class"), "--output", folder.path("out"), "--json"])
    let grades = try JSONDecoder().decode([Grade].self, from: Data(run.output.utf8))
    #expect(!grades.isEmpty)
    for grade in grades {
      #expect(grade.status == .passed && grade.calls == nil, "\(grade.origin): \(grade.message)")
    }
  }
}
