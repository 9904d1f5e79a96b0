// The number by which a learning platform counts its users, which is no student number.

import Foundation

/// A number that a learning platform gave a student.
struct PlatformNumber: Hashable, Codable, Sendable {
  /// The platforms whose numbers are in the names of files.
  enum Platform: String, Codable, Sendable {
    case canvas
    /// Moodle's number of a participant, which may be another for each assignment.
    case moodle
  }

  let platform: Platform
  let number: String

  /// Returns the number if it is one of a platform.
  func on(_ platform: Platform) -> String? { self.platform == platform ? number : nil }
}
