// Looks up where an isolated program crashed. The program itself writes the addresses, so they
// serve an explanation and decide about no pass.

import Foundation
import Processes

/// The addresses of frames that an isolated program wrote when it crashed.
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

  /// The program's text with a line for each frame, as the Swift runtime's backtrace has them;
  /// without those where there is no `llvm-symbolizer`.
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
