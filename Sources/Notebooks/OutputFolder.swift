// The folder a lesson writes to: made when missing, cleared of the last run, never of anything else.

import Foundation

/// A folder that a lesson will not write to, and why.
public struct OutputRefusal: LocalizedError, CustomStringConvertible {
  /// The reason, naming the folder.
  public let description: String
  /// The reason, naming the folder.
  public var errorDescription: String? { description }
}

enum OutputFolder {
  /// What a page of ours is known by, of whichever edition.
  static let mark = #"<meta name="generator" content="Convbook"#
  /// The line that says which edition a page is of.
  static let generator = "<meta name=\"generator\" content=\"\(Edition.name)\">"

  /// Makes the folder and removes what the last run of a lesson left in it.
  ///
  /// - Throws: `OutputRefusal` when it holds a page that no lesson wrote, or is not a folder.
  static func prepare(_ folder: String) throws {
    let files = FileManager.default
    guard try claim(folder) else { return }
    for name in try files.contentsOfDirectory(atPath: folder) where isNumberedOutput(name) {
      try files.removeItem(atPath: folder + "/" + name)
    }
    for kind in RecordFile.allCases where kind != .page {
      try? files.removeItem(atPath: folder + "/" + kind.rawValue)
    }
  }

  /// Makes the folder and says whether it holds a page of ours; removes nothing.
  ///
  /// - Throws: `OutputRefusal` when it holds a page that no lesson wrote, or is not a folder.
  static func claim(_ folder: String) throws -> Bool {
    let files = FileManager.default
    var isFolder: ObjCBool = false
    if files.fileExists(atPath: folder, isDirectory: &isFolder), !isFolder.boolValue {
      throw OutputRefusal(description: "\(folder): is a file; choose a folder with --output")
    }
    do {
      try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw OutputRefusal(
        description: "\(folder): the folder can't be made; choose another with --output")
    }
    guard files.isWritableFile(atPath: folder) else {
      throw OutputRefusal(
        description: "\(folder): can't be written to; choose another with --output")
    }
    let page = folder + "/" + RecordFile.page.rawValue
    guard let old = files.contents(atPath: page) else { return false }
    guard old.range(of: Data(mark.utf8)) != nil else {
      throw OutputRefusal(
        description: "\(page): is a page that no lesson wrote; choose another folder with --output")
    }
    return true
  }

  /// Whether a name is one that a lesson gives: "03-signed-response.png", "02-conv2d.npy".
  private static func isNumberedOutput(_ name: String) -> Bool {
    let parts = name.split(separator: "-", maxSplits: 1)
    return parts.count == 2 && parts[0].count >= 2 && parts[0].allSatisfy(\.isNumber)
      && (name.hasSuffix(".png") || name.hasSuffix(".npy"))
  }
}
