// The words of `--help`. The parser takes texts; they are made of messages when a command is read,
// in the language of its reader.

import ArgumentParser
import Formatting

extension ArgumentHelp {
  /// Makes the help of an option from a message.
  ///
  /// - Parameter valueName: what stands for the value: "file" shows as `<file>`.
  public static func message(_ words: Message, valueName: String? = nil) -> ArgumentHelp {
    ArgumentHelp(words.text, valueName: valueName)
  }
}
