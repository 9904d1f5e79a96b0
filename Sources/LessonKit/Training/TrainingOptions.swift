// The options of lessons that train: how long, how fast, on what.

import ArgumentParser
import Foundation
import Networks

/// What can be asked of a lesson that trains. What is not asked for is the lesson's own choice.
public struct TrainingOptions: ParsableArguments {
  /// How many epochs were asked for; nil leaves it to the lesson.
  @Option(help: "How often training goes through all pictures.")
  public var epochs: Int?

  /// The learning rate that was asked for; nil leaves it to the lesson.
  @Option(
    name: [.customLong("learning-rate"), .customLong("rate")],
    help: "The learning rate: how far a step goes.")
  public var learningRate: Float?

  /// Pictures in a batch, 1 or more.
  @Option(help: "How many pictures a step of training looks at.")
  public var batch = 100

  /// Where the random numbers start.
  @Option(help: "Where the random numbers start; the same seed gives the same run.")
  public var seed: UInt64 = 1

  /// Whether to train as long as the study document does.
  @Flag(help: "Train as long, and on as much, as the study document does: minutes, not seconds.")
  public var full = false

  /// The folder of the real data set, or “drawn”.
  @Option(
    help: ArgumentHelp(
      "The folder of MNIST or Fashion-MNIST, or “drawn” for pictures drawn by this program.",
      valueName: "folder"))
  public var data: String?

  /// The file that weights are written to.
  @Option(
    help: ArgumentHelp(
      "Write what was learned to a .safetensors file.", valueName: "file"))
  public var save: String?

  /// The file that weights are read from.
  @Option(
    help: ArgumentHelp(
      "Start from the weights of a .safetensors file.", valueName: "file"))
  public var load: String?

  /// Made by the argument parser.
  public init() {}

  /// Refuses numbers that can't work, before anything is computed.
  public func validate() throws {
    if let epochs, epochs < 0 {
      throw ValidationError("--epochs is \(epochs), it must be 0 or more")
    }
    if let learningRate, !(learningRate > 0 && learningRate.isFinite) {
      throw ValidationError("--learning-rate is \(learningRate), it must be above 0")
    }
    if batch < 1 { throw ValidationError("--batch is \(batch), it must be 1 or more") }
  }
}

extension TrainingOptions {
  /// Puts the weights of the file that `--load` names into a network; nothing without it.
  ///
  /// - Throws: `WeightsError` or `SafetensorsError`, which name the file and the tensor.
  public func loadWeights(into network: inout Network) throws {
    if let load { try network.load(from: URL(fileURLWithPath: load)) }
  }

  /// Writes a network's weights to the file that `--save` names; nothing without it.
  public func saveWeights(of network: Network) throws {
    if let save { try network.save(to: URL(fileURLWithPath: save)) }
  }
}
