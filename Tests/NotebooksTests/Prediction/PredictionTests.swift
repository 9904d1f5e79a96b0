import Tensors
import Testing

@testable import Notebooks

@Suite struct PredictionTests {
  private func prediction(
    _ input: [Int], _ filters: [Int], stride: any PerAxis = 1, padding: Padding = .valid,
    dilation: any PerAxis = 1
  ) throws -> Prediction {
    let output = conv2D(
      Tensor(shape: input, repeating: 0), Tensor(shape: filters, repeating: 0), stride: stride,
      padding: padding, dilation: dilation)
    return try #require(Prediction(of: output))
  }

  @Test func theRightShapeIsNotAnswered() throws {
    let prediction = try prediction([1, 9, 12, 3], [3, 3, 3, 5], stride: 2)
    #expect(prediction.answer(to: [1, 4, 5, 5]) == [])
  }

  /// 12 wide, 3 the window, 2 the stride: ⌊9 / 2⌋ + 1 = 5.
  @Test(
    arguments: [
      ([1, 5, 4, 7], [PageStrings.mistakeSwapped]),
      ([4, 5, 7], [PageStrings.mistakeNoBatch]),
      ([4, 5], [PageStrings.mistakeOnlyLengths]),
      ([1, 5, 4, 7, 1], [PageStrings.rank(5, not: 4)]),
      ([1, 4, 5, 3], ["channels 3: " + PageStrings.mistakeInputDepth]),
      ([1, 4, 5, 21], ["channels 21: " + PageStrings.mistakeDepthTimesFilters]),
      ([1, 4, 5, 1], ["channels 1: " + PageStrings.mistakeOneMap]),
      ([1, 4, 4, 7], ["width 4: " + PageStrings.mistakeNoPlusOne]),
      ([1, 7, 5, 7], ["height 7: " + PageStrings.mistakeNoStride]),
      (
        [1, 3, 10, 7],
        [
          "height 3: \(PageStrings.mistakeNoPlusOne) \(PageStrings.or(PageStrings.mistakeWindow))",
          "width 10: " + PageStrings.mistakeNoStride,
        ]
      ),
      ([2, 4, 5, 7], ["batch 2: " + PageStrings.wrongLength]),
    ] as [([Int], [String])])
  func wrongShapesAreAnsweredByWhatLeadsToThem(guess: [Int], answer: [String]) throws {
    let prediction = try prediction([1, 9, 12, 3], [3, 3, 3, 7], stride: 2)
    #expect(prediction.answer(to: guess) == answer)
  }

  /// 8 long, window 3, stride 2, padding 1 on each end: ⌊7 / 2⌋ + 1 = 4, and by each mistake:
  @Test(
    arguments: [
      (5, PageStrings.mistakeNoFloor), (3, PageStrings.mistakeNoPlusOne),
      (7, PageStrings.wrongLength),
      (10, PageStrings.mistakePadded),
    ] as [(Int, String)])
  func paddedLengths(length: Int, words: String) throws {
    let prediction = try prediction([1, 8, 8, 1], [3, 3, 1, 2], stride: 2, padding: .explicit(1))
    let answer = try #require(prediction.answer(to: [1, length, 4, 2]).first)
    #expect(answer.contains(words) && answer.hasPrefix("height \(length): "), "\(answer)")
  }

  @Test func paddingCountedOnceOrNotAtAll() throws {
    let prediction = try prediction([1, 9, 9, 1], [4, 4, 1, 2], padding: .explicit(3))
    #expect(
      prediction.answer(to: [1, 9, 12, 2])
        == [
          "height 9: \(PageStrings.mistakePaddingOnce) "
            + "\(PageStrings.or(PageStrings.mistakeSameForValid)) "
            + "\(PageStrings.or(PageStrings.mistakeNoWindow)) "
            + "\(PageStrings.or(PageStrings.mistakeUnchanged))"
        ])
    #expect(prediction.answer(to: [1, 6, 12, 2]) == ["height 6: " + PageStrings.mistakeNoPadding])
  }

  @Test func sameAndValidExchanged() throws {
    let same = try prediction([1, 7, 7, 1], [3, 3, 1, 1], stride: 2, padding: .same)
    #expect(same.answer(to: [1, 4, 3, 1])[0].contains(PageStrings.mistakeValidForSame))
    #expect(same.answer(to: [1, 4, 3, 1])[0].contains(PageStrings.mistakeRoundedDown))
    let valid = try prediction([1, 7, 7, 1], [4, 4, 1, 1], stride: 2)
    #expect(valid.answer(to: [1, 4, 2, 1])[0].contains(PageStrings.mistakeSameForValid))
    let dilated = try prediction([1, 9, 9, 1], [3, 3, 1, 1], dilation: 2)
    #expect(dilated.answer(to: [1, 7, 5, 1]) == ["height 7: " + PageStrings.mistakeNoDilation])
  }

  @Test func productsAndPooling() throws {
    let product = try #require(
      Prediction(of: matmul(Tensor.zeros(2, 3), Tensor.zeros(3, 5))))
    #expect(product.answer(to: [5, 2]) == [PageStrings.mistakeProductTurned])
    #expect(product.answer(to: [3, 3]) == [PageStrings.mistakeProductInner])
    #expect(product.answer(to: [2, 3]) == [PageStrings.mistakeProductLeft])
    #expect(product.answer(to: [3, 5]) == [PageStrings.mistakeProductRight])
    let pooled = try #require(
      Prediction(of: maxPool2D(Tensor.zeros(1, 6, 6, 4), windowSize: 2, stride: 2)))
    #expect(
      pooled.answer(to: [1, 3, 3, 1]) == ["channels 1: " + PageStrings.mistakePooledChannels])
  }

  /// Ten filters of 5 × 5 × 3 with biases: 760.
  @Test(
    arguments: [
      (750, PageStrings.mistakeNoBias), (751, PageStrings.mistakeOneBias),
      (260, PageStrings.mistakeNoDepth),
      (250, PageStrings.mistakeNoDepthNoBias), (76, PageStrings.mistakeOneFilter),
      (75, PageStrings.mistakeOneFilterNoBias), (753, PageStrings.mistakeBiasPerChannel),
    ] as [(Int, String)])
  func parameterCounts(count: Int, words: String) {
    let prediction = Prediction(parametersOf: [5, 5, 3, 10])
    #expect(prediction.number == 760)
    #expect(prediction.mistakes.first { $0.answer == [Double(count)] }?.words == words)
  }

  /// Steps that no operation records are judged by the two shapes.
  @Test(
    arguments: [
      ([4, 6, 3], [1, 4, 6, 3], [4, 6, 3], PageStrings.mistakeNoBatch),
      ([4, 6, 3], [1, 4, 6, 3], [1, 6, 4, 3], PageStrings.mistakeSwapped),
      ([1, 4, 6, 3], [1, 4, 6, 1], [1, 4, 6, 3], PageStrings.mistakeAllChannels),
      ([1, 4, 6, 3], [1, 4, 6, 1], [1, 4, 6], PageStrings.mistakeChannelAxis),
      ([5, 1, 28, 28], [1, 28, 28], [28, 28], PageStrings.mistakeTwoTaken),
      ([5, 1, 28, 28], [1, 28, 28], [1, 1, 28, 28], PageStrings.mistakeAxisKept),
      ([1, 6, 6, 256], [1, 9216], [9216], PageStrings.mistakeNoBatch),
      ([1, 6, 6, 256], [1, 9216], [1, 36], PageStrings.mistakeChannelsNotFlattened),
      ([1, 6, 6, 256], [1, 9216], [1, 9000], PageStrings.keepsNumbers(9216)),
      ([8], [4, 2], [2, 4], PageStrings.mistakeRowsAndColumns),
      ([8], [4, 2], [4, 4], PageStrings.keepsNumbers(8)),
      ([1, 8, 8, 4], [1, 8, 8, 4], [1, 4, 4, 4], PageStrings.mistakeHalved),
      ([1, 8, 8, 4], [1, 8, 8, 4], [1, 8, 8, 1], PageStrings.keepsShape),
    ] as [([Int], [Int], [Int], String)])
  func fromOneShapeToAnother(input: [Int], output: [Int], guess: [Int], words: String) {
    let prediction = Prediction(shape: output, from: input)
    #expect(prediction.answer(to: output) == [])
    #expect(prediction.answer(to: guess) == [words])
  }

  /// Two pictures of 7 × 7 × 3 have 2 · 9 windows of 5, each of 75 numbers.
  @Test(
    arguments: [
      ([75, 18], PageStrings.mistakeWindowsAsColumns),
      ([9, 75], "rows 9: " + PageStrings.mistakeOnePictureUnfolded),
      ([2, 75], "rows 2: " + PageStrings.mistakeGridOfWindows),
      ([18, 25], "columns 25: " + PageStrings.mistakeWindowWithoutChannels),
      ([18, 15], "columns 15: " + PageStrings.mistakeOneSideOfTheWindow),
    ] as [([Int], String)])
  func unfolded(guess: [Int], words: String) throws {
    let prediction = try #require(Prediction(of: im2col(Tensor.zeros(2, 7, 7, 3), filterSize: 5)))
    #expect(prediction.answer(to: [18, 75]) == [])
    #expect(prediction.answer(to: guess) == [words])
  }

  /// A claim of the notes: that 4 × 4 with padding 1 is 5 × 5.
  @Test func paddedOnOneSide() throws {
    let prediction = try #require(Prediction(of: Tensor.zeros(4, 4).padded(1)))
    #expect(prediction.answer(to: [6, 6]) == [])
    #expect(prediction.answer(to: [5, 6]) == ["axis 1 5: " + PageStrings.mistakePaddingOnce])
    #expect(prediction.answer(to: [6, 4]) == ["axis 2 4: " + PageStrings.mistakeNoPadding])
  }

  @Test func countsOfPlaces() throws {
    let geometry = try WindowGeometry(
      input: [28, 31], windowSize: [5, 5], stride: 3, padding: .explicit(2))
    let prediction = Prediction(geometry)
    #expect(prediction.shape == [10, 11])
    #expect(prediction.answer(to: [9, 11]).first?.contains(PageStrings.mistakeNoPlusOne) == true)
  }

  @Test func numbersAreNearWhereTheyHaveAFraction() {
    let prediction = Prediction(
      number: 0.2887, mistakes: [.init(1, "one"), .init(0.25, "a quarter"), .init(0.2887, "never")])
    #expect(prediction.answer(to: 0.29) == [])
    #expect(prediction.answer(to: 0.251) == ["a quarter"])
    #expect(prediction.answer(to: 1.001) == [PageStrings.tooHigh])
    #expect(prediction.answer(to: 1) == ["one"])
    let mean = Prediction(
      number: 116.667, mistakes: [.init(116, "cut off"), .init(117, "rounded")])
    #expect(mean.answer(to: 116) == ["cut off"])
    #expect(mean.answer(to: 117) == ["rounded"])
    #expect(mean.answer(to: 116.7) == [])
    #expect(Prediction(number: 117).answer(to: 116.9) == [PageStrings.tooLow])
    #expect(Prediction(number: 15_052_800).answer(toNumber: "15,052,800") == [])
    #expect(Prediction(number: -1000).answer(toNumber: " −1000") == [])
    #expect(prediction.answer(toNumber: "about a third") == nil)
    #expect(prediction.answer(toShape: "") == nil)
  }

  /// No mistake may ever be told to someone who is right.
  @Test func noMistakeIsTheAnswer() throws {
    for stride in 1...3 {
      for padding in [Padding.valid, .same, .explicit(1), .explicit(2)] {
        for filters in [[1, 1, 1, 1], [2, 3, 1, 1], [3, 3, 1, 4]] {
          let prediction = try prediction([1, 5, 8, 1], filters, stride: stride, padding: padding)
          let shape = try #require(prediction.shape)
          #expect(!prediction.mistakes.contains { $0.answer == shape.map(Double.init) })
          #expect(!prediction.axisMistakes.contains { shape[$0.axis] == $0.length })
        }
      }
    }
  }
}
