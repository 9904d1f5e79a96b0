// What a reader has chosen of a lesson's options on its page.

import Foundation
import LessonKit

/// The options of a lesson and the values that were chosen.
public struct ChosenOptions: Codable, Sendable, Equatable {
  /// The options that the lesson declares; nil before it has run.
  public internal(set) var declared: [DeclaredOption]?
  /// The values that were chosen, by the options' names.
  public private(set) var values: [String: String] = [:]
  /// The path of a picture of the reader's own.
  public internal(set) var picture: String?

  /// Nothing is chosen.
  init(declared: [DeclaredOption]? = nil) { self.declared = declared }

  /// Chooses a value; nil stands for the lesson's own.
  mutating func choose(_ value: String?, for name: String) {
    guard let option = declared?.first(where: { $0.name == name }),
      value.map(option.takes) ?? true
    else { return }
    values[name] =
      value == option.standard || (option.kind == .flag && value == "false")
      ? nil : value
  }

  /// The arguments that the lesson gets, in the order in which it declares them.
  public var arguments: [String] {
    (declared ?? []).flatMap { option in values[option.name].map(option.arguments) ?? [] }
      + (picture.map { ["--image", $0] } ?? [])
  }
}
