// Keeps the pictures that are shown under names made of their content, so that a picture that
// changes has another name, and the one before it can still be looked at.

import Foundation
import Notebooks
import Tensors

/// The pictures of a lesson's last runs. The lock guards them: servers read, the lesson writes.
public final class PictureStore: @unchecked Sendable {
  private let lock = NSLock()
  /// The files by name, of the runs from the oldest to the one that goes on.
  private var runs: [[String: Data]] = []
  /// The names of this run's files in the store, by those in its folder.
  private var names: [String: String] = [:]

  /// The number of runs whose pictures are kept.
  private static let keptRuns = 4

  init() {}

  /// Returns the content of a file; nil when it is not kept.
  public func file(_ name: String) -> Data? {
    lock.withLock { runs.reversed().lazy.compactMap { $0[name] }.first }
  }

  /// Begins a run.
  /// - Parameter outputs: what is still shown of the runs before.
  func begin(showing outputs: [CellOutput]) {
    let shown = Self.names(in: outputs)
    lock.withLock {
      names = [:]
      runs.append(
        runs.reduce(into: [:]) { kept, run in
          kept.merge(run.filter { shown.contains($0.key) }) { first, _ in first }
        })
      if runs.count > Self.keptRuns { runs.removeFirst() }
    }
  }

  /// Returns the pictures of some outputs, by their names here.
  func files(of outputs: [CellOutput]) -> [String: Data] {
    Self.names(in: outputs).reduce(into: [:]) { $0[$1] = file($1) }
  }

  /// Takes over the pictures of a run that was kept.
  func add(_ files: [String: Data]) {
    lock.withLock { runs[runs.count - 1].merge(files) { first, _ in first } }
  }

  private static func names(in outputs: [CellOutput]) -> Set<String> {
    var names: Set<String> = []
    for output in outputs {
      _ = output.renamingFiles { name in
        names.insert(name)
        return name
      }
    }
    return names
  }

  /// Returns an output with the names that its files have here.
  func keeping(_ output: CellOutput, from folder: URL) -> CellOutput {
    output.renamingFiles { keep($0, from: folder) }
  }

  private func keep(_ name: String, from folder: URL) -> String {
    lock.withLock {
      if let kept = names[name] { return kept }
      guard let data = try? Data(contentsOf: folder.appendingPathComponent(name)) else {
        return name
      }
      let hash = hexadecimal(data.withUnsafeBytes { contentHash(of: $0) })
      let kept = "pictures/\(hash)/\(name.split(separator: "/").last ?? "")"
      runs[runs.count - 1][kept] = data
      names[name] = kept
      return kept
    }
  }
}
