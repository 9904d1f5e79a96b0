// The texts that answer predictions of shapes and numbers.

import Formatting

extension PageStrings {
  static let predictFirst: Message = "Predict first"
  static let predictHint: Message = "Hide what comes out until you have guessed it"
  static let askShape: Message = "Which shape comes out?"
  static let askNumber: Message = "Which number comes out?"
  static let askEstimate: Message = "About which number? A tenth more or less is near enough."
  static let askAgain: Message = "Once more? Enter alone shows it."
  static let guessExample: Message = "for example"
  static let check: Message = "Check"
  static let show: Message = "Show"
  static let right: Message = "Yes."
  static let judgeTrue: Message = "It holds"
  static let judgeFalse: Message = "It does not hold"
  static let judgedWrong: Message = "You judged otherwise."
  static let askClaim: Message = "Does that hold? y or n"
  static let claimHolds: Message = "**It holds.**"
  static let claimFails: Message = "**It does not hold.**"
  static func claim(_ words: Message, of document: String) -> Message {
    "Document \(document): “\(words)”"
  }
  static func toldBy(_ source: Message) -> Message { "(Not run here; source: \(source).)" }
  static let near: Message = "Yes, near enough."
  static let tooLow: Message = "Too low."
  static let tooHigh: Message = "Too high."
  static let noGuess: Message = "Write numbers, with anything between them."
  static let hiddenResult: Message = "?"
  static let wrongLength: Message = "not this."
  static let wrongRank: Message = "It has {right} axes, yours has {wrong}."
  static func rank(_ wrong: Int, not right: Int) -> Message {
    Message(
      template: wrongRank.template,
      values: ["right": .text("\(right)"), "wrong": .text("\(wrong)")])
  }
  static func axis(number: Int) -> Message { "axis \(number)" }
  static func axis(_ name: String) -> Message {
    let known: [String: Message] = [
      "height": "height", "width": "width", "depth": "depth", "length": "length",
    ]
    return known[name] ?? Message(name)
  }
  static let axisBatch: Message = "batch"
  static let axisChannels: Message = "channels"
  static let axisRows: Message = "rows"
  static let axisColumns: Message = "columns"

  static let keepsNumbersWords: Message =
    "No number is lost and none comes in: there are {count} of them."
  static func keepsNumbers(_ count: Int) -> Message {
    Message(template: keepsNumbersWords.template, values: ["count": .text("\(count)")])
  }
  static let keepsNumbersOtherwise: Message =
    "As many numbers there would be. But the axes are others."
  static let keepsShape: Message =
    "This works on each number by itself: no axis gets longer or shorter."
  static let mistakeHalved: Message = "Halving is what a pool does. \(keepsShape)"
  static let mistakeBatchLast: Message = "The batch is the first axis, not the last."
  static let mistakeNothingTaken: Message =
    "That is what it was taken from: one of it has no such axis."
  static let mistakeAxisKept: Message = """
    An index takes its axis away. It would stay, with the length 1, for a range: x[0..<1].
    """
  static let mistakeTwoTaken: Message = "One index takes one axis away, the first."
  static let mistakeAllChannels: Message = "That is with all channels; one of them was taken."
  static let mistakeChannelAxis: Message = "The axis of the channels stays, with the length 1."
  static let mistakeChannelAxisKept: Message =
    "Here the axis of the channels is gone: rows and columns are left."
  static let mistakeNothingMoved: Message = "That is the shape it had before."
  static let mistakeBatchFlattened: Message =
    "The batch stays an axis: each picture becomes a row of its own."
  static let mistakeChannelsNotFlattened: Message = "The channels are flattened with the rest."
  static let mistakeRowsAndColumns: Message = "Rows come first, then columns."
  static let mistakeOtherOrder: Message = "All axes are there, in another order."
  static let mistakeNoChannelAxis: Message = "The channels are missing: they are the last axis."
  static let mistakeWindowsAsColumns: Message = "Here each window is a row, not a column."
  static let mistakeOnePictureUnfolded: Message =
    "those are the windows of one picture; those of all pictures stand below each other."
  static let mistakeWindowForEachPixel: Message =
    "not every pixel begins a window: it has to fit in whole."
  static let mistakeGridOfWindows: Message =
    "windows overlap: the next one begins a stride further, not a window further."
  static let mistakeRowsOfWindows: Message =
    "windows stand side by side, too, not only below each other."
  static let mistakeWindowWithoutChannels: Message =
    "a window holds all channels of each of its places."
  static let mistakeOneSideOfTheWindow: Message =
    "a window has rows and columns: its sides are multiplied."

  static let mistakeSwapped: Message = "Height and width are exchanged: height comes first."
  static let mistakeNoBatch: Message =
    "The batch is missing: it stays the first axis, even when it is 1."
  static let mistakeNoChannels: Message =
    "The channels are missing: they stay the last axis, even when 1."
  static let mistakeOnlyLengths: Message =
    "These are its sides; the batch in front and the channels belong to it."
  static let mistakeChannelsFirst: Message =
    "Here the channels come last, as in TensorFlow; first is PyTorch’s order."
  static let mistakeNoFloor: Message = """
    the division leaves a remainder, and you rounded up. What is left is too short for one more \
    window: round down.
    """
  static let mistakeNoPlusOne: Message = """
    the + 1 is missing. The window stands somewhere before its first step, and that place counts.
    """
  static let mistakePaddingOnce: Message = "the padding stands on both ends: count it twice."
  static let mistakeNoPadding: Message = "the padding is forgotten."
  static let mistakeSameForValid: Message = """
    this is ⌈n / S⌉, the rule of padding SAME. Here the window stops where the formula says.
    """
  static let mistakeValidForSame: Message = """
    this is the rule of VALID, without padding. SAME pads as much as ⌈n / S⌉ needs.
    """
  static let mistakeRoundedDown: Message =
    "SAME rounds up: the last, incomplete step gets its padding."
  static let mistakeNoWindow: Message = """
    this is the input divided by the stride. The window’s own length has to be taken off first.
    """
  static let mistakeNoDilation: Message =
    "the gaps of the dilated window are forgotten: it reaches further."
  static let mistakeNoStride: Message =
    "the stride is forgotten: this many places there are at stride 1."
  static let mistakeUnchanged: Message = """
    this is the input’s own length. Without enough padding the window can’t stand over its edge.
    """
  static let mistakePadded: Message =
    "this is the length with its padding, before the window slides."
  static let mistakeWindow: Message = "this is the window’s length, not how often it stops."
  static let mistakeInputDepth: Message = """
    this is the depth of the input. A filter sums over all of it, so each filter gives one map.
    """
  static let mistakeDepthTimesFilters: Message = """
    a filter does not give a map for each channel: it sums over the channels and gives one.
    """
  static let mistakeOneMap: Message = "one map comes from one filter; count the filters."
  static let mistakePooledChannels: Message =
    "pooling does not mix channels: each is pooled for itself."
  static let mistakeProductTurned: Message =
    "This is the transpose: rows come from the left factor."
  static let mistakeProductInner: Message =
    "These are the inner lengths, which are summed over and disappear."
  static let mistakeProductLeft: Message = "This is the left factor; its columns are summed over."
  static let mistakeProductRight: Message = "This is the right factor; its rows are summed over."
  static let mistakeNoBias: Message = "The biases are missing: one for each filter."
  static let mistakeOneBias: Message = "There is not one bias in all but one for each filter."
  static let mistakeNoDepth: Message =
    "The depth is missing: a filter has weights for every channel of its input."
  static let mistakeNoDepthNoBias: Message =
    "The depth of the filters is missing, and their biases."
  static let mistakeOneFilter: Message = "This is one filter with its bias; count the others too."
  static let mistakeOneFilterNoBias: Message = "This is one filter without its bias."
  static let mistakeBiasPerChannel: Message =
    "Biases belong to the filters, not to the input’s channels."
}

/// Questions that are answered in a figure.
extension PageStrings {
  static let questionType: Message = "Type the number in place of the question mark, then Enter."
  static let questionPoint: Message =
    "Press the place. With the keyboard: arrow keys, then Enter."
  static let questionField: Message = "Row {y} of {rows}, column {x} of {columns}"
  static let questionOption: Message = "Picture {name}"
  static let questionYours: Message = "Your answer: {name}"
  static let questionAsked: Message = "Asked for: {name}"
  static let questionThere: Message = "There it gives {value}."
  static let questionBars: Message = """
    Drag the bars, 0 to 100 per cent. With the keyboard: left and right choose a bar, up and down \
    move it.
    """
  static let questionDraw: Message =
    "Draw with the pointer. With the keyboard: left and right choose a handle, up and down move it."
  static let questionHandle: Message = "At {x}: {y}"
  static let questionAgain: Message = "Play again"
  static let questionElse: Message = "Not this. The numbers that are read are marked now."
  static let methodRight: Message = "each number times its weight, added up"
  static let methodTurned: Message = "the filter turned by 180°"
  static let methodMirrored: Message = "the filter mirrored on its diagonal"
  static let methodUnweighted: Message = "added up without weights"
  static let methodUnsigned: Message = "without the minus signs"
  static let methodUnpadded: Message = "without the padding"
  static let methodOneChannel: Message = "one channel only"
  static let methodNoStride: Message = "moved by one"
  static let methodNextColumn: Message = "one column off"
  static let methodNextRow: Message = "one row off"
  static let methodLargest: Message = "the largest of the window"
  static let methodMean: Message = "the mean of the window"
  static let mistakeTurned: Message = """
    That is with the filter turned by 180°. Here it is laid on as it is written: its first number \
    on the window's first.
    """
  static let mistakeMirrored: Message = """
    That is with rows and columns of the filter exchanged. It is laid on as it is written.
    """
  static let mistakeUnweighted: Message =
    "That adds up what lies under the window. Each number is multiplied by its weight first."
  static let mistakeUnsigned: Message = "That is without the minus signs of the filter."
  static let mistakeUnpadded: Message = """
    That is without the padding: the first window begins in the border, not in the picture.
    """
  static let mistakeOneChannel: Message =
    "That is one channel. A filter reads all of them, and their sums are added."
  static let mistakeUnstrided: Message =
    "That is with steps of one. The stride says how far the window moves each time."
  static let mistakeNextColumn: Message = "That is the window one column further on."
  static let mistakeNextRow: Message = "That is the window one row further on."
  static let mistakeLargest: Message = "That is the largest; asked for is the mean."
  static let mistakeMean: Message = "That is the mean; asked for is the largest."
  static let mistakeSummed: Message = "That is the sum of the window."
}
