// The errors of reading and writing picture files: what was found, where, and what to do next.

import Formatting

/// An error of reading or writing a picture: which file, what was found and where, what to do.
public struct ImageError: FileError, Equatable {
  /// The kind of error.
  public enum Reason: Equatable, Sendable {
    /// The file is missing, a folder, a pipe, empty, or not allowed to be read.
    case unreadable
    /// The bytes are neither PNG nor JPEG.
    case notAPicture
    /// A PNG or JPEG of a kind that isn't read: arithmetic coding, Apple's CgBI…
    case unsupported
    /// More pixels or bytes than ``DecodingOptions`` allow, a longer side than the libraries read,
    /// or more memory than there is.
    case tooLarge
    /// The file ends before the picture does.
    case truncated
    /// The bytes contradict the format or a checksum.
    case damaged
    /// The picture doesn't fit the format asked for, or the file name names none.
    case unencodable
    /// Writing there is not allowed or not possible.
    case unwritable
  }

  /// The kind of error.
  public let reason: Reason
  /// The file's path, or the name given for bytes that came from elsewhere.
  public let file: String
  /// What was found, and at which byte or row where that is known.
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
