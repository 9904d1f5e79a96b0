// Writes picture files atomically: to a temporary file in the same folder, which is then renamed.

import Formatting
import Foundation

extension Image {
  /// Writes a PNG or JPEG file, as the name ends: .png, .jpg or .jpeg in capitals or not.
  ///
  /// The file appears complete or not at all. A failure leaves what was there before and nothing
  /// else. A symbolic link stays and its target is written; an existing file keeps its mode.
  /// - Parameter jpegQuality: 1 to 100, for JPEG only.
  /// - Throws: ``ImageError`` for another ending, a picture that doesn't fit the format, or a place
  ///   that can't be written.
  public func write(to path: String, jpegQuality: Int = 90) throws {
    let bytes: [UInt8]
    do {
      switch FileFormat(extensionOf: path) {
      case .png: bytes = try pngData()
      case .jpeg: bytes = try jpegData(quality: jpegQuality)
      case nil:
        throw ImageError(
          .unencodable, file: path, problem: "this name doesn't say which kind of picture to write",
          advice: "Let it end in .png or .jpg.")
      }
    } catch let error as ImageError {
      throw ImageError(
        error.reason, file: path, problem: error.problem, advice: error.advice)
    }
    try writeAtomically(bytes, to: path)
  }
}

/// Writes a file atomically, through symbolic links, with the mode of the file that was there.
///
/// - Throws: ``ImageError`` with reason ``ImageError/Reason/unwritable``.
func writeAtomically(_ bytes: [UInt8], to path: String) throws {
  guard !path.utf8.contains(0) else { throw writingError(EINVAL, path: path) }
  let target = try linkTarget(of: fileSystemPath(path), path: path)
  var status = stat()
  let exists = stat(target, &status) == 0
  if exists {
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw writingError(status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL, path: path)
    }
    // A rename would replace a write-protected file without a question.
    guard access(target, W_OK) == 0 else {
      throw ImageError(
        .unwritable, file: path, problem: "this file is write-protected",
        advice: "Choose another name, or allow writing to it (chmod +w).")
    }
  }
  let (descriptor, temporary) = try temporaryFile(in: folder(of: target), for: path)
  var failure: Int32 = 0
  if exists {
    // Only root may give files away; the mode is set last, because a new owner resets parts of it.
    _ = fchown(descriptor, status.st_uid, status.st_gid)
    if fchmod(descriptor, status.st_mode & 0o7777) != 0 { failure = errno }
  }
  bytes.withUnsafeBytes { buffer in
    var written = 0
    while written < buffer.count, failure == 0 {
      let rest = UnsafeRawBufferPointer(rebasing: buffer[written...])
      let result = write(descriptor, rest.baseAddress, rest.count)
      if result >= 0 {
        written += result
      } else if errno != EINTR {
        failure = errno
      }
    }
  }
  if close(descriptor) != 0, failure == 0 { failure = errno }
  if failure == 0, rename(temporary, target) != 0 { failure = errno }
  guard failure == 0 else {
    unlink(temporary)
    throw writingError(failure, path: path)
  }
}

/// Follows symbolic links, also to a file that doesn't exist yet. Paths end in a zero.
private func linkTarget(of link: [CChar], path: String) throws -> [CChar] {
  var target = link
  for _ in 0..<40 {  // as many as Linux follows
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let length = readlink(target, &buffer, buffer.count - 1)
    guard length >= 0 else { return target }  // no link, or nothing there
    let isAbsolute = buffer[0] == CChar(UInt8(ascii: "/"))
    target = (isAbsolute ? [] : folder(of: target)) + buffer[..<length] + [0]
  }
  throw writingError(ELOOP, path: path)
}

/// The path up to its last slash, without a zero at the end.
private func folder(of path: [CChar]) -> [CChar] {
  path.lastIndex(of: CChar(UInt8(ascii: "/"))).map { Array(path[...$0]) } ?? []
}

/// Creates a file with a random name, whose length doesn't depend on that of the target.
private func temporaryFile(in folder: [CChar], for path: String) throws -> (Int32, [CChar]) {
  while true {
    let random = String(UInt64.random(in: 0 ... .max), radix: 36)
    let name = folder + Array(".convbook-\(random).tmp".utf8CString)
    let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    if descriptor >= 0 { return (descriptor, name) }
    guard errno == EEXIST || errno == EINTR else { throw writingError(errno, path: path) }
  }
}

private func writingError(_ code: Int32, path: String) -> ImageError {
  let (problem, advice): (Message, Message)
  switch code {
  case ENOENT: (problem, advice) = ("there is no such folder", "Make the folder first.")
  case ENOTDIR:
    (problem, advice) = ("a part of this path is a file, not a folder", "Check the path.")
  case EISDIR:
    (problem, advice) = ("this is a folder", "Add a file name that ends in .png or .jpg.")
  case EACCES, EPERM, EROFS:
    (problem, advice) = ("writing there is not allowed", "Choose another folder.")
  case ENOSPC, EDQUOT: (problem, advice) = ("the disk is full", "Make room and try again.")
  case ENAMETOOLONG: (problem, advice) = ("the name is too long", "Choose a shorter one.")
  default:
    (problem, advice) = (
      "it can't be written: \(String(cString: strerror(code)))", "Choose another place."
    )
  }
  return ImageError(.unwritable, file: path, problem: problem, advice: advice)
}
