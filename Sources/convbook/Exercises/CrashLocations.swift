// Looks up the source lines of an isolated program's crash. The program writes the addresses
// itself, so that they are used for explanations only.

import Foundation
import Processes

/// The frame addresses that an isolated program wrote when it crashed.
struct CrashLocations {
  private let addresses: [String]
  /// The remaining text.
  let ownWords: String

  init(_ words: String) {
    let lines = words.split(separator: "\n", omittingEmptySubsequences: false)
    let prefix = Confinement.crashAddressPrefix
    addresses = lines.filter { $0.hasPrefix(prefix) }
      .map { "0x" + $0.dropFirst(prefix.count).prefix(16) }
      .filter { $0.dropFirst(2).allSatisfy(\.isHexDigit) }
    ownWords = lines.filter { !$0.hasPrefix(prefix) }.joined(separator: "\n")
  }

  /// Returns the text with a line for each frame in the form of the Swift runtime's backtrace;
  /// without frames when `llvm-symbolizer` is missing.
  ///
  /// - Parameter program: the path of the program.
  func report(of program: String) -> String {
    guard !addresses.isEmpty,
      let run = try? ProcessOutput.run(
        [
          "/usr/bin/env", "llvm-symbolizer", "--obj=\(program)", "--inlines", "--pretty-print",
        ] + addresses.prefix(32), leadsGroup: true, timeLimit: 20), run.status == 0
    else { return ownWords }
    let frames = run.output.split(separator: "\n")
      .map { $0.replacing("(inlined by) ", with: "").trimmingCharacters(in: .whitespaces) }
    // The marker with which the runtime begins a backtrace.
    return ownWords + "\n*** \n" + frames.joined(separator: "\n") + "\n"
  }
}
