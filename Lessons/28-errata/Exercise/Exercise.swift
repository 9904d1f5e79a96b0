// Exercise 28: Put it right
//
// Six claims of the five notes, as functions. Write what holds.
//
//     swift run convbook check 28

import LessonKit

@main
struct Answer: ErrataExercise, Attempt {
  /// How many numbers a pool leaves along one axis, padding counted. (The first notes’ Pooling
  /// forgets it.)
  ///
  /// - Parameters:
  ///   - n: rows that go in.
  ///   - window: rows of the window.
  ///   - stride: how far it moves.
  ///   - padding: rows on each side.
  /// - Returns: rows that come out.
  func pooledSize(_ n: Int, window: Int, stride: Int, padding: Int) throws -> Int {
    throw Unfinished()  // Your code goes here.
  }

  /// A random digit from a uniform random number: what randint(10) does. (The second notes say it
  /// goes up to 10.)
  ///
  /// - Parameter uniform: from 0, below 1.
  /// - Returns: 0 to 9, each as often as the others.
  func digit(_ uniform: Float) throws -> Int {
    throw Unfinished()  // Your code goes here.
  }

  /// Rows of a picture with its padding. (The third notes make 5 × 5 of 4 × 4 with padding 1.)
  ///
  /// - Parameters:
  ///   - n: rows of the picture.
  ///   - padding: rows of padding on each side.
  /// - Returns: rows.
  func paddedSize(_ n: Int, padding: Int) throws -> Int {
    throw Unfinished()  // Your code goes here.
  }

  /// The shape behind a 3 × 3 convolution with SAME and a pool of 2 × 2 with SAME. (The fourth
  /// notes multiply channels and round down.)
  ///
  /// - Parameters:
  ///   - height: rows that go in.
  ///   - width: columns that go in.
  ///   - channels: channels that go in.
  ///   - filters: how many filters there are.
  /// - Returns: height, width, channels.
  func shapeBehindBlock(height: Int, width: Int, channels: Int, filters: Int) throws -> [Int] {
    throw Unfinished()  // Your code goes here.
  }

  /// The mean of three bytes, nothing cut off. (The fifth notes’ eight-bit mean loses a third of
  /// a step on average.)
  ///
  /// - Parameters:
  ///   - red: 0 to 255.
  ///   - green: 0 to 255.
  ///   - blue: 0 to 255.
  /// - Returns: 0 to 255, with what is behind the point.
  func mean(red: UInt8, green: UInt8, blue: UInt8) throws -> Float {
    throw Unfinished()  // Your code goes here.
  }

  /// Of each window, which touch and don’t overlap, the number that is furthest from 0, with its
  /// sign; of two equally far the first. (The fifth notes pool with a maximum, and so lose every
  /// falling edge.)
  ///
  /// - Parameters:
  ///   - response: what an edge filter gave along a row; a whole number of windows.
  ///   - window: how long a window is.
  /// - Returns: a number for each window.
  func strongestEdges(_ response: [Float], window: Int) throws -> [Float] {
    throw Unfinished()  // Your code goes here.
  }
}
