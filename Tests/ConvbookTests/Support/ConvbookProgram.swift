// The built program, run as people run it.

import Foundation
import Processes
import TestSupport
import Testing

@testable import convbook

/// A finished run of `convbook`.
struct Run: Sendable {
  let status: Int32
  let output: String
  let errors: String

  /// Runs `convbook` without a terminal.
  ///
  /// - Parameter environment: added to this process's own, from which CI is removed.
  init(
    _ arguments: [String], in folder: URL? = nil, environment: [String: String] = [:]
  ) throws {
    let change = folder.map { ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", $0.path] }
    let run = try ProcessOutput.run(
      (change ?? []) + [URL.builtProducts.appendingPathComponent("convbook").path] + arguments,
      environment: ["CI": nil, Builder.skipBuildVariable: "1"].merging(environment) { $1 },
      timeLimit: 600)
    (status, output, errors) = (run.status, run.output, run.errors)
  }
}
