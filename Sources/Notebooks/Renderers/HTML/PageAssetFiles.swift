// Are the styles and scripts of the pages still where this was built from? Asked before a page is begun.

import Foundation

/// A style sheet or script that is not beside the sources, and what to do.
public struct PageAssetMissing: LocalizedError, CustomStringConvertible, Equatable {
  /// The file's path.
  public let file: String
  /// What is missing, and what to do.
  public var description: String {
    "\(file): not found. Pages are made with it, and it is read where this program was built: get it "
      + "back with “git checkout -- Sources”, or, if the checkout was moved, build there once more "
      + "with “swift build”."
  }
  /// What is missing, and what to do.
  public var errorDescription: String? { description }
}

extension PageAsset {
  /// The kinds of files it is made of.
  private var kinds: [String] {
    switch self {
    case .page: ["css"]
    case .tools, .pixels, .restoreState, .copy: ["js"]
    default: ["css", "js"]
    }
  }

  /// The names of its files.
  var fileNames: [String] { kinds.map { "\(rawValue).\($0)" } }

  /// Makes sure that pages will have their styles and scripts.
  ///
  /// - Throws: a `PageAssetMissing` for the first that can't be read.
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
