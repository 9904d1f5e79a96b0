// Where the project's own folders are, seen from the place it was built in.

import Foundation

/// The checkout this program was built from.
public enum Project {
  /// Its top folder.
  public static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The pictures that come with the project.
  public static var images: URL { folder.appendingPathComponent("Images") }
  /// The lessons' sources.
  public static var lessons: URL { folder.appendingPathComponent("Lessons") }
  /// Where pages go unless another folder is named.
  public static var output: URL { folder.appendingPathComponent("Output") }
}
