// The options every lesson takes.

import ArgumentParser
import Foundation
import Pixels

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

  @Flag(help: "Ask for each shape before showing it.")
  var ask = false

  @Flag(help: "Write every traced tensor as .npy, for NumPy.")
  var tensors = false

  @Flag(name: [.customShort("q"), .long], help: "Print nothing but errors.")
  var quiet = false

  /// Made by the argument parser.
  public init() {}

  /// The reader's picture, or one of the project's, always with the three channels R, G, B.
  ///
  /// A grey picture counts three times; transparency is blended over white.
  /// - Parameter name: a file in Images/, as "teddy.jpg".
  /// - Returns: shape (height, width, 3).
  /// - Throws: `ImageError` when the file can't be read or is no picture.
  public func image(default name: String) throws -> Image {
    let path = image ?? Project.images.appendingPathComponent(name).path
    return try Image(contentsOf: path).flattened(over: .white).rgb()
  }

  /// Alt text for a picture that shows the project's photo or, if there is one, the reader's own.
  public func alt(_ description: String) -> String {
    image == nil ? description : "Your own picture, treated as the text above says"
  }

  /// Whether the page goes to the project's own folder of pages, whose contents then change.
  var writesToProject: Bool { output == nil }

  func settings(for lesson: String) -> Notebook.Settings {
    Notebook.Settings(
      folder: output ?? Project.output.appendingPathComponent(lesson).path,
      savesTensors: tensors, asks: ask, isQuiet: quiet)
  }
}
