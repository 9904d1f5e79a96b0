// Reads picture files into memory, without waiting for pipes and without reading other files whole.

import Formatting
import Foundation

/// The largest file that is read, in bytes: 100 million pixels of 16-bit RGBA, not compressed, are
/// 800 MB.
private let fileSizeLimit = 1 << 30

/// Reads the bytes of a picture file.
///
/// - Throws: ``ImageError`` for anything but a regular, readable file that begins like a PNG or a
///   JPEG.
func pictureBytes(atPath path: String) throws -> [UInt8] {
  func unreadable(_ problem: Message, _ advice: Message) -> ImageError {
    ImageError(.unreadable, file: path, problem: problem, advice: advice)
  }
  guard !path.isEmpty, !path.utf8.contains(0) else {
    throw unreadable("this is no file name", "Give the path of a PNG or JPEG file.")
  }
  // O_NONBLOCK, because opening a pipe that nobody writes to would wait for ever.
  let descriptor = open(fileSystemPath(path), O_RDONLY | O_NONBLOCK | O_CLOEXEC)
  guard descriptor >= 0 else { throw openingError(errno, path: path) }
  defer { close(descriptor) }

  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw openingError(errno, path: path) }
  switch status.st_mode & S_IFMT {
  case S_IFREG: break
  case S_IFDIR:
    throw unreadable("this is a folder", "Name a PNG or JPEG file in it.")
  case S_IFIFO:
    throw unreadable("this is a pipe", "Save the picture to a file first.")
  default:
    throw unreadable("this is a device, not a file", "Save the picture to a file first.")
  }
  guard status.st_size > 0 else {
    throw unreadable("the file is empty", "Get it again, or write it again.")
  }
  guard status.st_size <= fileSizeLimit else {
    throw ImageError(
      .tooLarge, file: path, problem: "the file is \(Int(status.st_size)) bytes long",
      advice: "Up to \(fileSizeLimit) bytes are read; make the picture smaller.")
  }

  // The rest of a file that is no picture is not read.
  let size = Int(status.st_size)
  let start = try read(min(size, 512), after: [], from: descriptor, path: path)
  guard FileFormat(signatureOf: start) != nil else { throw notAPicture(start, file: path) }
  return try read(size, after: start, from: descriptor, path: path)
}

/// The error for bytes that are neither PNG nor JPEG.
func notAPicture(_ bytes: [UInt8], file: String) -> ImageError {
  guard !bytes.isEmpty else {
    return ImageError(
      .unreadable, file: file, problem: "the file is empty",
      advice: "Get it again, or write it again.")
  }
  return ImageError(
    .notAPicture, file: file, problem: "this is \(formatName(of: bytes))",
    advice: "Convbook reads PNG and JPEG; convert it, or choose another file.")
}

/// Reads on up to `count` bytes in all, fewer if the file ends there.
private func read(_ count: Int, after start: [UInt8], from descriptor: Int32, path: String) throws
  -> [UInt8]
{
  var failure: Int32 = 0
  let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
    filled = buffer.update(fromContentsOf: start)
    while filled < count, failure == 0 {
      let result = read(descriptor, buffer.baseAddress! + filled, count - filled)
      if result == 0 { break }
      if result > 0 { filled += result } else if errno != EINTR { failure = errno }
    }
  }
  guard failure == 0 else { throw openingError(failure, path: path) }
  return bytes
}

/// The bytes of a path for the system, with a zero at the end.
///
/// A file name need not be UTF-8. Swift's strings then hold U+FFFD for what is not; the original
/// bytes are found in the argument of this program that the path came from.
func fileSystemPath(_ path: String) -> [CChar] {
  var bytes = Array(path.utf8)
  if path.unicodeScalars.contains("\u{FFFD}") {
    for argument in UnsafeBufferPointer(
      start: CommandLine.unsafeArgv, count: Int(CommandLine.argc))
    {
      guard let argument else { continue }
      let original = Array(
        UnsafeRawBufferPointer(start: UnsafeRawPointer(argument), count: strlen(argument)))
      // In “--image=path” the path is the end of an argument.
      if let found = original.indices.lazy.map({ original[$0...] })
        .first(where: { String(decoding: $0, as: UTF8.self) == path })
      {
        bytes = Array(found)
        break
      }
    }
  }
  return (bytes + [0]).map { CChar(bitPattern: $0) }
}

private func openingError(_ code: Int32, path: String) -> ImageError {
  switch code {
  case ENOENT:
    return ImageError(
      .unreadable, file: path, problem: "there is no such file",
      advice: "Paths start from the current folder, "
        + "\(FileManager.default.currentDirectoryPath).")
  case ENOTDIR:
    return ImageError(
      .unreadable, file: path, problem: "a part of this path is a file, not a folder",
      advice: "Check the path.")
  default:
    let (problem, advice) = readingProblem(code)
    return ImageError(.unreadable, file: path, problem: problem, advice: advice)
  }
}
