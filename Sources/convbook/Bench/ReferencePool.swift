// Manages the scripts of other libraries: starts them together, and removes those that are not
// installed or fail, printing the reason once.

import Foundation
import LessonKit
import Processes

/// The running scripts.
struct ReferencePool {
  /// The Python interpreter.
  let python: String
  /// The folder of the photos as PNG files.
  let photos: URL
  let progress: BenchProgress
  /// The version of each library.
  private(set) var versions: [ReferenceLibrary: String] = [:]
  private var alive: [ReferenceLibrary: ReferenceProcess] = [:]
  /// The libraries that are not started again.
  private var given: Set<ReferenceLibrary> = []
  private var threads = 1

  init(python: String, photos: URL, progress: BenchProgress) {
    self.python = python
    self.photos = photos
    self.progress = progress
  }

  /// Returns whether a program is a Python that runs.
  static func canRun(_ python: String) -> Bool {
    (try? ProcessOutput.run(["/usr/bin/env", python, "--version"]))?.status == 0
  }

  /// Starts the scripts of libraries, and waits until all have imported them.
  mutating func start(_ wanted: Set<ReferenceLibrary>, threads: Int) {
    stop()
    self.threads = threads
    let wanted = ReferenceLibrary.allCases.filter { wanted.contains($0) && !given.contains($0) }
    // They import concurrently, since an import takes seconds.
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

  /// Returns the process of a library that has a benchmark; nil for none.
  func process(_ peer: ReferenceLibrary, for work: String) -> ReferenceProcess? {
    alive[peer].flatMap { $0.does(work) ? $0 : nil }
  }

  /// Prints the error of a library, and removes it.
  mutating func leaveOut(_ peer: ReferenceLibrary, _ trouble: ReferenceLibraryError) {
    progress.say("\(peer.title) is left out from here on: \(trouble)")
    alive[peer]?.stop()
    alive[peer] = nil
    given.insert(peer)
  }

  /// Returns the peak memory in MB of a library's process that runs only one benchmark.
  func peakMemory(of peer: ReferenceLibrary, _ work: String) throws(ReferenceLibraryError) -> Double
  {
    let run = try? ProcessOutput.run(
      ["/usr/bin/env", python, peer.script.path, "--memory", work] + arguments,
      environment: Self.environment(threads), timeLimit: ReferenceProcess.startTimeout)
    guard let run, let line = run.firstLine else {
      throw ReferenceLibraryError("its memory could not be measured", lastLineOf: run?.errors)
    }
    return try ReferenceAnswer.peakMemory(line)
  }

  /// The arguments of the scripts.
  private var arguments: [String] { ["--threads", "\(threads)", "--photos", photos.path] }

  /// Returns the environment that limits the threads of libraries and disables GPUs; most read it
  /// at load time.
  static func environment(_ threads: Int) -> [String: String] {
    [
      "OMP_NUM_THREADS": "\(threads)", "OPENBLAS_NUM_THREADS": "\(threads)",
      "MKL_NUM_THREADS": "\(threads)", "VECLIB_MAXIMUM_THREADS": "\(threads)",
      "CUDA_VISIBLE_DEVICES": "", "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONDONTWRITEBYTECODE": "1",
    ]
  }
}
