// The options every lesson takes.

import ArgumentParser
import Foundation
import Pixels

/// A picture with fewer rows or columns than a lesson's windows need.
public struct PictureTooSmall: LocalizedError {
  let file: String
  let height: Int
  let width: Int
  let least: Int

  /// What was found, and what would do.
  public var errorDescription: String? {
    "\(file): is \(height) high and \(width) wide, and this lesson's windows need at least "
      + "\(least) of each; take a larger picture."
  }
}

/// What can be asked of any lesson: its picture, where it writes, how it talks.
public struct LessonOptions: ParsableArguments {
  @Option(
    name: [.customShort("i"), .long],
    help: ArgumentHelp("A PNG or JPEG of your own, instead of the lesson's.", valueName: "file"))
  var image: String?

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The folder to write to, Output/<lesson> by default.", valueName: "folder"))
  var output: String?

  @Flag(help: "Ask for each shape and number before showing it.")
  var ask = false

  @Flag(help: "Write every traced tensor as .npy, for NumPy.")
  var tensors = false

  @Flag(name: [.customShort("q"), .long], help: "Print nothing but errors.")
  var quiet = false

  @OptionGroup var memory: MemoryOption

  /// Made by the argument parser.
  public init() {}

  /// The reader's picture, or one of the project's, always with the three channels R, G, B.
  ///
  /// A grey picture counts three times; transparency is blended over white.
  /// - Parameter name: a file in Images/, as "teddy.jpg".
  /// - Parameter least: how many rows and columns the lesson's windows need.
  /// - Parameter bytesPerPixel: the peak memory of the lesson in bytes for each pixel of its
  ///   picture, measured at 12 megapixels.
  /// - Returns: shape (height, width, 3).
  /// - Throws: `ImageError` when the file can't be read, is no picture or needs too much memory,
  ///   `PictureTooSmall`.
  public func image(default name: String, atLeast least: Int = 1, bytesPerPixel: Int) throws
    -> Image
  {
    let path = image ?? Project.images.appendingPathComponent(name).path
    let decoded = try DecodedImage(
      contentsOf: path,
      options: DecodingOptions(byteLimit: memory.byteLimit, bytesPerPixel: bytesPerPixel))
    let picture = (quiet ? decoded.image : printingNotes(decoded)).flattened(over: .white).rgb()
    guard min(picture.height, picture.width) >= least else {
      throw PictureTooSmall(file: path, height: picture.height, width: picture.width, least: least)
    }
    return picture
  }

  /// Alt text for a picture that shows the project's photo or, if there is one, the reader's own.
  public func alt(_ description: String) -> String {
    image == nil
      ? description
      : "Your own picture; for the book's, this place would say: \(description)"
  }

  private var notice: String? {
    image.map { path in
      let name = URL(fileURLWithPath: path).lastPathComponent.replacing("`", with: "'")
      return
        "Run with your own picture, `\(name)`. Where the text speaks of fruit, a bear or a fence, "
        + "it speaks of the book's photos."
    }
  }

  /// Whether the page goes to the project's own folder of pages, whose contents then change.
  var writesToProject: Bool { output == nil }

  func settings(for lesson: String) -> Notebook.Settings {
    Notebook.Settings(
      folder: output ?? Project.output.appendingPathComponent(lesson).path,
      savesTensors: tensors, asks: ask, isQuiet: quiet, notice: notice)
  }
}
