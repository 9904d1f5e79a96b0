// The errors of commands, with message and exit status.

import Foundation
import LessonKit
import Processes

/// An error whose message says what was found, what was expected, and what to do.
struct CommandError: LocalizedError, CustomStringConvertible, Equatable {
  /// The kind of error; the raw value is the exit status.
  enum Kind: Int32 {
    case no = 1
    case trouble = 2
    case usage = 64
  }

  let kind: Kind
  let message: Message
  var description: String { message.text }
  var errorDescription: String? { description }

  init(_ kind: Kind, _ message: Message) {
    self.kind = kind
    self.message = message
  }

  /// Returns whether an error's message is printed without usage lines.
  static func isOurs(_ error: any Error) -> Bool {
    error is CommandError || error is ImageError || error is OutputRefusal || error is CocoaError
      || error is GeometryError || error is DataError || error is PageAssetMissing
      || error is ProcessError || error is CourseError
  }

  /// Returns the exit status of an error: 2 for file errors, 1 for a window that doesn't fit.
  static func status(for error: any Error) -> Int32 {
    if let error = error as? CommandError { return error.kind.rawValue }
    return (error is GeometryError ? Kind.no : .trouble).rawValue
  }
}
