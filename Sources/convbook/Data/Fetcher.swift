// Brings one file into a folder: from one mirror after the other, with patience, checked, and never
// half under its own name.

import Foundation
import LessonKit

/// Fetches files that are known by their size and checksum.
struct Fetcher {
  /// What became of a file.
  enum Outcome: Equatable {
    /// It was there, and sound.
    case wasThere
    /// It was fetched; so many bytes were there from an earlier try.
    case fetched(resumedAt: Int)
  }

  /// The folder the file goes to; made if need be.
  let folder: String
  /// Addresses that the file's name is added to, tried in this order.
  let mirrors: [String]
  /// How often a mirror is asked when answers break off.
  var attempts = 4
  /// Waits for some seconds.
  var pause: (Double) -> Void = { Thread.sleep(forTimeInterval: $0) }
  /// Is told how many bytes there are, from another thread.
  var progress: @Sendable (Int) -> Void = { _ in }

  /// Fetches a file unless it is there.
  ///
  /// - Throws: `CommandError`: nobody has it, or the disk won't take it. What came so far is kept.
  func fetch(_ file: PublishedFile) throws(CommandError) -> Outcome {
    let path = folder + "/" + file.name
    if let match = try? file.match(path), match != .different { return .wasThere }
    let part = try PartFile(of: path)
    defer { part.close() }
    let resumedAt = part.count
    var reports: [String] = []
    for mirror in mirrors {
      do {
        try fetch(file, from: mirror, into: part)
        try part.finish(as: path)
        return .fetched(resumedAt: resumedAt)
      } catch let complaint as CommandError {
        throw complaint
      } catch {
        let words = (error as? TransferProblem)?.words ?? describe(error)
        reports.append("  \(mirror)\(file.name): \(words)")
      }
    }
    throw CommandError(
      .trouble, DataMessages.nobodyHasIt(file.name, reports: reports, kept: part.count))
  }

  /// Asks one mirror until the file is whole and right, or until there is no hope.
  ///
  /// - Throws: the last `TransferProblem`, `WrongChecksum`, or a `CommandError` about the disk.
  private func fetch(_ file: PublishedFile, from mirror: String, into part: PartFile) throws {
    guard let url = URL(string: mirror + file.name), url.scheme?.hasPrefix("http") == true else {
      throw TransferProblem.unreachable(DataMessages.noAddress)
    }
    if part.count > file.size { try part.clear() }
    let wasBegun = part.count > 0
    var (most, failures) = (part.count, 0)
    while part.count < file.size {
      let before = part.count
      do {
        try Transfer.run(url, into: part, size: file.size, progress: progress)
      } catch TransferProblem.range where before > 0 {
        // The beginning can't be continued here; from the start it may go.
        try part.clear()
      } catch TransferProblem.length where before > 0 {
        try part.clear()
      } catch let problem as TransferProblem where problem.isPassing {
        // New bytes reset the count of failures; a mirror that sends none is given up soon.
        failures = part.count > most ? 1 : failures + 1
        most = max(most, part.count)
        guard failures < attempts else { throw problem }
        pause(Double(1 << failures) / 2)
      }
    }
    if try file.match(part.path) == .asPublished { return }
    try part.clear()
    // What was there before may have been the wrong part.
    guard wasBegun else { throw WrongChecksum() }
    try fetch(file, from: mirror, into: part)
  }

  /// The right number of bytes, but not the right bytes.
  private struct WrongChecksum: LocalizedError {
    var errorDescription: String? { DataMessages.wrongChecksum }
  }
}
