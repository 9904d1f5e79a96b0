// Renders the pictures as a script: a page from the file system may not read the pixels of its
// pictures, but it may run a script beside it.

import Foundation

/// Renders `pixels.js`: one call with each PNG's bytes as base64, by file name.
enum PixelScript {
  static func text(_ record: LessonRecord, folder: String) -> String {
    let entries = record.pictures.compactMap { picture in
      FileManager.default.contents(atPath: folder + "/" + picture.file).map {
        scriptJSON(picture.file) + ":\"" + $0.base64EncodedString() + "\""
      }
    }
    return "convbookPixels({\n" + entries.joined(separator: ",\n") + "\n});\n"
  }
}
