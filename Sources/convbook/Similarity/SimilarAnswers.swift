// Which answers of a class are built alike, exercise by exercise: fingerprints that two share, of
// those that the shorter has. What the starter and the lesson give everybody counts for nothing.

import Foundation
import LessonKit
import Processes

/// The similar pairs of a class.
struct SimilarAnswers {
  /// An answer with its text.
  struct Answer {
    let student: String
    let text: String
    let fingerprints: Fingerprints
  }

  /// Two answers to an exercise.
  struct Pair {
    let exercise: Int
    let first: Answer
    let second: Answer
    /// The part of the shorter one's fingerprints that both have, 0 to 1.
    let share: Double

    var shared: Set<UInt64> { first.fingerprints.hashes.intersection(second.fingerprints.hashes) }
    var percent: Int { Int((share * 100).rounded()) }
  }

  /// The answers of one exercise.
  struct Exercise {
    let number: Int
    /// The pairs of `leastShare` and more, the most similar first, at most `mostPairs`.
    let pairs: [Pair]
    /// How many more there are that are not shown.
    let more: Int
    /// The share that half of all pairs do not reach, 0 to 1.
    let median: Double
    /// The answers that were compared.
    let compared: Int
    /// The answers with too little of their own to be compared.
    let tooShort: Int
  }

  /// The smallest share of a pair that is shown.
  static let leastShare = 0.6
  /// The fingerprints that an answer needs to be compared.
  static let fewestFingerprints = 4
  /// The pairs of an exercise that are shown at most.
  static let mostPairs = 50

  let exercises: [Exercise]

  /// - Parameters:
  ///   - submissions: those of a class, graded or not.
  ///   - given: the Swift text that everybody was given for an exercise.
  init(_ submissions: [Submission], given: (Int) -> [String] = Self.given) {
    let own = submissions.filter { $0.refusal == nil && $0.lesson != nil }
    exercises = Dictionary(grouping: own) { $0.lesson ?? 0 }.sorted { $0.key < $1.key }.map {
      Self.exercise($0.key, $0.value, given($0.key))
    }
  }

  /// The starter of an exercise, and the lesson's own code.
  static func given(_ exercise: Int) -> [String] {
    guard let lesson = Curriculum().lessons.first(where: { $0.number == exercise }) else {
      return []
    }
    let starter = ExerciseFolder(lesson)?.task?.starter(lesson: exercise)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: lesson.folder.path)) ?? []
    let files = names.filter { $0.hasSuffix(".swift") }.compactMap {
      try? String(contentsOf: lesson.folder.appendingPathComponent($0), encoding: .utf8)
    }
    return [starter].compactMap(\.self) + files
  }

  private static func exercise(
    _ number: Int, _ submissions: [Submission], _ given: [String]
  ) -> Exercise {
    let common = given.reduce(into: Set()) { $0.formUnion(Fingerprints.allGrams(of: $1)) }
    var answers = submissions.map { submission in
      let text = submission.sources.map { String(decoding: $0.bytes, as: UTF8.self) }
        .joined(separator: "\n")
      return Answer(
        student: submission.student.name, text: text,
        fingerprints: Fingerprints(text, without: common))
    }
    // What more than half of a class writes is the usual way to write it.
    var owners: [UInt64: Int] = [:]
    for answer in answers {
      for hash in answer.fingerprints.hashes { owners[hash, default: 0] += 1 }
    }
    let most = max(3, answers.count / 2)
    let usual = Set(owners.filter { $0.value > most }.keys)
    answers = answers.map { answer in
      var fingerprints = answer.fingerprints
      fingerprints.remove(usual)
      return Answer(student: answer.student, text: answer.text, fingerprints: fingerprints)
    }
    let compared = answers.filter { $0.fingerprints.lines.count >= fewestFingerprints }
      .sorted { $0.student < $1.student }
    let counts = sharedCounts(compared)
    let pairs = counts.compactMap { places, count -> Pair? in
      let (first, second) = (compared[places[0]], compared[places[1]])
      let smaller = min(first.fingerprints.lines.count, second.fingerprints.lines.count)
      return Pair(
        exercise: number, first: first, second: second, share: Double(count) / Double(smaller))
    }
    let shares = pairs.map(\.share).sorted()
    let all = compared.count * (compared.count - 1) / 2
    // Pairs that share nothing are not listed; they come first in order.
    let middle = all / 2 - (all - shares.count)
    let shown = sorted(pairs.filter { $0.share >= leastShare })
    return Exercise(
      number: number, pairs: Array(shown.prefix(mostPairs)),
      more: max(0, shown.count - mostPairs),
      median: shares.indices.contains(middle) ? shares[middle] : 0, compared: compared.count,
      tooShort: answers.count - compared.count)
  }

  /// Pairs, the most similar first; of equal ones those that share more. What is equal then too
  /// comes as the answers' texts fall, so that no name is before others in every class.
  private static func sorted(_ pairs: [Pair]) -> [Pair] {
    struct Rank {
      let pair: Pair
      let shared: Int
      let draw: String
    }
    let ranks = pairs.map { pair in
      let texts = [pair.first.text, pair.second.text].sorted().joined(separator: "\0")
      let names = [pair.first.student, pair.second.student].sorted().joined(separator: "\0")
      return Rank(
        pair: pair, shared: pair.shared.count,
        draw: SHA256.hexadecimal(Data("\(pair.exercise)\0\(texts)\0\(names)".utf8)))
    }
    return ranks.sorted {
      ($1.pair.share, $1.shared, $0.draw) < ($0.pair.share, $0.shared, $1.draw)
    }
    .map(\.pair)
  }

  /// The number of fingerprints that each two answers share; only those that share any.
  private static func sharedCounts(_ answers: [Answer]) -> [[Int]: Int] {
    var owners: [UInt64: [Int]] = [:]
    for (place, answer) in answers.enumerated() {
      for hash in answer.fingerprints.hashes { owners[hash, default: []].append(place) }
    }
    var counts: [[Int]: Int] = [:]
    for places in owners.values {
      for (index, first) in places.enumerated() {
        for second in places[(index + 1)...] { counts[[first, second], default: 0] += 1 }
      }
    }
    return counts
  }

  /// A row for each pair that is shown. RFC 4180.
  var csv: String {
    let head = [
      "exercise", "student", "other student", "percent shared", "median percent",
      "more pairs not listed",
    ]
    let rows = exercises.flatMap { exercise in
      exercise.pairs.map { pair in
        [
          "\(exercise.number)", pair.first.student, pair.second.student, "\(pair.percent)",
          "\(Int((exercise.median * 100).rounded()))", "\(exercise.more)",
        ]
      }
    }
    return CSVText.text([head] + rows)
  }
}
