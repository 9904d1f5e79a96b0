// A file while it is being fetched: NAME.part, which grows from run to run until it is whole.

import Foundation
import LessonKit

/// The beginning of a file, kept on disk. Only one process at a time writes to it.
final class PartFile {
  let path: String
  /// How many bytes there are.
  private(set) var count: Int
  private let descriptor: Int32

  /// Opens the part of a file that is to be at `path`, and its folder.
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

  /// Lets others write to it; the session that filled it may hold on to it for a while.
  func close() {
    // An empty part tells nothing.
    if count == 0 { unlink(path) }
    Foundation.close(descriptor)
  }

  /// Adds bytes at the end.
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

  /// Starts from nothing.
  func clear() throws(CommandError) {
    guard ftruncate(descriptor, 0) == 0 else { throw Self.trouble(path, errno) }
    count = 0
  }

  /// Gives the file its name; what had it before is replaced.
  func finish(as path: String) throws(CommandError) {
    guard rename(self.path, path) == 0 else { throw Self.trouble(path, errno) }
  }

  private static func trouble(_ path: String, _ code: Int32) -> CommandError {
    let words =
      switch code {
      case ENOSPC, EDQUOT: DataMessages.diskIsFull
      case EACCES, EPERM, EROFS: DataMessages.mayNotWrite
      case EISDIR: DataMessages.isFolder
      default: "it can't be written: \(String(cString: strerror(code)))."
      }
    return CommandError(.trouble, "\(shortPath(path)): \(words)")
  }
}
