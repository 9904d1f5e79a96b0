import Foundation
import Tensors
import TestSupport
import Testing

@testable import Notebooks

/// The sums of lesson 5: 15, 16; 6, 15.
@Suite struct QuestionTests {
  private let input = Tensor([[1, 2, 3, 0], [0, 1, 2, 3], [3, 0, 1, 2], [2, 3, 0, 1]])
  private let filter = Tensor([[2, 0, 1], [0, 1, 2], [1, 0, 2]])

  private func sum(
    stride: Int = 1, padding: Int = 0, at place: (Int, Int)
  ) -> Question.Sum {
    Question.Sum(input: input, filter: filter, stride: stride, padding: padding, at: place)
  }

  private func mistaken(_ sum: Question.Sum, _ name: String) -> Float? {
    sum.mistakes.first { $0.name.text == name }?.result
  }

  @Test func theRightMethodGivesTheOutput() {
    for (y, row) in [[15, 16], [6, 15]].enumerated() {
      for (x, number) in row.enumerated() {
        let sum = sum(at: (y, x))
        #expect(sum.right.result == Float(number))
        #expect(sum.output[y][x] == sum.right.result)
      }
    }
  }

  /// Worked by hand for the window [2, 3, 0], [1, 2, 3], [0, 1, 2].
  @Test func eachMistakeGivesItsOwnNumber() {
    let sum = sum(at: (0, 1))
    // 2 · 2 + 0 · 1, 1 · 2 + 2 · 1, 0 · 1 + 2 · 2.
    #expect(mistaken(sum, PageStrings.methodTurned.text) == 12)
    #expect(mistaken(sum, PageStrings.methodUnweighted.text) == 14)
    #expect(mistaken(sum, PageStrings.methodNextColumn.text) == 15)
  }

  @Test func paddingAndStrideCanBeForgotten() {
    let padded = sum(padding: 1, at: (0, 0))
    // In the corner 1, 2, 0, 1 meet 1, 2, 0, 2; the others meet zeros.
    #expect(padded.right.result == 7)
    #expect(mistaken(padded, PageStrings.methodUnpadded.text) == 15)
    let strided = sum(stride: 2, padding: 1, at: (0, 1))
    // 2, 3, 0 and 1, 2, 3 meet the filter's lower rows; without the stride 1, 2, 3 and 0, 1, 2 do.
    #expect(strided.right.result == 10)
    #expect(mistaken(strided, PageStrings.methodNoStride.text) == 12)
  }

  @Test func aChannelCanBeForgotten() {
    let two = Tensor.stacked([input, input * 10], axis: 2)
    let filters = Tensor.stacked([filter, filter], axis: 2)
    let sum = Question.Sum(input: two, filter: filters, stride: 1, padding: 0, at: (0, 0))
    #expect(sum.right.result == 165)
    #expect(mistaken(sum, PageStrings.methodOneChannel.text) == 15)
  }

  @Test func poolingIsMistakenForItsOtherKind() {
    let largest = Question.Sum(input: input, pooling: .max, size: [2, 2], stride: 2, at: (1, 0))
    #expect(largest.right.result == 3)
    #expect(mistaken(largest, PageStrings.methodMean.text) == 2)
    let mean = Question.Sum(input: input, pooling: .average, size: [2, 2], stride: 2, at: (1, 0))
    #expect(mean.right.result == 2)
    #expect(mistaken(mean, PageStrings.methodLargest.text) == 3)
  }

  /// Whoever is right is never told of a mistake, and no two mistakes give one number.
  @Test func whatIsSharedOutAddsUpToAll() {
    let shares = Question.Curve(
      among: ["one", "two", "three"], right: .init("right", Tensor([1, 2, 5])),
      mistakes: [.init("alike", Tensor([4, 4, 4]), "Alike.")], otherwise: "Else.")
    #expect(shares.right.values == [12.5, 25, 62.5])
    #expect(shares.mistakes[0].values.reduce(0, +).rounded() == 100)
    #expect(shares.names?.count == 3 && shares.x == [0, 1, 2] && shares.tolerance == 12)
  }

  /// Seven of the points, the first and the last among them, and a mistake from end to end.
  @Test(arguments: [0, 1, 6, 7, 8, 100])
  func aCourseIsAskedAtSevenOfItsPoints(_ count: Int) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      "//: # 1. A title\n//: Some text.\nlet x = 1\n", to: "Lesson.swift")
    let page = try Notebook(
      name: "01-a", sourcePath: file.path,
      settings: .init(folder: folder.path("out"), isQuiet: true))
    let squares = (0..<count).map { Float($0 * $0) }
    page.predictCourse(
      "Draw the squares.", x: (0..<count).map { Float($0) }, range: 0...10_000,
      right: .init("squared", Tensor(squares)),
      mistakes: [.init("evenly", between: squares, "They grow by more each time.") { $0 }],
      otherwise: "Multiply each by itself.", file: file.path, line: 3)
    try page.finish()
    let record = try #require(LessonRecord(in: URL(fileURLWithPath: folder.path("out"))))
    let asked = record.outputs.compactMap { output -> Question.Curve? in
      guard case .question(let question) = output.content else { return nil }
      return if case .curve(let curve) = question.kind { curve } else { nil }
    }
    guard count > 6 else {
      #expect(asked.isEmpty)
      return
    }
    let curve = try #require(asked.first)
    let end = Float(count - 1)
    #expect(curve.x.count == 7 && curve.x.first == 0 && curve.x.last == end)
    #expect(curve.right.values == curve.x.map { $0 * $0 })
    for (x, y) in zip(curve.x, curve.mistakes[0].values) {
      #expect(abs(y - x * end) <= 1e-5 * end * end)
    }
  }

  @Test func noMistakeIsTheAnswer() {
    for stride in 1...2 {
      for padding in 0...1 {
        let size = (4 + 2 * padding - 3) / stride + 1
        for y in 0..<size {
          for x in 0..<size {
            let sum = sum(stride: stride, padding: padding, at: (y, x))
            let results = [sum.right.result] + sum.mistakes.map(\.result)
            #expect(Set(results).count == results.count)
            let question = Question(words: "", kind: .sum(sum))
            #expect(question.answer(to: Double(sum.right.result), of: sum) == nil)
            for mistake in sum.mistakes {
              #expect(question.answer(to: Double(mistake.result), of: sum) == mistake.words)
            }
          }
        }
      }
    }
  }
}
