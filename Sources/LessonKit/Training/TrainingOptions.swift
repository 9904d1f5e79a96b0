// The options of lessons that train a network.

import ArgumentParser
import Foundation
import Networks

/// The options of training; the lesson chooses those that are not given.
public struct TrainingOptions: ParsableArguments {
  /// The number of epochs; nil for the lesson's choice.
  @Option(in: 0...10_000, help: "How often training goes through all pictures.")
  public var epochs: Int?

  /// The learning rate; nil for the lesson's choice.
  @Option(
    name: [.customLong("learning-rate"), .customLong("rate")], in: 0.000_001...1000,
    help: "The learning rate: how far a step goes.")
  public var learningRate: Float?

  /// The batch size, 1 or more.
  @Option(in: 1...10_000, help: "How many pictures a step of training looks at.")
  public var batch = 100

  /// The seed of the random numbers.
  @Option(
    in: 0...UInt64.max, help: "Where the random numbers start; the same seed gives the same run.")
  public var seed: UInt64 = 1

  /// Whether to train as long as the study document.
  @Flag(
    help: .message(
      "Train as long, and on as much, as the study document does: minutes, not seconds."))
  public var full = false

  /// Whether results that are kept beside the lesson are measured again; see `RecordedResult`.
  @Flag(
    help: .message(
      "Measure again what the lesson otherwise reads from files beside it: many minutes."))
  public var measure = false

  /// The folder of the real data set, or “drawn”.
  @Option(
    help: .message(
      "The folder of MNIST or Fashion-MNIST, or “drawn” for pictures drawn by this program.",
      valueName: "folder"))
  public var data: String?

  /// The file that weights are written to.
  @Option(
    help: .message(
      "Write what was learned to a .safetensors file.", valueName: "file"))
  public var save: String?

  /// The file that weights are read from.
  @Option(
    help: .message(
      "Start from the weights of a .safetensors file.", valueName: "file"))
  public var load: String?

  /// Creates options for the argument parser.
  public init() {}
}

extension TrainingOptions {
  /// Loads the weights of the file that `--load` names into a network; does nothing without it.
  ///
  /// Both files are checked here, before training begins.
  ///
  /// - Throws: `WeightFileError` when the file can't be read or `--save` can't be written,
  ///   `WeightsError` or `SafetensorsError`, which name the file and the tensor.
  public func loadWeights(into network: inout Network) throws {
    if let load { try WeightFileError.checkReading(load) }
    if let save { try WeightFileError.checkWriting(save) }
    if let load { try network.load(from: URL(fileURLWithPath: load)) }
  }

  /// Writes a network's weights to the file that `--save` names; does nothing without it.
  ///
  /// - Throws: `WeightFileError` when that fails.
  public func saveWeights(of network: Network) throws {
    guard let save else { return }
    do { try network.save(to: URL(fileURLWithPath: save)) } catch let error as CocoaError {
      throw WeightFileError(file: save, problem: "can't be written: \(systemReason(of: error)).")
    }
  }
}

/// A file of weights can't be read or written.
public struct WeightFileError: LocalizedError {
  let file: String
  let problem: Message

  /// What was found, and what to do.
  public var errorDescription: String? { text("\(file): \(problem)") }

  static func checkReading(_ file: String) throws {
    try refuseWhatIsNoFile(file)
    guard FileManager.default.fileExists(atPath: file) else {
      throw WeightFileError(
        file: file, problem: "there is no such file; --save writes one that --load can read.")
    }
    guard FileManager.default.isReadableFile(atPath: file) else {
      throw WeightFileError(file: file, problem: "can't be read: you may not read this file.")
    }
  }

  static func checkWriting(_ file: String) throws {
    try refuseWhatIsNoFile(file)
    // The file is replaced, which takes the right to write to its folder.
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
    else {
      throw WeightFileError(
        file: file, problem: "can't be written: there is no folder \(folder); make it first.")
    }
    guard FileManager.default.isWritableFile(atPath: folder) else {
      throw WeightFileError(
        file: file, problem: "can't be written: you may not write to the folder \(folder).")
    }
  }

  private static func refuseWhatIsNoFile(_ file: String) throws {
    switch FileKind(at: file) {
    case .missing, .regular: return
    case .folder:
      throw WeightFileError(
        file: file, problem: "is a folder; name a file in it, as \(file)/weights.safetensors.")
    case .special:
      throw WeightFileError(file: file, problem: "is a pipe or a device; name a file.")
    }
  }
}
