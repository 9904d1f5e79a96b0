// Parallel loops: the only way work is divided among threads.

import CBackends

/// The threads of the numeric modules.
public enum Threads {
  /// The number of threads, 1 or more: that of cores, or the environment variable CONVBOOK_THREADS.
  ///
  /// Results are bit for bit the same for any number. Change it only while nothing is computed.
  public static var count: Int {
    get { backend_threads() }
    set {
      require(newValue >= 1, "the number of threads is 1 or more, not \(newValue)")
      backend_set_threads(newValue)
    }
  }
}

/// Calls `body` with 0, 1, …, count − 1, on several threads and in no certain order.
///
/// The parts must not write to the same memory. Parts that sum must not depend on the number of
/// threads: then the order of summation, and with it each bit, is the same on one core and on many.
/// A nested call runs on its own thread alone.
package func parallelFor(_ count: Int, _ body: (Int) -> Void) {
  let workers = min(count, Threads.count)
  guard workers > 1, !backend_is_inside() else {
    for part in 0..<count { body(part) }
    return
  }
  // Each thread starts with the same chunk in every call: what it wrote for one layer is in its
  // cache for the next. Then it takes parts of the others' chunks, so that no thread waits for a
  // slow one.
  let chunks = WorkChunks(of: count, into: workers)
  let spacing = 8  // One counter in each cache line.
  withUnsafeTemporaryAllocation(of: Int.self, capacity: spacing * chunks.count) { counters in
    for worker in 0..<chunks.count {
      counters[worker * spacing] = chunks[worker].lowerBound
    }
    let counters = counters.baseAddress!
    run(on: chunks.count) { worker in
      for offset in 0..<chunks.count {
        let owner = (worker + offset) % chunks.count
        let end = chunks[owner].upperBound
        while true {
          let part = backend_next(counters + owner * spacing)
          guard part < end else { break }
          body(part)
        }
      }
    }
  }
}

/// Calls `body` on several threads at once, each with a number of its own from 0 on: with 0 on the
/// caller's, and on others as far as they are free.
private func run(on workers: Int, _ body: (Int) -> Void) {
  withoutActuallyEscaping(body) { body in
    withUnsafePointer(to: body) { body in
      backend_run(workers, UnsafeMutableRawPointer(mutating: body)) { body, worker in
        body!.assumingMemoryBound(to: ((Int) -> Void).self).pointee(worker)
      }
    }
  }
}

/// Returns what `body` makes of 0, 1, …, count − 1, in this order, made on several threads.
package func parallelMap<Element>(_ count: Int, _ body: (Int) -> Element) -> [Element] {
  Array(unsafeUninitializedCapacity: count) { elements, initializedCount in
    parallelFor(count) { index in elements.initializeElement(at: index, to: body(index)) }
    initializedCount = count
  }
}
