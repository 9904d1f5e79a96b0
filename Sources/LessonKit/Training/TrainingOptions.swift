// The options of lessons that train a network.

import ArgumentParser
import Foundation
import Networks

/// The options of training; the lesson chooses those that are not given.
public struct TrainingOptions: ParsableArguments {
  /// The number of epochs; nil for the lesson's choice.
  @Option(help: "How often training goes through all pictures.")
  public var epochs: Int?

  /// The learning rate; nil for the lesson's choice.
  @Option(
    name: [.customLong("learning-rate"), .customLong("rate")],
    help: "The learning rate: how far a step goes.")
  public var learningRate: Float?

  /// The batch size, 1 or more.
  @Option(help: "How many pictures a step of training looks at.")
  public var batch = 100

  /// The seed of the random numbers.
  @Option(help: "Where the random numbers start; the same seed gives the same run.")
  public var seed: UInt64 = 1

  /// Whether to train as long as the study document.
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

  /// Creates options for the argument parser.
  public init() {}

  /// Checks the ranges of the options.
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
  /// Loads the weights of the file that `--load` names into a network; does nothing without it.
  ///
  /// - Throws: `WeightsError` or `SafetensorsError`, which name the file and the tensor.
  public func loadWeights(into network: inout Network) throws {
    if let load { try network.load(from: URL(fileURLWithPath: load)) }
  }

  /// Writes a network's weights to the file that `--save` names; does nothing without it.
  public func saveWeights(of network: Network) throws {
    if let save { try network.save(to: URL(fileURLWithPath: save)) }
  }
}
