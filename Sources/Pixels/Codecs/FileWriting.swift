// Writing picture files whole or not at all: to a temporary file in the same folder, then a rename.

import Foundation

extension Image {
  /// Writes a PNG or JPEG file, as the name ends: .png, .jpg or .jpeg in capitals or not.
  ///
  /// The file appears complete or not at all. A failure leaves what was there before and nothing else.
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

/// Writes a file so that no one ever sees half of it.
///
/// - Throws: ``ImageError`` with reason ``ImageError/Reason/unwritable``.
func writeAtomically(_ bytes: [UInt8], to path: String) throws {
  guard !path.utf8.contains(0) else { throw writingError(EINVAL, path: path) }
  // A rename would replace a write-protected file and ask nobody.
  var status = stat()
  if stat(path, &status) == 0 {
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw writingError(status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL, path: path)
    }
    guard access(path, W_OK) == 0 else {
      throw ImageError(
        .unwritable, file: path, problem: "this file is write-protected",
        advice: "Choose another name, or allow writing to it (chmod +w).")
    }
  }
  let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  let (descriptor, temporary) = try temporaryFile(in: folder, for: path)
  var failure: Int32 = 0
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
  if failure == 0, rename(temporary, path) != 0 { failure = errno }
  guard failure == 0 else {
    unlink(temporary)
    throw writingError(failure, path: path)
  }
}

/// A new file with a name of its own; its length doesn't depend on the name of the file to come.
private func temporaryFile(in folder: String, for path: String) throws -> (Int32, String) {
  while true {
    let name = folder + ".convbook-" + String(UInt64.random(in: 0 ... .max), radix: 36) + ".tmp"
    let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    if descriptor >= 0 { return (descriptor, name) }
    guard errno == EEXIST || errno == EINTR else { throw writingError(errno, path: path) }
  }
}

private func writingError(_ code: Int32, path: String) -> ImageError {
  let (problem, advice): (String, String)
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
