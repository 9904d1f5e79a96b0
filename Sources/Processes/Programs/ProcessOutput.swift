// Runs a program to its end and captures its output.

import Foundation

/// The output and exit status of a finished program.
package struct ProcessOutput: Sendable {
  package let ending: ChildProcess.Ending
  package let output: String
  package let errors: String

  /// The exit status, or 128 and the number of the signal that ended it.
  package var status: Int32 { ending.status }
  /// The first line of its output; nil when it failed.
  package var firstLine: String? {
    status == 0 ? output.split(separator: "\n").first.map(String.init) : nil
  }

  /// Runs a program to its end, with empty input.
  ///
  /// - Parameters:
  ///   - timeLimit: the time limit in seconds.
  ///   - stopper: ends it from another thread.
  /// - Throws: `ProcessError` when there is no such program, or it can't be executed.
  package static func run(
    _ command: [String], environment: [String: String?] = [:], leadsGroup: Bool = false,
    timeLimit: Double = 60, stopper: ProgramStopper? = nil
  ) throws(ProcessError) -> ProcessOutput {
    // Files, because a full pipe would block the program.
    let (output, errors) = (try CaptureFile(), try CaptureFile())
    let program = try ChildProcess.start(
      command, environment: environment, leadsGroup: leadsGroup, output: output.descriptor,
      errors: errors.descriptor)
    let ending = program.wait(timeLimit: timeLimit, stopper: stopper)
    return ProcessOutput(ending: ending, output: output.text, errors: errors.text)
  }
}

/// An unnamed temporary file for a program's output; it is deleted when all descriptors are closed.
package final class CaptureFile {
  package let descriptor: Int32

  /// Creates a file.
  /// - Throws: `ProcessError` when the temporary folder can't be written to.
  package init() throws(ProcessError) {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("convbook-\(UUID().uuidString)").path
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw ProcessError("\(path)", code: errno) }
    unlink(path)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The text written so far.
  package var text: String {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = pread(descriptor, &chunk, chunk.count, off_t(bytes.count))
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += chunk[..<count]
    }
  }
}
