// The one way work is divided among threads.

import CBackends
import Dispatch

/// How many threads the numeric modules use.
public enum Threads {
  /// The number of cores, or what the environment variable CONVBOOK_THREADS says; 1 or more.
  ///
  /// Results do not depend on it, not by one bit. Change it only while nothing is computed.
  public static var count: Int {
    get { backend_threads() }
    set {
      require(newValue >= 1, "\(newValue) threads can't work, it takes 1 or more")
      backend_set_threads(newValue)
    }
  }
}

/// Calls `body` with 0, 1, …, count − 1, on several threads at once and in no certain order.
///
/// The parts must not write to the same place. How work is cut into parts must not depend on the
/// number of threads: then sums are taken in the same order everywhere, and the same input gives the
/// same bits on one core and on many. A part that calls this again does so on its own thread alone.
package func parallelFor(_ count: Int, _ body: (Int) -> Void) {
  let workers = min(count, Threads.count)
  guard workers > 1, !backend_is_inside() else {
    for part in 0..<count { body(part) }
    return
  }
  // Each thread begins with a stretch of its own, the same at every call: what it wrote for one
  // layer lies in its cache for the next. Done with it, it helps the others, so that one that is held
  // up by its neighbours on the machine holds up nobody.
  let stretches = WorkChunks(of: count, into: workers)
  let spacing = 8  // Counters in cache lines of their own.
  withUnsafeTemporaryAllocation(of: Int.self, capacity: spacing * stretches.count) { counters in
    for worker in 0..<stretches.count {
      counters[worker * spacing] = stretches[worker].lowerBound
    }
    withoutActuallyEscaping(body) { body in
      // The compiler can't see that the parts keep out of each other's way; callers see to it.
      nonisolated(unsafe) let (counters, body) = (counters.baseAddress!, body)
      DispatchQueue.concurrentPerform(iterations: stretches.count) { worker in
        backend_set_inside(true)
        defer { backend_set_inside(false) }
        for offset in 0..<stretches.count {
          let owner = (worker + offset) % stretches.count
          let end = stretches[owner].upperBound
          while true {
            let part = backend_next(counters + owner * spacing)
            guard part < end else { break }
            body(part)
          }
        }
      }
    }
  }
}
