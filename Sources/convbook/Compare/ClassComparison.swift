// Several runs: those that are the same together, each group against one run.

import Foundation
import LessonKit

/// Runs grouped by sameness.
struct ClassComparison {
  /// Runs that are the same as its first.
  struct Group {
    var runs: [ComparedRun]
    /// Against the reference; nil for the group that is the reference's.
    var comparison: RunComparison?
  }

  /// What everyone is held against: the book, or the run that most agree with.
  let reference: ComparedRun
  private(set) var groups: [Group] = []

  /// Groups runs, the largest group first.
  ///
  /// - Parameter book: what comes with the book; nil when there is no such thing.
  init(
    _ runs: [ComparedRun], book: ComparedRun?, tolerance: Int?, input: String?
  ) throws {
    var groups: [[ComparedRun]] = []
    for run in runs {
      let place = try groups.firstIndex {
        try RunComparison.areSame($0[0], run, tolerance: tolerance)
      }
      if let place { groups[place].append(run) } else { groups.append([run]) }
    }
    let ordered = groups.enumerated().sorted {
      ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
    }.map(\.element)
    reference = book ?? ordered[0][0]
    for (index, group) in ordered.enumerated() {
      if book == nil, index == 0 {
        self.groups.append(Group(runs: group, comparison: nil))
        continue
      }
      let comparison = try RunComparison(
        group[0], reference, tolerance: tolerance, input: input)
      self.groups.append(
        Group(runs: group, comparison: comparison.isSame ? nil : comparison))
    }
  }

  var isSame: Bool { groups.allSatisfy { $0.comparison == nil } && groups.count == 1 }

  /// A line for each group, and under it where its runs part from the reference.
  var lines: [Message] {
    groups.flatMap { group -> [Message] in
      let names = group.runs.map(\.name).joined(separator: ", ")
      guard let comparison = group.comparison else {
        return ["\(group.runs.count) as \(reference.name): \(names)"]
      }
      return ["\(group.runs.count) otherwise: \(names)"]
        + comparison.verdict.dropFirst().map { "  \($0)" }
    }
  }

  /// The pages by file name: one of all groups, and one for each pair.
  func pages() throws -> [(file: String, page: ComparisonPage)] {
    var pages: [(file: String, page: ComparisonPage)] = []
    var index = ComparisonPage(
      title: text("\(groups.map(\.runs.count).reduce(0, +)) compared"), names: [], verdict: lines)
    for (place, group) in groups.enumerated() {
      guard let comparison = group.comparison else { continue }
      let file = "group-\(place + 1).html"
      let title = text("\(comparison.first.name) and \(comparison.second.name)")
      index.links.append((title, file))
      pages.append((file, try comparison.page()))
    }
    let names = Set(
      groups.flatMap { $0.comparison?.pictures.filter { !$0.isSame } ?? [] }
        .map(\.name)
    ).sorted()
    // One of each group beside the others: sameness is seen at a glance.
    index.rows = try names.map { name in
      .init(
        title: name,
        pictures: try groups.map { group in
          .init(
            name: group.runs.map(\.name).joined(separator: ", "),
            image: try group.runs[0].pictures[name].map { try Image(contentsOf: $0) })
        }, findings: [])
    }
    return [("index.html", index)] + pages
  }
}

extension ClassComparison: Encodable {
  private enum Key: String, CodingKey { case reference, isSame, groups }
  private struct GroupReport: Encodable {
    let runs: [String]
    let comparison: RunComparison?
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(reference.name, forKey: .reference)
    try container.encode(isSame, forKey: .isSame)
    try container.encode(
      groups.map { GroupReport(runs: $0.runs.map(\.name), comparison: $0.comparison) },
      forKey: .groups)
  }
}
