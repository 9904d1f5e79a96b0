// An incomplete download, NAME.part, which grows over several runs.

import Foundation
import LessonKit

/// An incomplete file on disk, locked for one process.
final class PartFile {
  let path: String
  /// The number of bytes so far.
  private(set) var count: Int
  private let descriptor: Int32

  /// Opens or creates the part of the file at `path`, and its folder.
  init(of path: String) throws(CommandError) {
    self.path = path + ".part"
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw CommandError(.trouble, DataMessages.cannotMakeFolder(shortPath(folder.path)))
    }
    descriptor = open(self.path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Self.trouble(self.path, errno) }
    var status = stat()
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &status) == 0 else {
      let code = errno
      Foundation.close(descriptor)
      guard code == EWOULDBLOCK else { throw Self.trouble(self.path, code) }
      throw CommandError(.trouble, DataMessages.isBusy(shortPath(self.path)))
    }
    count = Int(status.st_size)
  }

  /// Closes the file and releases its lock.
  func close() {
    // Removes an empty part.
    if count == 0 { unlink(path) }
    Foundation.close(descriptor)
  }

  /// Appends bytes.
  func append(_ bytes: UnsafeRawBufferPointer) throws(CommandError) {
    var written = 0
    while written < bytes.count {
      let result = write(
        descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
      if result > 0 {
        written += result
        count += result
      } else if errno != EINTR {
        throw Self.trouble(path, errno)
      }
    }
  }

  /// Removes all bytes.
  func clear() throws(CommandError) {
    guard ftruncate(descriptor, 0) == 0 else { throw Self.trouble(path, errno) }
    count = 0
  }

  /// Renames the part to the final name, replacing an existing file.
  func finish(as path: String) throws(CommandError) {
    guard rename(self.path, path) == 0 else { throw Self.trouble(path, errno) }
  }

  private static func trouble(_ path: String, _ code: Int32) -> CommandError {
    let words: Message =
      switch code {
      case ENOSPC, EDQUOT: DataMessages.diskIsFull
      case EACCES, EPERM, EROFS: DataMessages.mayNotWrite
      case EISDIR: DataMessages.isFolder
      default: "it can't be written: \(String(cString: strerror(code)))."
      }
    return CommandError(.trouble, "\(shortPath(path)): \(words)")
  }
}
