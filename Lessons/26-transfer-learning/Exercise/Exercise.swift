// Exercise 26: What is learned and what stays
//
// A network that was trained on something else gets a new last layer. How much of it learns
// depends on what you freeze, and not everything that moves in a network is learned.
//
//     swift run convbook check 26

import LessonKit

@main
struct Answer: TransferLearningExercise, Attempt {
  /// How many numbers training may change after a network got a new dense layer at its end.
  ///
  /// The new layer takes the features that the body gives and has a score for each class, with a
  /// bias. ResNet18's body has 11,176,512 numbers and gives 512 features: with 2 classes, 1,026
  /// learn while the body is frozen, and 11,177,538 when it is not.
  ///
  /// - Parameters:
  ///   - body: how many weights and biases the network has without its last layer.
  ///   - features: how many numbers the body gives for a picture.
  ///   - classes: how many classes there are.
  ///   - isFrozen: whether the body keeps its weights.
  /// - Returns: how many numbers learn.
  func trainableParameters(
    body: Int, features: Int, classes: Int, isFrozen: Bool
  ) throws -> Int {
    throw Unfinished()  // Your code goes here.
  }

  /// The running mean of a batch normalization after one batch, as PyTorch keeps it.
  ///
  /// While a network learns, the running mean becomes (1 − momentum) · before + momentum · mean of
  /// the batch. It is no weight and no gradient moves it. A layer that is frozen in earnest must
  /// leave it as it was. With [0], the batch [[2], [4]] and a momentum of 0.1: [0.3].
  ///
  /// - Parameters:
  ///   - mean: the running mean before, a number for each channel.
  ///   - batch: a row for each picture, in it a number for each channel.
  ///   - momentum: how much the batch counts, from 0 to 1.
  ///   - isFrozen: whether the layer keeps its statistics.
  /// - Returns: the running mean after, a number for each channel.
  func runningMean(
    _ mean: [Float], batch: [[Float]], momentum: Float, isFrozen: Bool
  ) throws -> [Float] {
    throw Unfinished()  // Your code goes here.
  }
}
