// Renders a picture as a script: a page from the file system may not read the pixels of its
// pictures, but it may run a script beside it. It does so when a reader first asks for a number.

import Foundation

/// The script with one picture's numbers, `pixels/01-photo.js` of `01-photo.png`.
struct PixelScript {
  /// The script's file, relative to the page.
  let file: String
  /// A call with the picture's file and the bytes of the PNG as base64.
  let text: String

  /// Renders the script of a picture's file and its bytes.
  init(of picture: String, png: Data) {
    file = "pixels/\(URL(fileURLWithPath: picture).deletingPathExtension().lastPathComponent).js"
    text = "convbookPixels(\(scriptJSON(picture)),\"\(png.base64EncodedString())\");\n"
  }
}
