// Bringing a picture file into memory, without hanging on pipes and without reading what is no picture.

import Formatting
import Foundation

/// Larger files are refused unread: 100 million pixels of 16-bit RGBA, not compressed at all, are 800 MB.
private let fileSizeLimit = 1 << 30

/// The bytes of a picture file.
///
/// - Throws: ``ImageError`` for anything but a regular, readable file that begins like a PNG or a JPEG.
func pictureBytes(atPath path: String) throws -> [UInt8] {
  func unreadable(_ problem: String, _ advice: String) -> ImageError {
    ImageError(.unreadable, file: path, problem: problem, advice: advice)
  }
  guard !path.isEmpty, !path.utf8.contains(0) else {
    throw unreadable("this is no file name", "Give the path of a PNG or JPEG file.")
  }
  // O_NONBLOCK, because opening a pipe that nobody writes to would wait for ever.
  let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
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
      .tooLarge, file: path, problem: "the file is \(status.st_size) bytes long",
      advice: "Up to \(fileSizeLimit) bytes are read; make the picture smaller.")
  }

  var bytes: [UInt8] = []
  var wanted = min(Int(status.st_size), 512)
  while bytes.count < wanted {
    let chunk = try read(wanted - bytes.count, from: descriptor, path: path)
    guard !chunk.isEmpty else { break }
    if bytes.isEmpty {
      // No need to read the rest of a film.
      guard FileFormat(signatureOf: chunk) != nil else { throw notAPicture(chunk, file: path) }
      wanted = Int(status.st_size)
      bytes.reserveCapacity(wanted)
    }
    bytes += chunk
  }
  return bytes
}

/// The error for bytes that are neither PNG nor JPEG.
func notAPicture(_ bytes: [UInt8], file: String) -> ImageError {
  guard !bytes.isEmpty else {
    return ImageError(
      .unreadable, file: file, problem: "the file is empty",
      advice: "Get it again, or write it again.")
  }
  return ImageError(
    .notAPicture, file: file, problem: "this is \(appearance(of: bytes))",
    advice: "Convbook reads PNG and JPEG; convert it, or choose another file.")
}

private func read(_ count: Int, from descriptor: Int32, path: String) throws -> [UInt8] {
  var failure: Int32 = 0
  let chunk = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
    var result = -1
    repeat {
      result = read(descriptor, buffer.baseAddress, count)
    } while result < 0 && errno == EINTR
    failure = result < 0 ? errno : 0
    filled = max(result, 0)
  }
  guard failure == 0 else { throw openingError(failure, path: path) }
  return chunk
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
