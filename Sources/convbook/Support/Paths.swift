// Paths as they are shown: from the current folder when they lie in it.

import Foundation

enum Paths {
  /// A path as short as it can be typed from here.
  static func short(_ path: String) -> String {
    let path = URL(fileURLWithPath: path).standardizedFileURL.path
    let here = FileManager.default.currentDirectoryPath + "/"
    return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
  }
}
