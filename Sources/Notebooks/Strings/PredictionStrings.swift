// The texts that answer predictions of shapes and numbers.

extension PageStrings {
  static let predictFirst = "Predict first"
  static let predictHint = "Hide what comes out until you have guessed it"
  static let askShape = "Which shape comes out?"
  static let askNumber = "Which number comes out?"
  static let askAgain = "Once more? Enter alone shows it."
  static let guessExample = "for example"
  static let check = "Check"
  static let show = "Show"
  static let right = "Yes."
  static let near = "Yes, near enough."
  static let tooLow = "Too low."
  static let tooHigh = "Too high."
  static let noGuess = "Write numbers, with anything between them."
  static let hiddenResult = "?"
  static let wrongLength = "not this."
  static func or(_ words: String) -> String { "Or: " + words }
  static let wrongRank = "It has {right} axes, yours has {wrong}."
  static func rank(_ wrong: Int, not right: Int) -> String {
    wrongRank.replacing("{right}", with: "\(right)").replacing("{wrong}", with: "\(wrong)")
  }
  static func axis(number: Int) -> String { "axis \(number)" }
  static let axisBatch = "batch"
  static let axisChannels = "channels"
  static let axisRows = "rows"
  static let axisColumns = "columns"

  static let keepsNumbersWords = "No number is lost and none comes in: there are {count} of them."
  static func keepsNumbers(_ count: Int) -> String {
    keepsNumbersWords.replacing("{count}", with: "\(count)")
  }
  static let keepsNumbersOtherwise = "As many numbers there would be. But the axes are others."
  static let keepsShape = "This works on each number by itself: no axis gets longer or shorter."
  static let mistakeHalved = "Halving is what a pool does. " + keepsShape
  static let mistakeBatchLast = "The batch is the first axis, not the last."
  static let mistakeNothingTaken = "That is what it was taken from: one of it has no such axis."
  static let mistakeAxisKept = """
    An index takes its axis away. It would stay, with the length 1, for a range: x[0..<1].
    """
  static let mistakeTwoTaken = "One index takes one axis away, the first."
  static let mistakeAllChannels = "That is with all channels; one of them was taken."
  static let mistakeChannelAxis = "The axis of the channels stays, with the length 1."
  static let mistakeChannelAxisKept =
    "Here the axis of the channels is gone: rows and columns are left."
  static let mistakeNothingMoved = "That is the shape it had before."
  static let mistakeBatchFlattened =
    "The batch stays an axis: each picture becomes a row of its own."
  static let mistakeChannelsNotFlattened = "The channels are flattened with the rest."
  static let mistakeRowsAndColumns = "Rows come first, then columns."
  static let mistakeOtherOrder = "All axes are there, in another order."
  static let mistakeNoChannelAxis = "The channels are missing: they are the last axis."
  static let mistakeWindowsAsColumns = "Here each window is a row, not a column."
  static let mistakeOnePictureUnfolded =
    "those are the windows of one picture; those of all pictures stand below each other."
  static let mistakeWindowForEachPixel =
    "not every pixel begins a window: it has to fit in whole."
  static let mistakeGridOfWindows =
    "windows overlap: the next one begins a stride further, not a window further."
  static let mistakeRowsOfWindows = "windows stand side by side, too, not only below each other."
  static let mistakeWindowWithoutChannels = "a window holds all channels of each of its places."
  static let mistakeOneSideOfTheWindow = "a window has rows and columns: its sides are multiplied."

  static let mistakeSwapped = "Height and width are exchanged: height comes first."
  static let mistakeNoBatch = "The batch is missing: it stays the first axis, even when it is 1."
  static let mistakeNoChannels = "The channels are missing: they stay the last axis, even when 1."
  static let mistakeOnlyLengths =
    "These are its sides; the batch in front and the channels belong to it."
  static let mistakeChannelsFirst =
    "Here the channels come last, as in TensorFlow; first is PyTorch’s order."
  static let mistakeNoFloor = """
    the division leaves a remainder, and you rounded up. What is left is too short for one more \
    window: round down.
    """
  static let mistakeNoPlusOne = """
    the + 1 is missing. The window stands somewhere before its first step, and that place counts.
    """
  static let mistakePaddingOnce = "the padding stands on both ends: count it twice."
  static let mistakeNoPadding = "the padding is forgotten."
  static let mistakeSameForValid = """
    this is ⌈n / S⌉, the rule of padding SAME. Here the window stops where the formula says.
    """
  static let mistakeValidForSame = """
    this is the rule of VALID, without padding. SAME pads as much as ⌈n / S⌉ needs.
    """
  static let mistakeRoundedDown = "SAME rounds up: the last, incomplete step gets its padding."
  static let mistakeNoWindow = """
    this is the input divided by the stride. The window’s own length has to be taken off first.
    """
  static let mistakeNoDilation = "the gaps of the dilated window are forgotten: it reaches further."
  static let mistakeNoStride = "the stride is forgotten: this many places there are at stride 1."
  static let mistakeUnchanged = """
    this is the input’s own length. Without enough padding the window can’t stand over its edge.
    """
  static let mistakePadded = "this is the length with its padding, before the window slides."
  static let mistakeWindow = "this is the window’s length, not how often it stops."
  static let mistakeInputDepth = """
    this is the depth of the input. A filter sums over all of it, so each filter gives one map.
    """
  static let mistakeDepthTimesFilters = """
    a filter does not give a map for each channel: it sums over the channels and gives one.
    """
  static let mistakeOneMap = "one map comes from one filter; count the filters."
  static let mistakePooledChannels = "pooling does not mix channels: each is pooled for itself."
  static let mistakeProductTurned = "This is the transpose: rows come from the left factor."
  static let mistakeProductInner =
    "These are the inner lengths, which are summed over and disappear."
  static let mistakeProductLeft = "This is the left factor; its columns are summed over."
  static let mistakeProductRight = "This is the right factor; its rows are summed over."
  static let mistakeNoBias = "The biases are missing: one for each filter."
  static let mistakeOneBias = "There is not one bias in all but one for each filter."
  static let mistakeNoDepth =
    "The depth is missing: a filter has weights for every channel of its input."
  static let mistakeNoDepthNoBias = "The depth of the filters is missing, and their biases."
  static let mistakeOneFilter = "This is one filter with its bias; count the others too."
  static let mistakeOneFilterNoBias = "This is one filter without its bias."
  static let mistakeBiasPerChannel = "Biases belong to the filters, not to the input’s channels."
}
