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
    #expect(prediction.answer(to: [1, 4, 5, 5]).map(\.text) == [])
  }

  /// 12 wide, 3 the window, 2 the stride: ⌊9 / 2⌋ + 1 = 5.
  @Test(
    arguments: [
      ([1, 5, 4, 7], [PageStrings.mistakeSwapped.text]),
      ([4, 5, 7], [PageStrings.mistakeNoBatch.text]),
      ([4, 5], [PageStrings.mistakeOnlyLengths.text]),
      ([1, 5, 4, 7, 1], [PageStrings.rank(5, not: 4).text]),
      ([1, 4, 5, 3], ["channels 3: " + PageStrings.mistakeInputDepth.text]),
      ([1, 4, 5, 21], ["channels 21: " + PageStrings.mistakeDepthTimesFilters.text]),
      ([1, 4, 5, 1], ["channels 1: " + PageStrings.mistakeOneMap.text]),
      ([1, 4, 4, 7], ["width 4: " + PageStrings.mistakeNoPlusOne.text]),
      ([1, 7, 5, 7], ["height 7: " + PageStrings.mistakeNoStride.text]),
      (
        [1, 3, 10, 7], ["height 3: " + PageStrings.mistakeNoPlusOne.text]
      ),
      ([1, 7, 10, 7], ["height 7, width 10: " + PageStrings.mistakeNoStride.text]),
      ([2, 4, 5, 7], ["batch 2: " + PageStrings.wrongLength.text]),
    ] as [([Int], [String])])
  func wrongShapesAreAnsweredByWhatLeadsToThem(guess: [Int], answer: [String]) throws {
    let prediction = try prediction([1, 9, 12, 3], [3, 3, 3, 7], stride: 2)
    #expect(prediction.answer(to: guess).map(\.text) == answer)
  }

  /// 8 long, window 3, stride 2, padding 1 on each end: ⌊7 / 2⌋ + 1 = 4, and by each mistake:
  @Test(
    arguments: [
      (5, PageStrings.mistakeNoFloor.text), (3, PageStrings.mistakeNoPlusOne.text),
      (7, PageStrings.wrongLength.text),
      (10, PageStrings.mistakePadded.text),
    ] as [(Int, String)])
  func paddedLengths(length: Int, words: String) throws {
    let prediction = try prediction([1, 8, 8, 1], [3, 3, 1, 2], stride: 2, padding: .explicit(1))
    let answer = try #require(prediction.answer(to: [1, length, 4, 2]).first?.text)
    #expect(answer.contains(words) && answer.hasPrefix("height \(length): "), "\(answer)")
  }

  @Test func paddingCountedOnceOrNotAtAll() throws {
    let prediction = try prediction([1, 9, 9, 1], [4, 4, 1, 2], padding: .explicit(3))
    #expect(
      prediction.answer(to: [1, 9, 12, 2]).map(\.text)
        == [
          "height 9: " + PageStrings.mistakePaddingOnce.text
        ])
    #expect(
      prediction.answer(to: [1, 6, 12, 2]).map(\.text) == [
        "height 6: " + PageStrings.mistakeNoPadding.text
      ])
  }

  @Test func sameAndValidExchanged() throws {
    let same = try prediction([1, 7, 7, 1], [3, 3, 1, 1], stride: 2, padding: .same)
    #expect(
      same.answer(to: [1, 4, 3, 1]).map(\.text)[0].contains(PageStrings.mistakeValidForSame.text))
    let valid = try prediction([1, 7, 7, 1], [4, 4, 1, 1], stride: 2)
    #expect(
      valid.answer(to: [1, 4, 2, 1]).map(\.text)[0].contains(PageStrings.mistakeSameForValid.text))
    let dilated = try prediction([1, 9, 9, 1], [3, 3, 1, 1], dilation: 2)
    #expect(
      dilated.answer(to: [1, 7, 5, 1]).map(\.text) == [
        "height 7: " + PageStrings.mistakeNoDilation.text
      ])
  }

  @Test func productsAndPooling() throws {
    let product = try #require(
      Prediction(of: matmul(Tensor.zeros(2, 3), Tensor.zeros(3, 5))))
    #expect(product.answer(to: [5, 2]).map(\.text) == [PageStrings.mistakeProductTurned.text])
    #expect(product.answer(to: [3, 3]).map(\.text) == [PageStrings.mistakeProductInner.text])
    #expect(product.answer(to: [2, 3]).map(\.text) == [PageStrings.mistakeProductLeft.text])
    #expect(product.answer(to: [3, 5]).map(\.text) == [PageStrings.mistakeProductRight.text])
    let pooled = try #require(
      Prediction(of: maxPool2D(Tensor.zeros(1, 6, 6, 4), windowSize: 2, stride: 2)))
    #expect(
      pooled.answer(to: [1, 3, 3, 1]).map(\.text) == [
        "channels 1: " + PageStrings.mistakePooledChannels.text
      ])
  }

  /// Ten filters of 5 × 5 × 3 with biases: 760.
  @Test(
    arguments: [
      (750, PageStrings.mistakeNoBias.text), (751, PageStrings.mistakeOneBias.text),
      (260, PageStrings.mistakeNoDepth.text),
      (250, PageStrings.mistakeNoDepthNoBias.text), (76, PageStrings.mistakeOneFilter.text),
      (75, PageStrings.mistakeOneFilterNoBias.text), (753, PageStrings.mistakeBiasPerChannel.text),
    ] as [(Int, String)])
  func parameterCounts(count: Int, words: String) {
    let prediction = Prediction(parametersOf: [5, 5, 3, 10])
    #expect(prediction.number == 760)
    #expect(prediction.mistakes.first { $0.answer == [Double(count)] }?.words.text == words)
  }

  /// Steps that no operation records are judged by the two shapes.
  @Test(
    arguments: [
      ([4, 6, 3], [1, 4, 6, 3], [4, 6, 3], PageStrings.mistakeNoBatch.text),
      ([4, 6, 3], [1, 4, 6, 3], [1, 6, 4, 3], PageStrings.mistakeSwapped.text),
      ([1, 4, 6, 3], [1, 4, 6, 1], [1, 4, 6, 3], PageStrings.mistakeAllChannels.text),
      ([1, 4, 6, 3], [1, 4, 6, 1], [1, 4, 6], PageStrings.mistakeChannelAxis.text),
      ([5, 1, 28, 28], [1, 28, 28], [28, 28], PageStrings.mistakeTwoTaken.text),
      ([5, 1, 28, 28], [1, 28, 28], [1, 1, 28, 28], PageStrings.mistakeAxisKept.text),
      ([1, 6, 6, 256], [1, 9216], [9216], PageStrings.mistakeNoBatch.text),
      ([1, 6, 6, 256], [1, 9216], [1, 36], PageStrings.mistakeChannelsNotFlattened.text),
      ([1, 6, 6, 256], [1, 9216], [1, 9000], PageStrings.keepsNumbers(9216).text),
      ([8], [4, 2], [2, 4], PageStrings.mistakeRowsAndColumns.text),
      ([8], [4, 2], [4, 4], PageStrings.keepsNumbers(8).text),
      ([1, 8, 8, 4], [1, 8, 8, 4], [1, 4, 4, 4], PageStrings.mistakeHalved.text),
      ([1, 8, 8, 4], [1, 8, 8, 4], [1, 8, 8, 1], PageStrings.keepsShape.text),
    ] as [([Int], [Int], [Int], String)])
  func fromOneShapeToAnother(input: [Int], output: [Int], guess: [Int], words: String) {
    let prediction = Prediction(shape: output, from: input)
    #expect(prediction.answer(to: output).map(\.text) == [])
    #expect(prediction.answer(to: guess).map(\.text) == [words])
  }

  /// Two pictures of 7 × 7 × 3 have 2 · 9 windows of 5, each of 75 numbers.
  @Test(
    arguments: [
      ([75, 18], PageStrings.mistakeWindowsAsColumns.text),
      ([9, 75], "rows 9: " + PageStrings.mistakeOnePictureUnfolded.text),
      ([2, 75], "rows 2: " + PageStrings.mistakeGridOfWindows.text),
      ([18, 25], "columns 25: " + PageStrings.mistakeWindowWithoutChannels.text),
      ([18, 15], "columns 15: " + PageStrings.mistakeOneSideOfTheWindow.text),
    ] as [([Int], String)])
  func unfolded(guess: [Int], words: String) throws {
    let prediction = try #require(Prediction(of: im2col(Tensor.zeros(2, 7, 7, 3), filterSize: 5)))
    #expect(prediction.answer(to: [18, 75]).map(\.text) == [])
    #expect(prediction.answer(to: guess).map(\.text) == [words])
  }

  /// A claim of the notes: that 4 × 4 with padding 1 is 5 × 5.
  @Test func paddedOnOneSide() throws {
    let prediction = try #require(Prediction(of: Tensor.zeros(4, 4).padded(1)))
    #expect(prediction.answer(to: [6, 6]).map(\.text) == [])
    #expect(
      prediction.answer(to: [5, 6]).map(\.text) == [
        "axis 1 5: " + PageStrings.mistakePaddingOnce.text
      ])
    #expect(
      prediction.answer(to: [6, 4]).map(\.text) == [
        "axis 2 4: " + PageStrings.mistakeNoPadding.text
      ])
  }

  @Test func countsOfPlaces() throws {
    let geometry = try WindowGeometry(
      input: [28, 31], windowSize: [5, 5], stride: 3, padding: .explicit(2))
    let prediction = Prediction(geometry)
    #expect(prediction.shape == [10, 11])
    #expect(
      prediction.answer(to: [9, 11]).first?.text.contains(PageStrings.mistakeNoPlusOne.text) == true
    )
  }

  /// What was measured may be guessed by a tenth; what can be worked out may not; 0 and 1 are not
  /// asked, unless somebody answers something else for a reason.
  @Test func measuredNumbersAreEstimated() throws {
    let measured = try #require(Prediction(traced: -462, mistakes: [], isMeasured: true))
    for guess in [-462, -460, -500, -420.0] { #expect(measured.answer(to: guess).isEmpty) }
    #expect(measured.answer(to: -400).map(\.text) == [PageStrings.tooHigh.text])
    #expect(measured.answer(to: 462).map(\.text) == [PageStrings.tooHigh.text])
    #expect(measured.question.text == PageStrings.askEstimate.text)
    let counted = try #require(Prediction(traced: 760, mistakes: [], isMeasured: false))
    #expect(counted.answer(to: 761).map(\.text) == [PageStrings.tooHigh.text])
    let byHand = try #require(
      Prediction(traced: 116.667, mistakes: [.init(116, "cut off")], isMeasured: true))
    #expect(byHand.answer(to: 120).map(\.text) == [PageStrings.tooHigh.text])
    for number in [0.0, 1] {
      #expect(Prediction(traced: number, mistakes: [], isMeasured: false) == nil)
      #expect(Prediction(traced: number, mistakes: [.init(3, "no")], isMeasured: true) != nil)
    }
  }

  @Test func numbersAreNearWhereTheyHaveAFraction() {
    let prediction = Prediction(
      number: 0.2887, mistakes: [.init(1, "one"), .init(0.25, "a quarter"), .init(0.2887, "never")])
    #expect(prediction.answer(to: 0.29).map(\.text) == [])
    #expect(prediction.answer(to: 0.251).map(\.text) == ["a quarter"])
    #expect(prediction.answer(to: 1.001).map(\.text) == [PageStrings.tooHigh.text])
    #expect(prediction.answer(to: 1).map(\.text) == ["one"])
    let mean = Prediction(
      number: 116.667, mistakes: [.init(116, "cut off"), .init(117, "rounded")])
    #expect(mean.answer(to: 116) == ["cut off"])
    #expect(mean.answer(to: 117) == ["rounded"])
    #expect(mean.answer(to: 116.7) == [])
    #expect(Prediction(number: 117).answer(to: 116.9).map(\.text) == [PageStrings.tooLow.text])
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
