// Lets the program of a notebook run cell by cell: after each cell it waits until somebody wants
// the next.

import Foundation
import Notebooks
import Processes

/// The end of each cell of a notebook's program, where it waits.
///
/// A program that finds the number of a descriptor in the environment variable
/// `CONVBOOK_CELL_GATE` reads from there, at the end of a cell, the number of the last cell that it
/// may run, an `Int32`, until that is a later one. It ends where the descriptor does.
///
/// Its pipe is never closed while it exists, so that any thread may open it.
package final class CellGate: @unchecked Sendable {
  /// The descriptor in the program.
  package static let descriptor: Int32 = 4
  static let variable = "CONVBOOK_CELL_GATE"

  private let pipe: ProcessPipe

  /// Creates a gate that is closed.
  package init() throws(ProcessError) { pipe = try ProcessPipe() }

  /// The end that the program reads.
  var reading: Int32 { pipe.reading }

  /// Lets the program run up to the end of a cell.
  package func open(upTo cell: Int) {
    var number = Int32(cell)
    _ = write(pipe.writing, &number, MemoryLayout.size(ofValue: number))
  }
}

/// The cells that this program may run: read and written where its notebook runs.
private final class OpenCells: @unchecked Sendable {
  static let shared = OpenCells()
  private let lock = NSLock()
  private var last = -1
  private let descriptor = ProcessInfo.processInfo.environment[CellGate.variable]
    .flatMap { Int32($0) }

  func wait(for cell: Int) {
    guard let descriptor else { return }
    lock.withLock {
      while last < cell {
        var number: Int32 = 0
        let count = read(descriptor, &number, MemoryLayout.size(ofValue: number))
        if count < 0 && errno == EINTR { continue }
        // Nobody will ask for more.
        guard count == MemoryLayout.size(ofValue: number) else { _exit(0) }
        last = Int(number)
      }
    }
  }
}

extension Notebook {
  /// Ends a cell of a notebook in Jupyter, whose kernel puts this between the cells: waits until
  /// the next one is to run.
  public func endCell(_ number: Int) {
    waitUntilErrorsAreRead()
    WatcherChannel.ofThisProcess?.send(.cellEnded(number))
    OpenCells.shared.wait(for: number + 1)
  }

  /// Ends the last cell of a notebook in Jupyter, and the program with it.
  public func endLastCell(_ number: Int) -> Never {
    waitUntilErrorsAreRead()
    WatcherChannel.ofThisProcess?.send(.cellEnded(number))
    _exit(0)
  }

  /// Waits a moment, until what was written to standard error has been read: it comes through a
  /// pipe of its own, and belongs to the cell that ends.
  private func waitUntilErrorsAreRead() {
    #if canImport(Glibc)
      for _ in 0..<100 {
        var waiting: Int32 = 0
        guard ioctl(STDERR_FILENO, UInt(FIONREAD), &waiting) == 0, waiting > 0 else { return }
        usleep(2000)
      }
    #endif
  }
}
