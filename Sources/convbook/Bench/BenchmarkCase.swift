// The benchmarks, each with its implementation and the libraries to compare with.

import LessonKit

/// A benchmark of Convbook and other libraries.
struct BenchmarkCase: Sendable {
  /// The parts that it processes: 100 pictures, 273,280 pixels.
  struct Parts: Equatable, Sendable {
    let count: Int
    /// The singular: "picture".
    let name: Message
  }

  /// The implementation in Convbook.
  enum Implementation: Sendable {
    /// Runs in this process: prepares the data, and returns the function to time.
    case calls(prepare: @Sendable () throws -> () throws -> Void)
    /// Runs a lesson as a program.
    case lesson(number: Int)
  }

  /// The identifier in reports and in requests to scripts: "three-conv-step".
  let name: String
  /// A short description.
  let title: Message
  /// The libraries that implement it too.
  let peers: [ReferenceLibrary]
  /// The parts by which a time can be divided.
  var parts: Parts?
  /// Whether peak memory is measured too.
  var measuresMemory = false
  /// Whether it is part of a scaling series, which runs with `--all` or when named.
  var isScaling = false
  /// Whether it is also measured with one thread.
  var comparesThreads = false
  let implementation: Implementation

  /// All benchmarks in the order of reports.
  static let all = networks + pictures + [lesson] + batches + photoSizes + byteFilters

  /// The lesson that is timed from its start to its page.
  static let lesson = BenchmarkCase(
    name: "lesson-09", title: "lesson 9 as a program, from photo to page", peers: [.tensorflow],
    implementation: .lesson(number: 9))

  /// Returns the named benchmarks; without names all, with or without scaling series.
  static func selected(_ names: [String], withSeries: Bool) throws(CommandError) -> [BenchmarkCase]
  {
    guard !names.isEmpty else { return all.filter { withSeries || !$0.isScaling } }
    for name in names where !all.contains(where: { $0.name == name }) {
      let known = all.map(\.name)
      throw CommandError(
        .usage,
        "\(Suggestions.question(for: name, in: known, after: "there is no work “\(name)”.")) "
          + "The works are \(known.joined(separator: ", ")).")
    }
    return all.filter { names.contains($0.name) }
  }
}
