// Reads data files into memory, without waiting for pipes and up to a limit.

import Formatting
import Foundation

/// Reads the bytes of a regular file.
///
/// - Parameter limit: larger files are refused unread; 1 GiB is a hundred times MNIST.
/// - Throws: `DataError`.
func fileBytes(_ path: String, limit: Int = 1 << 30) throws -> [UInt8] {
  func unreadable(_ problem: Message, _ advice: Message) -> DataError {
    DataError(.unreadable, file: path, problem: problem, advice: advice)
  }
  // O_NONBLOCK, because opening a pipe that nobody writes to would wait for ever.
  let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
  guard descriptor >= 0 else { throw openingError(errno, path) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw openingError(errno, path) }
  switch status.st_mode & S_IFMT {
  case S_IFREG: break
  case S_IFDIR:
    throw unreadable("this is a folder, not a file", "Move it away and put the file in its place.")
  default: throw unreadable("this is a pipe or a device, not a file", "Copy it to a file first.")
  }
  let size = Int(status.st_size)
  guard size > 0 else { throw unreadable("the file is empty", fetchAgain) }
  guard size <= limit else {
    throw DataError(
      .tooLarge, file: path, problem: "the file has \(size) bytes",
      advice: "Files of up to \(limit) bytes are read.")
  }
  var failure: Int32 = 0
  let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
    while filled < size {
      let count = read(descriptor, buffer.baseAddress.map { $0 + filled }, size - filled)
      if count == 0 { break }
      if count > 0 {
        filled += count
      } else if errno != EINTR {
        failure = errno
        break
      }
    }
  }
  guard failure == 0 else { throw openingError(failure, path) }
  return bytes
}

/// What to do about a file that is not as it was published.
let fetchAgain: Message = "Get it again: swift run convbook data fetch."

private func openingError(_ code: Int32, _ path: String) -> DataError {
  switch code {
  case ENOENT, ENOTDIR:
    return DataError(.missing, file: path, problem: "there is no such file", advice: fetchAgain)
  default:
    let (problem, advice) = readingProblem(code)
    return DataError(.unreadable, file: path, problem: problem, advice: advice)
  }
}
