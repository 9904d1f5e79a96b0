// The words of `--help`. The parser takes texts; they are made of messages when a command is read,
// in the language of its reader.

import ArgumentParser
import Formatting

extension ArgumentHelp {
  /// Makes the help of an option from a message.
  ///
  /// - Parameters:
  ///   - valueName: what stands for the value: "file" shows as `<file>`.
  ///   - standard: the value of an option that is not given, where the parser does not know it.
  public static func message(
    _ words: Message, valueName: String? = nil, standard: String? = nil
  ) -> ArgumentHelp {
    ArgumentHelp(words.text + (standard.map { " (default: \($0))" } ?? ""), valueName: valueName)
  }
}
