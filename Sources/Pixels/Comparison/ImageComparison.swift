// Compares two pictures in numbers. ImageComparisonText.swift has the words,
// DifferencePicture.swift the picture of the differences, and DifferenceHypotheses.swift explains
// them.

import Formatting

/// Compares two pictures, sample by sample as stored.
///
///     let comparison = ImageComparison(mine, theirs, tolerance: 1)
///     if !comparison.isMatch { comparison.lines.forEach { print($0) } }
///
/// - Pictures of different sizes are laid on each other at the top left. What only one has counts
///   as differing; all other numbers are about the part that both have.
/// - Grey against RGB counts grey three times; no alpha against alpha counts as opaque. Alpha is
///   compared as a channel of its own, nothing is composited. ``notes`` say so where it happened.
///
/// Encodes as the report that `convbook compare --json` prints.
public struct ImageComparison: Sendable, Encodable {
  /// A picture's size.
  public struct Size: Hashable, Sendable, Encodable {
    /// Rows.
    public let height: Int
    /// Columns.
    public let width: Int
    /// Samples a pixel.
    public let channels: Int
  }

  /// The sample that differs most.
  public struct DifferingSample: Hashable, Sendable, Encodable {
    /// Its row.
    public let y: Int
    /// Its column.
    public let x: Int
    /// Its channel.
    public let channel: Int
    /// Its value in the first picture.
    public let first: Int
    /// Its value in the second.
    public let second: Int
  }

  /// Whether the sizes are equal and no sample differs by more than the tolerance.
  public let isMatch: Bool
  /// The first picture's size.
  public let firstSize: Size
  /// The second picture's size.
  public let secondSize: Size
  /// Differences up to this, in 8-bit steps, don't count as differing.
  public let tolerance: Int
  /// The largest difference of two samples, 0…255.
  public let largestDifference: Int
  /// Where it is (the first such place); nil if nothing differs at all.
  public let largestPlace: DifferingSample?
  /// The mean absolute difference of all samples, in 8-bit steps.
  public let meanDifference: Double
  /// The root of the mean squared difference, in 8-bit steps.
  public let rootMeanSquare: Double
  /// 20 · log₁₀(255 / RMS) in decibels; nil (infinite) when nothing differs.
  public let peakSignalToNoise: Double?
  /// The mean structural similarity, 1 for equal pictures; nil when the pictures have no part in
  /// common.
  ///
  /// See ``structuralSimilarity(_:_:)``.
  public let structuralSimilarity: Double?
  /// How many pixels differ by more than the tolerance, or are there in one picture only.
  public let differingPixels: Int
  /// How many pixels there are in either.
  public let totalPixels: Int
  /// The smallest area that holds all differing pixels.
  public let boundingBox: PixelArea?
  /// What was done to make the pictures comparable, as sentences.
  public let notes: [Message]
  /// What may have happened to the second picture, if anything explains the difference well.
  public let explanation: DifferenceExplanation?

  /// The pictures, in as many channels as both need.
  let first, second: Image

  private enum CodingKeys: String, CodingKey {
    case isMatch, firstSize, secondSize, tolerance, largestDifference, largestPlace, meanDifference
    case rootMeanSquare, peakSignalToNoise, structuralSimilarity, differingPixels, totalPixels
    case boundingBox, notes, explanation
  }

  /// Compares two pictures.
  ///
  /// - Parameters:
  ///   - tolerance: in 8-bit steps; a pixel differs when one of its samples does by more.
  ///   - explains: whether to look for an ``explanation`` when the pictures differ.
  public init(_ first: Image, _ second: Image, tolerance: Int = 0, explains: Bool = true) {
    let colour = max(first.channels, second.channels) >= 3
    let alpha = first.hasAlpha || second.hasAlpha
    let channels = (colour ? 3 : 1) + (alpha ? 1 : 0)
    let one = first.converted(to: channels)
    let two = second.converted(to: channels)
    let sums = DifferenceSums(one, two, tolerance: tolerance)

    self.first = one
    self.second = two
    self.tolerance = tolerance
    firstSize = Size(height: first.height, width: first.width, channels: first.channels)
    secondSize = Size(height: second.height, width: second.width, channels: second.channels)
    notes = ImageComparison.notes(first, second)
    largestDifference = sums.largest
    largestPlace = sums.largestIndex.map { y, x, channel in
      DifferingSample(
        y: y, x: x, channel: channel, first: Int(one[y, x, channel]),
        second: Int(two[y, x, channel]))
    }
    meanDifference = sums.samples > 0 ? Double(sums.sum) / Double(sums.samples) : 0
    rootMeanSquare =
      sums.samples > 0 ? (Double(sums.squares) / Double(sums.samples)).squareRoot() : 0
    peakSignalToNoise = sums.squares > 0 ? decibels(255 / rootMeanSquare) : nil
    differingPixels = sums.differing
    totalPixels =
      first.height * first.width + second.height * second.width
      - min(first.height, second.height) * min(first.width, second.width)
    boundingBox = sums.boundingBox
    isMatch = sums.differing == 0
    structuralSimilarity =
      sums.squares == 0 ? (sums.samples > 0 ? 1 : nil) : Pixels.structuralSimilarity(one, two)
    explanation =
      isMatch || !explains ? nil : DifferenceExplanation(from: one, to: two, tolerance: tolerance)
  }

  private static func notes(_ first: Image, _ second: Image) -> [Message] {
    var notes: [Message] = []
    if (first.channels < 3) != (second.channels < 3) {
      notes.append(
        first.channels < 3
          ? "The first picture is grey, the second in colour: grey counts as three equal channels."
          : "The second picture is grey, the first in colour: grey counts as three equal channels."
      )
    }
    if first.hasAlpha != second.hasAlpha {
      notes.append(
        first.hasAlpha
          ? "Only the first picture has an alpha channel: the other counts as opaque."
          : "Only the second picture has an alpha channel: the other counts as opaque.")
    }
    return notes
  }
}

/// One pass over the part that both pictures have.
private struct DifferenceSums {
  var samples = 0
  var sum = 0
  var squares = 0
  var largest = 0
  var largestIndex: (y: Int, x: Int, channel: Int)?
  var differing = 0
  private var rows: ClosedRange<Int>?
  private var columns: ClosedRange<Int>?

  var boundingBox: PixelArea? {
    guard let rows, let columns else { return nil }
    return PixelArea(
      y: rows.lowerBound, x: columns.lowerBound, height: rows.count, width: columns.count)
  }

  init(_ first: Image, _ second: Image, tolerance: Int) {
    let height = min(first.height, second.height)
    let width = min(first.width, second.width)
    let channels = first.channels
    samples = height * width * channels
    first.pixels.withUnsafeBufferPointer { one in
      second.pixels.withUnsafeBufferPointer { two in
        for y in 0..<height {
          var firstColumn = width
          var lastColumn = -1
          for x in 0..<width {
            let a = (y * first.width + x) * channels
            let b = (y * second.width + x) * channels
            var differs = false
            for channel in 0..<channels where one[a + channel] != two[b + channel] {
              let difference = abs(Int(one[a + channel]) - Int(two[b + channel]))
              sum += difference
              squares += difference * difference
              if difference > largest {
                largest = difference
                largestIndex = (y, x, channel)
              }
              if difference > tolerance { differs = true }
            }
            if differs {
              differing += 1
              firstColumn = min(firstColumn, x)
              lastColumn = x
            }
          }
          if lastColumn >= 0 { mark(y...y, firstColumn...lastColumn) }
        }
      }
    }
    // What only one has: a strip below and a strip to the right.
    for image in [first, second] {
      differing += image.height * image.width - height * width
      if image.height > height, image.width > 0 {
        mark(height...(image.height - 1), 0...(image.width - 1))
      }
      if image.width > width, image.height > 0 {
        mark(0...(image.height - 1), width...(image.width - 1))
      }
    }
  }

  private mutating func mark(_ moreRows: ClosedRange<Int>, _ moreColumns: ClosedRange<Int>) {
    func union(_ range: ClosedRange<Int>?, _ more: ClosedRange<Int>) -> ClosedRange<Int> {
      guard let range else { return more }
      return min(range.lowerBound, more.lowerBound)...max(range.upperBound, more.upperBound)
    }
    rows = union(rows, moreRows)
    columns = union(columns, moreColumns)
  }
}
