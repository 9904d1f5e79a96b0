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

/// Returns why the system refused something, in its own words: "No space left on device".
///
/// Foundation's own words for the same are "The operation could not be completed", and on some
/// systems a number.
package func systemReason(of error: any Error) -> String {
  let cause = ((error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error) ?? error
  let code = cause as NSError
  guard code.domain == NSPOSIXErrorDomain else { return error.localizedDescription }
  return String(cString: strerror(Int32(code.code)))
}

/// What is at a path, at the end of symbolic links.
package enum FileKind {
  case missing, regular, folder
  /// A pipe, a device or a socket: reading may wait for ever, and replacing it harms the system.
  case special

  /// Looks at a path; what can't be looked at counts as missing.
  package init(at path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      self = .missing
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .regular
    case S_IFDIR: self = .folder
    default: self = .special
    }
  }
}
