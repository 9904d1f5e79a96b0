// What can go wrong with a picture file, said so that a reader knows what to do next.

import Formatting

/// A picture that could not be read or written: which file, what was found and where, what to do.
public struct ImageError: FileError, Equatable {
  /// The kind of trouble, for programs that go on differently.
  public enum Reason: Equatable, Sendable {
    /// The file is missing, a folder, a pipe, empty, or the system won't let us read it.
    case unreadable
    /// The bytes are neither PNG nor JPEG.
    case notAPicture
    /// A PNG or JPEG of a kind that isn't read: arithmetic coding, two colour components…
    case unsupported
    /// More pixels than ``DecodingOptions/pixelLimit``, or more memory than there is.
    case tooLarge
    /// The file ends before the picture does.
    case truncated
    /// The bytes contradict the format or a checksum.
    case damaged
    /// The picture doesn't fit the format asked for, or the file name names none.
    case unencodable
    /// The system won't let us write there.
    case unwritable
  }

  /// The kind of trouble.
  public let reason: Reason
  /// The file's path, or the name given for bytes that came from elsewhere.
  public let file: String
  /// What was found, and at which byte or row where that is known.
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
