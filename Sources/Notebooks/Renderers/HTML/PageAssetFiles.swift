// Checks that the styles and scripts exist in the source folder, before a page is begun.

import Formatting
import Foundation

/// The error that a style sheet or script is missing.
public struct PageAssetMissing: LocalizedError, CustomStringConvertible, Equatable {
  /// The file's path.
  public let file: String
  /// The missing file, and what to do.
  public var description: String {
    text(
      "\(file): not found. Pages are made with it, and it is read where this program was built: "
        + "get it back with “git checkout -- Sources”, or, if the checkout was moved, build there "
        + "once more with “swift build”.")
  }
  /// The missing file, and what to do.
  public var errorDescription: String? { description }
}

extension PageAsset {
  /// The extensions of its files.
  private var kinds: [String] {
    switch self {
    case .page, .book, .claims: ["css"]
    case .tools, .pixels, .restoreState, .copy, .forward: ["js"]
    default: ["css", "js"]
    }
  }

  /// The names of its files.
  var fileNames: [String] { kinds.map { "\(rawValue).\($0)" } }

  /// Checks that all styles and scripts can be read.
  ///
  /// - Throws: `PageAssetMissing` for the first that can't be read.
  public static func requireFiles() throws { try requireFiles(in: folder) }

  static func requireFiles(in folder: URL) throws {
    for name in allCases.flatMap(\.fileNames) {
      let file = folder.appendingPathComponent(name).path
      guard FileManager.default.isReadableFile(atPath: file) else {
        throw PageAssetMissing(file: file)
      }
    }
  }
}
