// Looks up where a confined program crashed. What it says of that is only believed as words: it
// decides about an explanation, never about a pass.

import Foundation
import Processes

/// The addresses that a confined program told, as the Swift runtime's backtrace would have them.
struct CrashLocations {
  private let addresses: [String]
  /// What it wrote besides.
  let ownWords: String

  init(_ words: String) {
    let lines = words.split(separator: "\n", omittingEmptySubsequences: false)
    let prefix = Confinement.crashAddressPrefix
    addresses = lines.filter { $0.hasPrefix(prefix) }
      .map { "0x" + $0.dropFirst(prefix.count).prefix(16) }
      .filter { $0.dropFirst(2).allSatisfy(\.isHexDigit) }
    ownWords = lines.filter { !$0.hasPrefix(prefix) }.joined(separator: "\n")
  }

  /// The words with a line for each frame; without them where there is nobody to look them up.
  ///
  /// - Parameter program: the file that the addresses lie in.
  func report(of program: String) -> String {
    guard !addresses.isEmpty,
      let run = try? ProcessOutput.run(
        [
          "/usr/bin/env", "llvm-symbolizer", "--obj=\(program)", "--inlines", "--pretty-print",
        ] + addresses.prefix(32), leadsGroup: true, timeLimit: 20), run.status == 0
    else { return ownWords }
    let frames = run.output.split(separator: "\n")
      .map { $0.replacing("(inlined by) ", with: "").trimmingCharacters(in: .whitespaces) }
    // As the runtime begins its own.
    return ownWords + "\n*** \n" + frames.joined(separator: "\n") + "\n"
  }
}
