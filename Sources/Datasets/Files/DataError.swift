// What can go wrong with a file of data, said so that a reader knows what to do next.

import Formatting

/// Data that could not be read: which file, what was found, what to do.
public struct DataError: FileError, Equatable {
  /// The kind of trouble, for programs that go on differently.
  public enum Reason: Equatable, Sendable {
    /// A file that should be there is not.
    case missing
    /// A folder, a pipe, empty, or the system won't let us read it.
    case unreadable
    /// The bytes are no IDX file.
    case notIDX
    /// An IDX file of numbers or axes that are not read here.
    case unsupported
    /// More bytes than are taken.
    case tooLarge
    /// The file ends before its numbers do.
    case truncated
    /// The bytes contradict the format, a checksum, or the size the file states.
    case damaged
    /// Files that are sound but don't belong together, or belong to another set.
    case mismatch
  }

  /// The kind of trouble.
  public let reason: Reason
  /// The file's path, or the folder's.
  public let file: String
  /// What was found, and what was expected.
  public let problem: String
  /// What to do about it.
  public let advice: String

  /// Makes an error from its parts.
  public init(_ reason: Reason, file: String, problem: String, advice: String) {
    self.reason = reason
    self.file = file
    self.problem = problem
    self.advice = advice
  }
}
