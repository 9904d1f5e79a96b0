// The peers of a run: started together, asked in turn, and left out, with the reason said once, when
// they are not there or answer nonsense.

import Foundation
import LessonKit

/// The scripts that are alive.
struct PeerPool {
  /// The Python that runs them.
  let python: String
  /// Where the photos lie as PNG.
  let photos: URL
  let progress: BenchProgress
  /// What each library called its version.
  private(set) var versions: [Peer: String] = [:]
  private var alive: [Peer: PeerProcess] = [:]
  /// Those that are not to be started again.
  private var given: Set<Peer> = []
  private var threads = 1

  init(python: String, photos: URL, progress: BenchProgress) {
    self.python = python
    self.photos = photos
    self.progress = progress
  }

  /// Whether a program is a Python that starts.
  static func canRun(_ python: String) -> Bool {
    Captured.run(["/usr/bin/env", python, "--version"])?.status == 0
  }

  /// Starts those that are wanted, with a number of threads, and waits until all have their library.
  mutating func start(_ wanted: Set<Peer>, threads: Int) {
    stop()
    self.threads = threads
    let wanted = Peer.allCases.filter { wanted.contains($0) && !given.contains($0) }
    // All of them import at once; a library takes seconds.
    for peer in wanted {
      do {
        alive[peer] = try PeerProcess(
          peer, python: python, arguments: arguments, environment: Self.environment(threads))
      } catch {
        leaveOut(peer, error)
      }
    }
    var missing: [Peer] = []
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
    if !missing.isEmpty { progress.say("To install what is missing: \(Peer.advice(for: missing))") }
  }

  mutating func stop() {
    alive.values.forEach { $0.stop() }
    alive = [:]
  }

  /// The process of a peer that is there and knows a work.
  func process(_ peer: Peer, for work: String) -> PeerProcess? {
    alive[peer].flatMap { $0.does(work) ? $0 : nil }
  }

  /// Says what is wrong with a peer, and asks it no more.
  mutating func leaveOut(_ peer: Peer, _ trouble: PeerTrouble) {
    progress.say("\(peer.title) is left out from here on: \(trouble)")
    alive[peer]?.stop()
    alive[peer] = nil
    given.insert(peer)
  }

  /// The peak memory, in MB, of a process of a peer's that only does one work.
  func peakMemory(of peer: Peer, _ work: String) throws(PeerTrouble) -> Double {
    let run = Captured.run(
      ["/usr/bin/env", python, peer.script.path, "--memory", work] + arguments,
      environment: Self.environment(threads), timeLimit: PeerProcess.startPatience)
    guard let run, let line = run.firstLine else {
      let last = TemporaryText.lastLine(of: run?.errors ?? "")
      throw PeerTrouble("its memory could not be measured\(last)")
    }
    return try PeerAnswer.peakMemory(line)
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
