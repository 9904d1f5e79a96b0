// What can go wrong with a file, said so that a reader knows what to do next.

import Foundation

/// An error about one file that says what was found and what to do.
public protocol FileError: LocalizedError, CustomStringConvertible {
  /// The file's path, or the name given for bytes that came from elsewhere.
  var file: String { get }
  /// What was found, where in the file if that is known, and what was expected.
  var problem: Message { get }
  /// What to do about it.
  var advice: Message { get }
}

extension FileError {
  /// `file: problem. Advice.`
  public var description: String { text("\(file): \(problem). \(advice)") }

  /// The same as ``description``.
  public var errorDescription: String? { description }
}

/// Says why the system does not open or read a file, and what to do.
///
/// - Parameter code: an `errno` of `open`, `fstat` or `read`.
package func readingProblem(_ code: Int32) -> (problem: Message, advice: Message) {
  switch code {
  case EACCES: ("reading it is not allowed", "Change its permissions (chmod +r) or copy it.")
  default: ("it can't be read: \(String(cString: strerror(code)))", "Check the path and the disk.")
  }
}
