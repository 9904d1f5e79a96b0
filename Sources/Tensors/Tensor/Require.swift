// Preconditions of the numeric modules, whose messages are always printed.

/// Stops the program with a message when a condition is false: a programmer's error.
///
/// `precondition` is the usual function, but it drops its message in optimized code, and these
/// modules are optimized even in debug builds. `fatalError` keeps it, and a student who mixed up
/// two shapes needs to see them.
@inline(__always)
package func require(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { stop(message()) }
}

/// Stops the program with a message: a programmer's error.
@inline(never)
package func stop(_ message: String) -> Never { fatalError(message) }
