// Compares a lesson's pictures with the reference pictures.

import Foundation
import LessonKit

/// The tolerance for differences between pictures of the same run.
enum PictureTolerance {
  /// In 8-bit steps. JPEG decoders differ by up to two steps a sample. A 3×3 edge filter can add
  /// six of those, 12; drawn signed, ±700 or so on 127 steps, that is little more than 2 again, and
  /// a different largest value moves the scale by as much.
  static let steps = 4
  /// The share of pixels that may differ by more: text in a picture can change completely with a
  /// value's last digit. A wrong border row of a photo is above 0.2 %.
  static let share = 0.0005

  /// The description of the tolerance.
  static let description: Message =
    "pictures may differ by \(steps) of 255 steps, and by more in \(share * 100) % of pixels"
}

/// The differences between a lesson's pictures and the references.
struct PictureDifference {
  /// A picture that differs.
  struct Problem {
    let words: Message
    /// The lines that `compare` would print.
    var lines: [Message] = []
    /// The path of a difference picture.
    var differences: String?
    /// Whether a file could not be read or written.
    var isTrouble = false
  }

  private(set) var count = 0
  /// The number of pictures that are unequal but within the tolerance.
  private(set) var close = 0
  private(set) var problems: [Problem] = []

  /// Compares all pictures of two folders; difference pictures are written to `found`.
  init(expected: URL, found: URL) {
    let old = Self.pictures(in: expected)
    let new = Self.pictures(in: found)
    if old.isEmpty, !new.isEmpty {
      problems = [
        Problem(
          words: "none is on record in \(shortPath(expected.path)); verify --record writes them")
      ]
      return
    }
    for name in old.union(new).sorted() {
      switch (old.contains(name), new.contains(name)) {
      case (true, false): problems.append(Problem(words: "\(name) did not come out"))
      case (false, true): problems.append(Problem(words: "\(name) has no reference picture"))
      default:
        compare(
          name, expected.appendingPathComponent(name).path, found.appendingPathComponent(name).path)
      }
    }
  }

  private mutating func compare(_ name: String, _ expected: String, _ found: String) {
    count += 1
    do {
      let (old, new) = (try Image(contentsOf: expected), try Image(contentsOf: found))
      if old == new { return }
      let comparison = ImageComparison(old, new, tolerance: PictureTolerance.steps, explains: false)
      let allowed = PictureTolerance.share * Double(comparison.totalPixels)
      if old.shape == new.shape, Double(comparison.differingPixels) <= allowed {
        close += 1
        return
      }
      let explained = ImageComparison(old, new, tolerance: PictureTolerance.steps)
      let differences = found + ".differences.png"
      try explained.differencePicture().image.write(to: differences)
      problems.append(
        Problem(words: "\(name) differs", lines: explained.lines, differences: differences))
    } catch {
      problems.append(Problem(words: Message(describe(error)), isTrouble: true))
    }
  }

  /// Returns the names of the PNG files in a folder; none without a folder.
  static func pictures(in folder: URL) -> Set<String> {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return Set(names.filter { $0.hasSuffix(".png") && !$0.hasSuffix(".differences.png") })
  }
}
