// The peers of a run: started together, asked in turn, and left out, with the reason said once,
// when they are not there or answer nonsense.

import Foundation
import LessonKit
import Processes

/// The scripts that are alive.
struct ReferencePool {
  /// The Python that runs them.
  let python: String
  /// Where the photos lie as PNG.
  let photos: URL
  let progress: BenchProgress
  /// What each library called its version.
  private(set) var versions: [ReferenceLibrary: String] = [:]
  private var alive: [ReferenceLibrary: ReferenceProcess] = [:]
  /// Those that are not to be started again.
  private var given: Set<ReferenceLibrary> = []
  private var threads = 1

  init(python: String, photos: URL, progress: BenchProgress) {
    self.python = python
    self.photos = photos
    self.progress = progress
  }

  /// Whether a program is a Python that starts.
  static func canRun(_ python: String) -> Bool {
    (try? ProcessOutput.run(["/usr/bin/env", python, "--version"]))?.status == 0
  }

  /// Starts those that are wanted, with a number of threads, and waits until all have their
  /// library.
  mutating func start(_ wanted: Set<ReferenceLibrary>, threads: Int) {
    stop()
    self.threads = threads
    let wanted = ReferenceLibrary.allCases.filter { wanted.contains($0) && !given.contains($0) }
    // All of them import at once; a library takes seconds.
    for peer in wanted {
      do {
        alive[peer] = try ReferenceProcess(
          peer, python: python, arguments: arguments, environment: Self.environment(threads))
      } catch {
        leaveOut(peer, error)
      }
    }
    var missing: [ReferenceLibrary] = []
    for peer in wanted {
      guard let process = alive[peer] else { continue }
      progress.show("Starting \(peer.title)…")
      do {
        switch try process.greet() {
        case .ready(let version, _): versions[peer] = version
        case .missing(let reason):
          progress.say("\(peer.title) is left out: \(reason)")
          missing.append(peer)
          alive[peer] = nil
          given.insert(peer)
        }
      } catch {
        leaveOut(peer, error)
      }
    }
    if !missing.isEmpty {
      progress.say("To install what is missing: \(ReferenceLibrary.advice(for: missing))")
    }
  }

  mutating func stop() {
    alive.values.forEach { $0.stop() }
    alive = [:]
  }

  /// The process of a peer that is there and knows a work.
  func process(_ peer: ReferenceLibrary, for work: String) -> ReferenceProcess? {
    alive[peer].flatMap { $0.does(work) ? $0 : nil }
  }

  /// Says what is wrong with a peer, and asks it no more.
  mutating func leaveOut(_ peer: ReferenceLibrary, _ trouble: ReferenceTrouble) {
    progress.say("\(peer.title) is left out from here on: \(trouble)")
    alive[peer]?.stop()
    alive[peer] = nil
    given.insert(peer)
  }

  /// The peak memory, in MB, of a process of a peer's that only does one work.
  func peakMemory(of peer: ReferenceLibrary, _ work: String) throws(ReferenceTrouble) -> Double {
    let run = try? ProcessOutput.run(
      ["/usr/bin/env", python, peer.script.path, "--memory", work] + arguments,
      environment: Self.environment(threads), timeLimit: ReferenceProcess.startPatience)
    guard let run, let line = run.firstLine else {
      throw ReferenceTrouble("its memory could not be measured", lastLineOf: run?.errors)
    }
    return try ReferenceAnswer.peakMemory(line)
  }

  /// The words after the name of any script.
  private var arguments: [String] { ["--threads", "\(threads)", "--photos", photos.path] }

  /// Libraries read most of these when they are loaded; graphics cards are not what is compared.
  static func environment(_ threads: Int) -> [String: String] {
    [
      "OMP_NUM_THREADS": "\(threads)", "OPENBLAS_NUM_THREADS": "\(threads)",
      "MKL_NUM_THREADS": "\(threads)", "VECLIB_MAXIMUM_THREADS": "\(threads)",
      "CUDA_VISIBLE_DEVICES": "", "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONDONTWRITEBYTECODE": "1",
    ]
  }
}
