import Foundation
import LessonKit
import TestSupport
import Testing

@testable import convbook

@Suite struct RunComparisonTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A lesson of three steps of one shape; the second multiplies by a number.
  private func run(_ name: String, factor: Float, noise: Float = 0) throws -> ComparedRun {
    let page = try Notebook(
      name: "90-steps", sourcePath: "/nowhere.swift",
      settings: .init(folder: folder.path(name), isQuiet: true))
    let first = Tensor(shape: [4, 5], scalars: (0..<20).map { Float($0) })
    page.trace("first", first)
    let second = page.trace("second", (first * factor).map { $0 + noise })
    page.trace("third", second * 2)
    try page.finish()
    return try ComparedRun(folder: folder.path(name))
  }

  /// One number changed: shapes are equal, and the record tells the step at which the runs part.
  @Test func aChangedNumberIsFoundAtItsStep() throws {
    let comparison = try RunComparison(
      run("mine", factor: 2), run("theirs", factor: 3), tolerance: nil, input: nil)
    #expect(comparison.steps.map(\.isSame) == [true, false, false])
    #expect(comparison.verdict.map(\.english).contains { $0.contains("step 2, “second”") })
    #expect(comparison.steps[1].first?.english.contains("0 to 38") == true)
    #expect(comparison.steps[1].second?.english.contains("0 to 57") == true)
  }

  /// Processors round differently; that is no difference.
  @Test func roundingIsNoDifference() throws {
    let comparison = try RunComparison(
      run("mine", factor: 2), run("theirs", factor: 2, noise: 1e-5), tolerance: nil, input: nil)
    #expect(comparison.isSame)
  }

  /// What a run leaves: the pictures it read, its options, and each traced tensor in short.
  @Test func theRecordHoldsTheRun() throws {
    _ = try run("mine", factor: 2)
    let record = try #require(LessonRecord(in: folder.url.appendingPathComponent("mine")))
    #expect(record.outcome == .finished && record.digests.count == 3)
    let digest = try #require(record.digests[1])
    #expect(digest.least == 0 && digest.greatest == 38 && digest.mean == 19)
    #expect(digest.hash.wholeMatch(of: /[0-9a-f]{16}/) != nil)
  }
}
