// Downloads a file from a list of mirrors with retries, resumption and a checksum; an incomplete
// file never has the final name.

import Foundation
import LessonKit

/// Downloads files with known sizes and checksums.
struct Fetcher {
  /// The outcome of a download.
  enum Outcome: Equatable {
    /// The file existed with the right checksum.
    case wasThere
    /// The file was downloaded, resumed at this number of bytes.
    case fetched(resumedAt: Int)
  }

  /// The target folder; created when missing.
  let folder: String
  /// The base addresses of the mirrors, in order of trial.
  let mirrors: [String]
  /// The number of attempts per mirror without progress.
  var attempts = 4
  /// Waits for some seconds.
  var pause: (Double) -> Void = { Thread.sleep(forTimeInterval: $0) }
  /// Called with the number of bytes so far, on another thread.
  var progress: @Sendable (Int) -> Void = { _ in }

  /// Downloads a file unless it exists.
  ///
  /// - Throws: `CommandError` when no mirror has it or it can't be written. Bytes so far are kept.
  func fetch(_ file: PublishedFile) throws(CommandError) -> Outcome {
    let path = folder + "/" + file.name
    if let match = try? file.match(path), match != .different { return .wasThere }
    let part = try PartFile(of: path)
    defer { part.close() }
    let resumedAt = part.count
    var reports: [Message] = []
    for mirror in mirrors {
      do {
        try fetch(file, from: mirror, into: part)
        try part.finish(as: path)
        return .fetched(resumedAt: resumedAt)
      } catch let error as CommandError {
        throw error
      } catch {
        let words = (error as? TransferError)?.words ?? Message(describe(error))
        reports.append("  \(mirror)\(file.name): \(words)")
      }
    }
    throw CommandError(
      .trouble, DataMessages.nobodyHasIt(file.name, reports: reports, kept: part.count))
  }

  /// Requests one mirror until the file is complete, or the attempts are used up.
  ///
  /// - Throws: the last `TransferError`, `WrongChecksum`, or `CommandError` when it can't be
  ///   written.
  private func fetch(_ file: PublishedFile, from mirror: String, into part: PartFile) throws {
    guard let url = URL(string: mirror + file.name), url.scheme?.hasPrefix("http") == true else {
      throw TransferError.unreachable(DataMessages.noAddress)
    }
    if part.count > file.size { try part.clear() }
    let wasBegun = part.count > 0
    var (most, failures) = (part.count, 0)
    while part.count < file.size {
      let before = part.count
      do {
        try Transfer.run(url, into: part, size: file.size, progress: progress)
      } catch TransferError.range where before > 0 {
        // The part can't be resumed at this mirror; restarts.
        try part.clear()
      } catch TransferError.length where before > 0 {
        try part.clear()
      } catch let problem as TransferError where problem.isPassing {
        // Progress resets the number of failures.
        failures = part.count > most ? 1 : failures + 1
        most = max(most, part.count)
        guard failures < attempts else { throw problem }
        pause(Double(1 << failures) / 2)
      }
    }
    if try file.match(part.path) == .asPublished { return }
    try part.clear()
    // Bytes of an earlier attempt may have been wrong.
    guard wasBegun else { throw WrongChecksum() }
    try fetch(file, from: mirror, into: part)
  }

  /// The error that a complete file has the wrong checksum.
  private struct WrongChecksum: LocalizedError {
    var errorDescription: String? { DataMessages.wrongChecksum.text }
  }
}
