// Paths as they are shown.

import Foundation

/// Shortens a path to what can be typed from the current folder, if it lies in it; for display.
package func shortPath(_ path: String) -> String {
  let path = URL(fileURLWithPath: path).standardizedFileURL.path
  let here = FileManager.default.currentDirectoryPath + "/"
  return printable(path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path)
}
