// What a command can't do, in words for the person who typed it, with the status to exit with.

import Foundation
import LessonKit
import Processes

/// An answer of "no, because": what was found, what was expected, what to do.
struct CommandError: LocalizedError, CustomStringConvertible, Equatable {
  /// The kinds of bad ending; the raw value is the exit status.
  enum Kind: Int32 {
    case no = 1
    case trouble = 2
    case usage = 64
  }

  let kind: Kind
  let description: String
  var errorDescription: String? { description }

  init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }

  /// Whether an error is one whose own words are all there is to print.
  static func isOurs(_ error: any Error) -> Bool {
    error is CommandError || error is ImageError || error is OutputRefusal || error is CocoaError
      || error is GeometryError || error is DataError || error is PageAssetMissing
      || error is ProcessError
  }

  /// Files are trouble; a window that doesn't fit is a "no".
  static func status(for error: any Error) -> Int32 {
    if let complaint = error as? CommandError { return complaint.kind.rawValue }
    return (error is GeometryError ? Kind.no : .trouble).rawValue
  }
}
