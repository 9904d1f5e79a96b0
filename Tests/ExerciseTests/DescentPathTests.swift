import Checks
import LessonKit
import TestSupport
import Testing

/// Weights that gradient descent leaves behind, whatever the rate and the number of steps, are
/// named; other weights are not.
@Suite struct DescentPathTests {
  private static let problem = Checks.check(ofLesson: 20)?.problems.first

  /// The name of what somebody does in every case; nil for none.
  private func name(
    seed: UInt64, _ answer: (_ patches: Tensor, _ answers: [Float]) -> [[Float]]
  ) throws -> String? {
    let problem = try #require(Self.problem).drawing(6, seed: seed)
    let responses = try problem.cases.map { testCase in
      guard case .tensor(let patches) = testCase.arguments[0],
        case .tensor(let answers) = testCase.arguments[1]
      else { return Response.garbled }
      return .answer(try answer(patches, answers.scalars).value)
    }
    guard case .mistaken(let mistake) = problem.evaluate(responses).verdict else { return nil }
    return mistake.identifier
  }

  /// Steps of the mean squared error from zeros; `decay` draws the weights to zero.
  private func descended(
    _ patches: Tensor, _ answers: [Float], _ steps: Int, _ rate: Double, decay: Double = 0
  ) -> [[Float]] {
    // Loops over plain numbers: in debug, sequences of pairs take many times as long.
    let (rows, wanted, count) = (patches.scalars.map(Double.init), answers.map(Double.init), 9)
    var weights = [Double](repeating: 0, count: count)
    for _ in 0..<steps {
      var gradient = weights.map { decay * $0 }
      var example = 0
      while example < wanted.count {
        var (error, place) = (-wanted[example], 0)
        while place < count {
          error += rows[count * example + place] * weights[place]
          place += 1
        }
        place = 0
        while place < count {
          gradient[place] += error * rows[count * example + place] / Double(wanted.count)
          place += 1
        }
        example += 1
      }
      for place in 0..<count { weights[place] -= rate * gradient[place] }
    }
    return (0..<3).map { i in (0..<3).map { Float(weights[3 * i + $0]) } }
  }

  @Test(arguments: [
    (1, 0.01), (1, 0.7), (2, 1), (5, 0.2), (20, 0.02), (20, 0.5), (50, 0.05), (100, 0.03),
  ])
  func stepsThatEndTooEarly(_ steps: Int, _ rate: Double) throws {
    for seed in 0..<UInt64(sampleSize(3)) {
      #expect(try name(seed: seed) { descended($0, $1, steps, rate) } == "too-few-steps")
    }
  }

  @Test(arguments: [(1, 0.5), (3, 0.1), (10, 0.5), (50, 0.2), (100, 0.8), (200, 0.02)])
  func stepsUphill(_ steps: Int, _ rate: Double) throws {
    for seed in 0..<UInt64(sampleSize(3)) {
      #expect(try name(seed: seed) { descended($0, $1, steps, -rate) } == "away")
    }
  }

  /// To and fro, further each time, and kept small by decay: neither is a step too few, nor one
  /// uphill.
  @Test(arguments: [
    (9, 8.0, 0), (1, 30, 0), (2000, 0.3, 0.2), (2000, 0.3, 1),
  ])
  func whatIsSomethingElse(_ steps: Int, _ rate: Double, _ decay: Double) throws {
    for seed in 0..<UInt64(sampleSize(3)) {
      #expect(try name(seed: seed) { descended($0, $1, steps, rate, decay: decay) } == nil)
    }
  }

  @Test func partsOfTheRightWeightsAreNotNamed() throws {
    for factor: Float in [0.2, 0.7, 0.9, -3, 3, 100] {
      let found = try name(seed: 7) { patches, answers in
        descended(patches, answers, 2000, 0.5).map { $0.map { factor * $0 } }
      }
      #expect(found == nil, "\(factor): \(found ?? "")")
    }
  }
}
