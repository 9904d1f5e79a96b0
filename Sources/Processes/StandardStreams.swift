// Standard output and error of this process: output that is lost is never a success, and a message
// that can't be printed never ends the program.

import CSandbox
import Formatting
import Foundation

package enum StandardStreams {
  /// Opens what the caller left closed, and watches over the output. Call it first.
  ///
  /// A closed descriptor would be given to the next file that is opened, which messages would then
  /// be written into. Closed output is opened so that writing to it fails, as GNU's tools do.
  package static func prepare() {
    for (descriptor, mode) in [(0, O_RDONLY), (1, O_RDONLY), (2, O_WRONLY)] as [(Int32, Int32)]
    where fcntl(descriptor, F_GETFD) < 0 && errno == EBADF {
      // The lowest free descriptor is this one: those below are open by now.
      _ = open("/dev/null", mode)
    }
    atexit {
      let code = sandbox_output_failure()
      guard code != 0 else { return }
      // A reader that has seen enough, as `head`, needs no message.
      if code == EPIPE { _exit(128 + SIGPIPE) }
      let message: Message =
        code > 0
        ? "standard output can't be written: \(String(cString: strerror(code)))"
        : "standard output can't be written"
      StandardStreams.writeError("\(message)\n")
      _exit(2)
    }
  }

  /// Writes standard output line by line, also into a pipe. Call it before anything is printed.
  package static func writeLines() { sandbox_write_lines() }

  /// Lets a crash end the program at once, without the backtrace of the runtime's helper process.
  ///
  /// A backtrace says nothing to a user, and a helper that hangs keeps pipes open that others read.
  package static func leaveOutBacktraces() {
    for crash in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT] { signal(crash, SIG_DFL) }
  }

  /// Writes to standard error, as far as that is possible.
  package static func writeError(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)[...]
      while !rest.isEmpty {
        let written = write(
          STDERR_FILENO, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if written < 0, errno != EINTR { return }
        rest = rest.dropFirst(max(written, 0))
      }
    }
  }
}
