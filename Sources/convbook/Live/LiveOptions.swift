// The options of a lesson, as a page makes controls of them.

import Formatting
import Foundation
import LessonKit
import Live

/// What a page shows of a lesson's options.
struct LiveOptions: Encodable {
  /// An option with the value that was chosen.
  struct Control: Encodable {
    let name: String
    /// "flag", "number", "choice" or "text".
    let kind: String
    let help: String
    /// The lesson's own value; nil when the lesson chooses.
    let standard: String?
    /// The value that was chosen; nil for the lesson's own.
    let value: String?
    var least: String?
    var most: String?
    var isWhole: Bool?
    var words: [String]?

    init(_ option: DeclaredOption, _ value: String?) {
      (name, standard) = (option.name, option.standard)
      help = Message(template: option.help).text
      self.value = value
      switch option.kind {
      case .flag: kind = "flag"
      case .number(let least, let most, let isWhole):
        kind = "number"
        (self.least, self.most, self.isWhole) = (least, most, isWhole)
      case .choice(let words):
        kind = "choice"
        self.words = words
      case .text: kind = "text"
      }
    }
  }

  let controls: [Control]
  let takesPicture: Bool
  /// The pixels and bytes of a picture that are taken.
  let mostPixels = DroppedPicture.mostPixels
  let mostBytes = DroppedPicture.longest
  /// The name of the reader's own picture.
  let picture: String?
  /// What does the same in the terminal; nil when nothing was chosen.
  let command: String?

  init(_ view: LiveLesson.View, of lesson: LessonFolder) {
    let options = view.options
    controls = (options.declared ?? []).map { Control($0, options.values[$0.name]) }
    takesPicture = view.readsPicture
    picture = options.picture.map { URL(fileURLWithPath: $0).lastPathComponent }
    let arguments = options.arguments.map { $0 == options.picture ? shortPath($0) : $0 }
    command =
      arguments.isEmpty
      ? nil : (["swift run", lesson.name] + arguments).joined(separator: " ")
  }
}
