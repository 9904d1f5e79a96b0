// The folders of the checkout that this program was built from.

import Foundation

/// The checkout this program was built from.
public enum Project {
  /// The root folder.
  public static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The folder of the project's pictures.
  public static var images: URL { folder.appendingPathComponent("Images") }
  /// The folder of the lessons' sources.
  public static var lessons: URL { folder.appendingPathComponent("Lessons") }
  /// The default output folder.
  public static var output: URL { folder.appendingPathComponent("Output") }
}
