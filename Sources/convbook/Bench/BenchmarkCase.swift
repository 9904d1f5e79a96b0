// A piece of work that is timed, and the list of them all.

import LessonKit

/// One piece of work, on our side and on those of its peers.
struct BenchmarkCase: Sendable {
  /// What it is counted in: 100 pictures, 273,280 pixels.
  struct Parts: Equatable, Sendable {
    let count: Int
    /// One of them: "picture".
    let name: String
  }

  /// How our side does it.
  enum Doing: Sendable {
    /// In this process: makes what the work needs, and returns the work.
    case calls(prepare: @Sendable () throws -> () throws -> Void)
    /// A lesson, as a program of its own.
    case lesson(number: Int)
  }

  /// The name it has in reports, and by which a peer is asked for it: "three-conv-step".
  let name: String
  /// What it is, in a few words.
  let title: String
  /// Who else does it.
  let peers: [ReferenceLibrary]
  /// What one time may be divided by.
  var parts: Parts?
  /// Whether the peak memory of a process that does only this is of interest.
  var measuresMemory = false
  /// Whether it belongs to a series that shows how time grows: with `--all`, or when it is named.
  var isScaling = false
  /// Whether one thread alone is of interest too.
  var comparesThreads = false
  let doing: Doing

  /// Every work, in the order of reports.
  static let all = networks + pictures + [lesson] + batches + photoSizes

  /// The lesson that is timed from its start to its page.
  static let lesson = BenchmarkCase(
    name: "lesson-09", title: "lesson 9 as a program, from photo to page", peers: [.tensorflow],
    doing: .lesson(number: 9))

  /// The works that someone named, or those of a usual run.
  static func selected(_ names: [String], withSeries: Bool) throws(CommandError) -> [BenchmarkCase]
  {
    guard !names.isEmpty else { return all.filter { withSeries || !$0.isScaling } }
    for name in names where !all.contains(where: { $0.name == name }) {
      let known = all.map(\.name)
      throw CommandError(
        .usage,
        "there is no work “\(name)”.\(Suggestions.question(for: name, in: known)) The works are "
          + known.joined(separator: ", ") + ".")
    }
    return all.filter { names.contains($0.name) }
  }
}
