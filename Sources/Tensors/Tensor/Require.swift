// The one way a wrong call is stopped in the numeric modules, so that its message is always read.

/// Stops the program with a message when a call makes no sense: a programmer's error.
///
/// `precondition` would be the usual word, but it drops its message in optimised code, and these
/// modules are optimised even in debug builds. `fatalError` keeps it, and a student who mixed up two
/// shapes needs to see them.
@inline(__always)
package func require(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { stop(message()) }
}

/// Stops the program with a message: a programmer's error that was found by other means.
@inline(never)
package func stop(_ message: String) -> Never { fatalError(message) }
