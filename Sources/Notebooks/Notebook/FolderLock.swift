// Keeps two runs from writing to a folder at the same time.

import Formatting
import Foundation

/// An advisory lock on a folder, held until it is released or the process ends.
final class FolderLock {
  private let descriptor: Int32

  /// Acquires the lock; prints a line to standard error and waits when another run holds it.
  init(_ folder: String) throws {
    descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw OutputRefusal(
        "\(folder): can't be opened: \(String(cString: strerror(errno)))")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) != 0 else { return }
    // Some file systems, such as network file systems, have no locks: the run continues without.
    guard errno == EWOULDBLOCK else { return }
    let words: Message =
      "\(folder): another run is writing to this folder; waiting for it to end\n"
    _ = words.text.withCString { write(STDERR_FILENO, $0, strlen($0)) }
    while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
  }

  /// Acquires the lock; nil when another run holds it.
  init?(trying folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }
}
