// The options every lesson takes.

import ArgumentParser
import Formatting
import Foundation
import Pixels

/// The error that a picture has fewer rows or columns than a lesson's windows need.
public struct PictureTooSmall: LocalizedError {
  let file: String
  let height: Int
  let width: Int
  let least: Int

  /// The size found and the smallest size.
  public var errorDescription: String? {
    text(
      "\(file): is \(height) high and \(width) wide, and this lesson's windows need at least "
        + "\(least) of each; take a larger picture.")
  }
}

/// The options of every lesson: picture, output folder, terminal output.
public struct LessonOptions: ParsableArguments {
  @Option(
    name: [.customShort("i"), .long],
    help: .message("A PNG or JPEG of your own, instead of the lesson's.", valueName: "file"))
  var image: String?

  @Option(
    name: [.customShort("o"), .long],
    help: .message("The folder to write to, Output/<lesson> by default.", valueName: "folder"))
  var output: String?

  @Flag(help: .message("Ask for each shape and number before showing it."))
  var ask = false

  @Flag(help: .message("Write every traced tensor as .npy, for NumPy."))
  var tensors = false

  @Flag(name: [.customShort("q"), .long], help: .message("Print nothing but errors."))
  var quiet = false

  @OptionGroup var pictures: PictureOptions

  /// Made by the argument parser.
  public init() {}

  /// The most memory in bytes that a lesson needs for a pixel of its picture: lesson 25, which
  /// keeps the most copies, peaks at 60 with 12 megapixels.
  private static let bytesPerPixel = 60

  /// Reads the reader's picture or one of the project's, with the channels R, G, B.
  ///
  /// Grey is repeated in three channels; transparency is blended over white.
  /// - Parameter name: a file in Images/, as "teddy.jpg".
  /// - Parameter least: the least number of rows and columns.
  /// - Returns: shape (height, width, 3).
  /// - Throws: `ImageError` when the file can't be read, is no picture, is damaged without
  ///   `--damaged-too` or needs too much memory; `PictureTooSmall`.
  public func image(default name: String, atLeast least: Int = 1) throws -> Image {
    let path = image ?? Project.images.appendingPathComponent(name).path
    let decoded = try pictures.decoded(path, bytesPerPixel: Self.bytesPerPixel)
    let picture = (quiet ? decoded.image : printingNotes(decoded)).flattened(over: .white).rgb()
    InputPictures.shared.add(picture, from: path)
    guard min(picture.height, picture.width) >= least else {
      throw PictureTooSmall(file: path, height: picture.height, width: picture.width, least: least)
    }
    return picture
  }

  /// Reads the reader's own picture, if there is one; see ``image(default:atLeast:)``.
  public func ownImage() throws -> Image? { try image.map { _ in try image(default: "") } }

  private var notice: Message? {
    image.map { path in
      let name = URL(fileURLWithPath: path).lastPathComponent.replacing("`", with: "'")
      return
        "Run with your own picture, `\(name)`. Where the text speaks of fruit, a bear or a fence, "
        + "it speaks of the book's photos."
        + (pictures.damagedToo
          ? " It was read as far as it goes: what is missing in the file is even grey or black."
          : "")
    }
  }

  /// Whether the page is written to the project's output folder, whose table of contents then
  /// changes.
  var writesToProject: Bool { output == nil }

  /// Returns the arguments that decide what comes out: those without the output folder, without
  /// `--quiet`, and with the name of the picture instead of its path.
  static func recorded(_ arguments: [String]) -> [String] {
    var kept: [String] = []
    var index = 0
    while index < arguments.count {
      defer { index += 1 }
      let argument = arguments[index]
      switch argument.split(separator: "=", maxSplits: 1).first.map(String.init) ?? "" {
      case "-q", "--quiet": continue
      case "-o", "--output": if !argument.contains("=") { index += 1 }
      case "-i", "--image":
        let path = argument.contains("=") ? argument.split(separator: "=", maxSplits: 1).last : nil
        if path == nil { index += 1 }
        let value = path.map(String.init) ?? (index < arguments.count ? arguments[index] : "")
        kept += ["--image", URL(fileURLWithPath: value).lastPathComponent]
      default: kept.append(argument)
      }
    }
    return kept
  }

  func settings(for lesson: String) -> Notebook.Settings {
    Notebook.Settings(
      folder: output ?? Project.output.appendingPathComponent(lesson).path,
      savesTensors: tensors, asks: ask, isQuiet: quiet, notice: notice)
  }
}
