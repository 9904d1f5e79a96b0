// The errors of reading data files: what was found, where, and what to do next.

import Formatting

/// An error of reading a data file: which file, what was found, what to do.
public struct DataError: FileError, Equatable {
  /// The kind of error.
  public enum Reason: Equatable, Sendable {
    /// A file is missing.
    case missing
    /// A folder, a pipe, an empty file, or one that may not be read.
    case unreadable
    /// The bytes are no IDX file.
    case notIDX
    /// An IDX file of numbers or axes that are not read here.
    case unsupported
    /// More bytes than the limit.
    case tooLarge
    /// The file ends before its numbers do.
    case truncated
    /// The bytes contradict the format, a checksum, or the size the file states.
    case damaged
    /// Files that are sound but don't belong together, or belong to another set.
    case mismatch
  }

  /// The kind of error.
  public let reason: Reason
  /// The file's path, or the folder's.
  public let file: String
  /// What was found, and what was expected.
  public let problem: Message
  /// What to do about it.
  public let advice: Message

  /// Creates an error from its parts.
  public init(_ reason: Reason, file: String, problem: Message, advice: Message) {
    self.reason = reason
    self.file = file
    self.problem = problem
    self.advice = advice
  }
}
