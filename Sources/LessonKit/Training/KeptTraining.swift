// Keeps what trainings have learned, so that a lesson that runs again need not train again. Only
// `convbook live` asks for it: there a lesson runs from the top at each change.

import Datasets
import Foundation
import Networks
import Notebooks
import Tensors

/// The weights and curves of one training, in a folder that is named after all that decides them.
struct KeptTraining {
  /// The environment variable with the folder of a lesson's kept trainings; without it none is
  /// kept.
  static let variable = "CONVBOOK_KEPT_TRAININGS"

  /// The number of trainings of a lesson that are kept.
  private static let capacity = 16

  private let folder: URL
  private var weights: URL { folder.appendingPathComponent("network.safetensors") }
  private var bestWeights: URL { folder.appendingPathComponent("best.safetensors") }
  private var curves: URL { folder.appendingPathComponent("curves.json") }
  private func weights(after step: Int) -> URL {
    folder.appendingPathComponent("after-\(step).safetensors")
  }

  /// Finds the place of a training that is about to begin.
  ///
  /// - Parameters:
  ///   - options: what decides it besides the network and the data, in words.
  ///   - root: the folder of the lesson's trainings.
  /// - Returns: nil when nothing is kept, or when the network holds more than its weights: random
  ///   numbers of dropout go on from where a training has left them.
  init?(
    of network: Network, on data: DatasetSplits, options: [String],
    preprocess: (Tensor) -> Tensor = { $0 },
    in root: String? = ProcessInfo.processInfo.environment[variable]
  ) {
    guard let root, data.training.count > 0 else { return nil }
    // A few pictures tell strides, activations and what is done with pictures beforehand.
    let probe = preprocess(data.training.prefix(8).images)
    var (training, inference) = (network, network)
    (training.mode, inference.mode) = (.training, .inference)
    let outputs = training.forward(probe)
    guard inference.forward(probe).scalars == outputs.scalars else { return nil }
    var parts = options + network.layers.map { "\(type(of: $0))" }
    parts += network.parameters.map { parameter in
      "\(parameter.name) \(parameter.isTrainable) \(Self.hash(parameter.value))"
    }
    parts += [probe, outputs].map(Self.hash)
    for pictures in [data.training, data.validation] {
      parts += [Self.hash(pictures.images), "\(pictures.labels.hashOfAll)"]
    }
    var key = parts.joined(separator: "\n")
    folder = URL(fileURLWithPath: root).appendingPathComponent(
      key.withUTF8 { hexadecimal(contentHash(of: UnsafeRawBufferPointer($0))) })
  }

  private static func hash(_ tensor: Tensor) -> String {
    "\(tensor.shape) "
      + hexadecimal(tensor.scalars.withUnsafeBytes { contentHash(of: $0) })
  }

  /// Returns what was kept; nil when nothing was, or not all of it can be read.
  ///
  /// - Parameter recorder: gets what one like it saw.
  func load(into network: inout Network, recorder: ReplayRecorder? = nil) -> TrainingRun? {
    guard let data = try? Data(contentsOf: curves),
      let kept = try? JSONDecoder().decode(TrainingRun.Curves.self, from: data)
    else { return nil }
    func loaded(_ weights: URL) throws -> Network {
      var copy = network
      try copy.load(from: weights)
      return copy
    }
    guard let last = try? loaded(weights), let best = try? loaded(bestWeights),
      let copies = try? kept.copies.map({ ($0, try loaded(weights(after: $0))) })
    else { return nil }
    network = last
    recorder?.take(kept.moments ?? [], of: last)
    // The one that is used last is kept longest.
    try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: folder.path)
    return TrainingRun(
      kept: kept, best: best, copies: Dictionary(uniqueKeysWithValues: copies))
  }

  /// Keeps a training that has come to its end. Where that fails, it trains again next time.
  func keep(_ run: TrainingRun, _ network: Network, recorder: ReplayRecorder? = nil) {
    guard !run.wasInterrupted, let best = run.best else { return }
    let files = FileManager.default
    do {
      try files.createDirectory(at: folder, withIntermediateDirectories: true)
      try network.save(to: weights)
      try best.save(to: bestWeights)
      for (step, copy) in run.copies { try copy.save(to: weights(after: step)) }
      // Last: what has no curves is not kept.
      var curves = run.curves
      curves.moments = recorder?.moments
      try JSONEncoder().encode(curves).write(to: self.curves, options: .atomic)
    } catch { return }
    let root = folder.deletingLastPathComponent()
    let all =
      (try? files.contentsOfDirectory(
        at: root, includingPropertiesForKeys: [.contentModificationDateKey])) ?? []
    let byAge = all.map { url -> (url: URL, date: Date) in
      let date = try? url.resourceValues(forKeys: [.contentModificationDateKey])
        .contentModificationDate
      return (url, date ?? .distantPast)
    }.sorted { $0.date > $1.date }
    for old in byAge.dropFirst(Self.capacity) { try? files.removeItem(at: old.url) }
  }
}

extension [Int] {
  /// A hash of all numbers in their order.
  fileprivate var hashOfAll: UInt64 { withUnsafeBytes { contentHash(of: $0) } }
}
