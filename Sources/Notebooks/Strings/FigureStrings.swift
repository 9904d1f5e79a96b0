// The texts of interactive figures; the other texts are in PageStrings.swift.

import Formatting

extension PageStrings {
  static let figureInput: Message = "Input"
  static let figureFilter: Message = "Filter"
  static let figureOutput: Message = "Output"
  static let figureOnPage: Message = "(On the page this is something to work with.)"
  static let stride: Message = "Stride"
  static let padding: Message = "Padding"
  static let height: Message = "Height"
  static let width: Message = "Width"
  static let windowBack: Message = "One step back"
  static let windowNext: Message = "One step further"
  static let windowPlay: Message = "Play"
  static let windowPause: Message = "Pause"
  static let figureWindow: Message = "Under the window"
  static let figureProducts: Message = "Products"
  static let windowScrub: Message = "Place of the window"
  static let windowSpeed: Message = "Speed"
  static let windowSlow: Message = "slow"
  static let windowOrdinary: Message = "ordinary"
  static let windowFast: Message = "fast"
  static let windowSame: Message = "SAME"
  static let windowDilation: Message = "Dilation"
  static let windowLesson: Message = "the lesson's"
  static let windowReset: Message = "As the lesson had it"
  static let windowMaximum: Message = "largest"
  static let windowMean: Message = "mean"
  static let windowLargest: Message = "the largest is"
  static let windowMeanIs: Message = "the mean is"
  static let windowOutside: Message = "padding"
  static let windowTooLarge: Message = "The window does not fit there."
  static let windowNumber: Message = "Number in row {y}, column {x}"
  static let windowTerm: Message = "{number} times {weight} is {product}"
  static let windowReaders: Message = "{value} at y {y}, x {x}: windows that read it: {count}"
  static let windowHint: Message = """
    Point at a number to see where else it takes part. Drag a number of the input or the filter, \
    or press it and type another.
    """
  static let presetSobel: Message = "Sobel"
  static let presetPrewitt: Message = "Prewitt"
  static let presetBlur: Message = "blur"
  static let presetEmboss: Message = "emboss"
  static let presetLaplacian: Message = "Laplacian"
  static let windowPlace: Message = "Output at y {y}, x {x}"
  static let unreadRows: Message = "rows that no window reads: {count}"
  static let unreadColumns: Message = "columns that no window reads: {count}"
  static let editorKeys: Message = "Arrow keys move from response to response, with Shift by ten."
  static let editorWeight: Message = "Weight in row {row}, column {column}"
  static let editorOwn: Message = "A picture of your own…"
  static let editorDrop: Message =
    "or drop one here: it is read by this page and goes nowhere else."
  static let editorNoPicture: Message = "{name} is no picture that this browser can read."
  static let editorFilter: Message = "Filter"
  static let editorSigned: Message =
    "{height} × {width} responses. Grey is 0, white {limit} and above, black −{limit} and below."
  static let editorBytes: Message =
    "{height} × {width} responses. Black is 0 and below, white 255 and above."
  static let editorPlace: Message =
    "Response at y {y}, x {x}: rows {top} to {bottom}, columns {left} to {right} of the photo."
  static let editorPoolPlace: Message =
    "Pooled at y {y}, x {x}: rows {top} to {bottom}, columns {left} to {right} of the photo."
  static let editorLargest: Message = "The largest of {numbers}"
  static let editorIs: Message = "is"
  static let verticalEdges: Message = "upright edges"
  static let levelEdges: Message = "level edges"
  static let outline: Message = "outlines"
  static let sharpen: Message = "sharpen"
  static let mean: Message = "mean of nine"
  static let ownFilter: Message = "your own"
  static let nothing: Message = "leave it as it is"
  static let readingHint: Message = "Point at the drawing, or move along it with the arrow keys."
  static func readingStage(
    _ name: Message, shape: String, memory: Message, parameters: String, multiplications: String
  ) -> Message {
    """
    \(name): \(shape), \(memory) come out, \(parameters) parameters, \
    \(multiplications) multiplications
    """
  }
  static let filmPlay: Message = "Play"
  static let filmPause: Message = "Pause"
  static let filmMoment: Message = "Moment {moment} of {count}"

  // Numbers that move.
  static let movesBefore: Message = "Before"
  static let movesAfter: Message = "After"
  static let movesScrub: Message = "Numbers that have moved"
  static let movesOrder: Message = "What happens:"
  static let movesHint: Message = """
    Point at a number on either side to see where it was and where it goes. Drag a number on the \
    left, or press it and type another.
    """
  static let movesGoes: Message =
    "{value} at ({y}, {x}), number {index} of the row of all numbers, goes to {places}"
  static let movesEmpty: Message = "Nothing has moved yet."
  static let movesHolds: Message =
    "({row}, {column}) holds {value}, which was at ({y}, {x}): number {index} of the row of all"

  // Channels mixed into one.
  static let mixerKeys: Message = "Arrow keys move the pixel, with Shift by ten."
  static let mixerWeight: Message = "Weight of {name}"
  static let mixerChoice: Message = "Weights:"
  static let mixerOne: Message =
    "The weights add up to {sum}: white stays white, and no number leaves 0 to 255."
  static let mixerMore: Message =
    "The weights add up to {sum}, more than 1: what would be above 255 is cut off, and light "
    + "places lose their details."
  static let mixerLess: Message = "The weights add up to {sum}, less than 1: white becomes grey."

  // Scores that become shares.
  static let scoresClass: Message = "class {index}"
  static let scoresOf: Message = "Score of {name}"
  static let scoresTyped: Message = "Score of {name}, typed"
  static let scoresAll: Message = "Added to all scores"
  static let scoresScore: Message = "score"
  static let scoresPlain: Message = "as written"
  static let scoresLost: Message = """
    A power is more than a Float holds, or all of them are 0: divided as the formula is written, \
    nothing is left. Softmax takes the largest score off all of them first, and its shares stay.
    """
  static let scoresGone: Message = """
    A share is too small for a Float and has become 0: its logarithm would be −∞. Log-softmax, \
    which takes both in one step, still knows it.
    """
  static let scoresHint: Message = """
    Raise one score: the other shares fall, because together they are 1. Add the same to all: the \
    shares stay as they are.
    """

  // Pixels whose numbers move.
  static let movesPixels: Message = "Pixels"
  static let movesPixel: Message =
    "Pixel ({y}, {x}) is ({numbers}): numbers {first} to {last} of the row of all"
  static let movesChannel: Message = """
    {name} of pixel ({y}, {x}) is {value}: number ({y} · {width} + {x}) · {channels} + {channel} = \
    {index} of the row of all, here at ({row}, {column})
    """
}

// Random numbers that fill histograms.
extension PageStrings {
  static let drawsLast: Message = "The last six"
  static let drawsScrub: Message = "How many are drawn"
  static let drawsCount: Message = "{count} drawn"
  static let drawsSeed: Message = "Seed"
  static let drawsMeasured: Message = "{all} drawn. Mean {mean}, standard deviation {deviation}."
  static let drawsFace: Message = """
    {face} came {count} times of {all}: {share} per cent. In the long run it is {expected} per cent.
    """
  static let drawsBin: Message = """
    From {from} to {to}: {count} of {all}, {share} per cent. In the long run it is {expected} per \
    cent.
    """
  static let drawsHint: Message = """
    Dashed is what the bars come to in the long run. Point at a bar, or at one of the last \
    numbers. Type another seed, then the first one again.
    """
}

// A dense layer and a filter, wire by wire.
extension PageStrings {
  static let wiresDense: Message = "Dense"
  static let wiresDenseAnswers: Message = "Answers of the dense layer"
  static let wiresFilterAnswers: Message = "Answers of the filter"
  static let wiresCount: Message = "{count} wires"
  static let wiresWeights: Message = "{name}, weights: {count}"
  static let wiresShift: Message = "How far the numbers are shifted"
  static let wiresShuffle: Message = "shuffle the numbers"
  static let wiresFollow: Message = "and the dense weights alike"
  static let wiresCounted: Message = """
    Dense: {wires} wires, and each has a weight of its own, {weights} in all. Filter: {few} wires \
    that share {shared} weights.
    """
  static let wiresShifted: Message = """
    Shifted by {shift}. Answers that are still what they were, shifted by {shift} as well: {dense} \
    of {count} of the dense layer, {filter} of {count} of the filter.
    """
  static let wiresShuffled: Message = """
    Shuffled. Answers that are still what they were: {dense} of {count} of the dense layer, \
    {filter} of {count} of the filter.
    """
  static let wiresReaders: Message =
    "{value} is read by {dense} outputs of the dense layer and by {filter} of the filter"
  static let wiresUsed: Message = "The weight {weight} lies on this many wires: {count}"
  static let wiresHint: Message = """
    Point at an output, an input, a wire or a weight to see what belongs together. Play shifts the \
    numbers; drag any of them, or press it and type another.
    """
}

// Filters that are several slices deep.
extension PageStrings {
  static let stacksChannel: Message = "Channel {index}"
  static let stacksSlice: Message = "Slice {index}"
  static let stacksMap: Message = "Map {index}"
  static let stacksFilterSlice: Message = "Filter {filter}, slice {index}"
  static let stacksReaders: Message = "{value}, read by this many outputs: {count}"
  static let stacksPlace: Message = "{map}, y {y}, x {x}"
  static let stacksDirections: Message = "directions: {count}; places: {places}"
}

// A filter that is learned.
extension PageStrings {
  static let learningHidden: Message = "The hidden filter"
  static let learningLearned: Message = "Learned so far"
  static let learningTurned: Message = "The same, turned"
  static let learningLoss: Message = "Half the mean square error, round by round"
  static let learningRate: Message = "Learning rate"
  static let learningScrub: Message = "Round"
  static let learningRound: Message = "After {round} rounds the error is {loss}."
  static let learningConverges: Message =
    "The learned numbers come to be those of the hidden filter after half a turn."
  static let learningDiverges: Message =
    "The steps are too long: each leads further past the goal than it was away from it."
  static let learningWeight: Message = """
    The weight at ({i}, {j}) is {weight}; what it has to become stands at ({h}, {k}) of the hidden \
    filter: {hidden}.
    """
  static let learningHint: Message = """
    Play, or drag along the curve. Change a number of the hidden filter, or the learning rate, and \
    all is learned anew.
    """
}

// A number that is pushed about.
extension PageStrings {
  static let pushHere: Message = "Begin from here"
  static let pushHome: Message = "The {value} is where it began. Push it by one in any direction."
  static let pushSame: Message = """
    ({y}, {x}): pooled, all is as it was. Of the eight neighbours tried so far, {same} of {tried} \
    go unnoticed.
    """
  static let pushOther: Message = """
    ({y}, {x}): pooled, the {value} lies elsewhere. Of the eight neighbours tried so far, {same} \
    of {tried} go unnoticed.
    """
  static let pushHint: Message = """
    Drag the number to another cell, press a cell, or use the arrow keys. = marks moves that \
    pooling does not notice, ≠ those that it does.
    """
}

// Lines that ReLU bends.
extension PageStrings {
  static let bendCorner: Message = "Corner {index}, counted from 0"
  static let bendAt: Message = "x {x}, y {y}"
  static let bendRelu: Message = "with ReLU"
  static let bendBent: Message = """
    Each neuron is a line that ReLU bends where it begins; the thick curve is their sum.
    """
  static let bendStraight: Message = """
    Without ReLU each neuron is a straight line, and so is their sum: one line of slope {slope}, \
    whatever the weights are.
    """
  static let bendHint: Message = """
    Drag a corner, or move it with the arrow keys (with Shift in smaller steps). Point at a line \
    or a term to see which belongs to which.
    """
}

// A trained network that the page runs.
extension PageStrings {
  static let overviewLayers: Message = "The layers"
  static let overviewLayer: Message = "layer"
  static let overviewOutput: Message = "output"
  static let overviewParameters: Message = "parameters"
  static let overviewMemory: Message = "memory of the output"
  static let overviewCount: Message = "{count} parameters"
  static let overviewRelu: Message = "{name}, ReLU"
  static let overviewSample: Message = "Test picture {index}: {name}"
  static let overviewSamples: Message = "Test pictures"
  static let overviewPad: Message = """
    A picture of your own, {height} by {width} pixels. Draw with the pointer or a finger. With the \
    keyboard: arrows move, space puts the pen down and lifts it, Delete clears.
    """
  static let inkHere: Message = "Draw here"
  static let overviewClear: Message = "Clear"
  static let overviewPlaced: Message = "place what is drawn as the pictures it learned from are"
  static let overviewMass: Message = """
    A drawing is scaled until its longer side has {side} pixels, and moved until its centre of \
    mass is in the middle.
    """
  static let overviewBox: Message = """
    A drawing is scaled until its longer side has {side} pixels, and moved until the box around \
    it is in the middle.
    """
  static let overviewRaw: Message = "A drawing goes to the network as it is, wherever it is."
  static let overviewRead: Message = "Read as {name}, with a share of {share}"
  static let overviewReadOf: Message = "Read as {name}, with a share of {share}. It is: {label}"
  static let inkDown: Message = "Row {y}, column {x}, pen down"
  static let inkUp: Message = "Row {y}, column {x}, pen up"
  static let overviewEmpty: Message = "Nothing is drawn yet."
  static let overviewScore: Message = "score {score}"
  static let overviewMaps: Message = """
    {name}: {count} maps of {height} by {width}. Arrow keys move from number to number, Page Up \
    and Page Down from map to map.
    """
  static let overviewVector: Message = "{name}: {count} numbers. Arrow keys move among them."
  static let overviewUnit: Message = "{name}, map {map}, row {y}, column {x}: {value}"
  static let overviewNumber: Message = "{name}, number {map}: {value}"
  static let overviewClass: Message = "Score of {class}: {value}"
  static let overviewPixel: Message = "Input, row {y}, column {x}: {value}"
  static let overviewReads: Message =
    "It reads rows {top} to {bottom} and columns {left} to {right} of {maps}"
  static let overviewAllOf: Message = "It reads all {count} numbers of {name}"
  static let overviewOneMap: Message = "map {map} of {name}"
  static let overviewAllMaps: Message = "all {count} maps of {name}"
  static let overviewField: Message =
    "in the picture rows {top} to {bottom} and columns {left} to {right}"
  static let overviewSlice: Message = "map {map} of {count} adds {part}"
  static let overviewSum: Message = "all {count} products add {sum}, the bias {bias}"
  static let overviewNegative: Message = "{sum}, which ReLU makes 0"
  static let overviewMost: Message = "most is added by {name}: {value}, least by {other}: {least}"
  static let overviewMapOf: Message = "map {map}"
  static let overviewNumberOf: Message = "number {map}"
  static let overviewPicture: Message = "The picture"
  static let overviewWindow: Message = "Window, {name}"
  static let overviewWeights: Message = "Filter {map}"
  static let overviewFilterSlice: Message = "Filter {map}, slice {slice}"
  static let overviewShare: Message =
    "softmax: e to the {score}, of {sum} for all classes together, is {share}"
  static let overviewParts: Message = "What each of the {count} maps adds; press one to look at it"
  static let overviewPart: Message = "map {map}: {part}"
  static let overviewDenseWeights: Message = "Its weights: white adds, black takes away"
  static let overviewDenseSlice: Message =
    "Its weights for map {slice}: white adds, black takes away"
  static let overviewChannel: Message = "Which of the maps under the window"
  static let overviewHint: Message = """
    Point at a number of any map: its window is marked in the stage before, and back to the \
    picture. Press it to keep it. Black is 0, white the largest number of a stage; in between, \
    weak maps are brightened. Rows, columns and maps are counted from 0.
    """
}
// A computational graph, forward and back.
extension PageStrings {
  static let backwardWalk: Message = "The walk back"
  static let backwardFrom: Message = "from"
  static let backwardTo: Message = "to"
  static let backwardTimes: Message = "gradient · slope"
  static let backwardAdded: Message = "is added to the input's gradient"
  static let backwardGraph: Message = "Computational graph"
  static let backwardScrub: Message = "Step of the walk"
  static let backwardNothing: Message = "Nothing is computed yet; only the inputs are known."
  static let backwardForward: Message = "Forward: {formula}."
  static let backwardBegin: Message =
    "Now back. {name} grows with itself at the rate 1: with this gradient the walk begins."
  static let backwardBack: Message = "Back from {name}, gradient {gradient}: {rule} {ways}."
  static let backwardWay: Message = "{name} gets {product}"
  static let backwardAt: Message = "{formula}. Its gradient is {sum}."
  static let backwardMeets: Message =
    "{formula}. {count} ways come back to it, and what they bring is added: {sum}."
  static let backwardSum: Message = "a sum grows as each of its inputs does, so both slopes are 1."
  static let backwardDifference: Message =
    "a difference grows with its first input and falls with its second: slopes 1 and −1."
  static let backwardProduct: Message = "the slope of a product is what the other factor is."
  static let backwardQuotient: Message = "the slopes of x / y are 1 / y and −x / y²."
  static let backwardLarger: Message =
    "the larger input has the slope 1, the other one 0; of equals the first counts as larger."
  static let backwardSquare: Message = "the slope of x² is 2x."
  static let backwardExponential: Message = "the slope of eˣ is eˣ itself."
  static let backwardSigmoid: Message = "the slope of σ is y · (1 − y), y being its value."
  static let backwardCopy: Message = "a clone passes the gradient on: its slope is 1."
  static let backwardDetached: Message = "what is detached passes no gradient on: its slope is 0."
  static let backwardHint: Message = """
    Drag an input, or press it and type a number. Point at a node, or move along the nodes with \
    the arrow keys. On each wire stands gradient · slope, what goes back along it.
    """
}

// The way back through a convolution.
extension PageStrings {
  static let inputGradientOutputs: Message = "Gradient of the outputs"
  static let inputGradientInputs: Message = "Gradient of the inputs"
  static let inputGradientSent: Message = "Sent back"
  static let inputGradientSentTo: Message = "Sent to ({y}, {x})"
  static let inputGradientScrub: Message = "Place of the input"
  static let inputGradientPlace: Message =
    "Input at y {y}, x {x}: outputs that read it: {count}. What they send back adds up to {value}."
  static let inputGradientHint: Message = """
    Point at an input to see the outputs that read it; at an output to see where its gradient \
    goes. Drag a gradient of the outputs or a weight, or press it and type another number.
    """
}

// Trainings that are played again.
extension PageStrings {
  static let replayStep: Message = "step"
  static let replayLoss: Message = "loss"
  static let replayAccuracy: Message = "accuracy"
  static let replayScrub: Message = "Moment of the training"
  static let replayRun: Message = "{name}: loss {loss}, accuracy {accuracy} %"
  static let replayBand: Message =
    "{name}: accuracy {accuracy} % on average, {least} to {most} % over the seeds"
  static let replayAt: Message = "Epoch {epoch}, step {step} of {steps}."
  static let replayFilters: Message = "First layer: {count} filters"
  static let replayFilter: Message = "{name}, filter {index}: from {least} to {most}."
  static let replayConfusion: Message = "What {count} pictures are read as"
  static let replayRead: Message = "{name}: of {all} that are {class}, {count} are read as {other}."
  static let replayActivations: Message = "Spread of activations"
  static let replayGradients: Message = "Spread of the weights' gradients"
  static let replayLayer: Message = "{name}, {layer}: {value}."
  static let replayHint: Message = """
    Play, or drag along a curve. Point at a filter, at a cell of a table (rows: what it is, \
    columns: what it is read as) or at a dot for its numbers.
    """
  static let replayDrag: Message = "Play, or drag along a curve."
}

// Numbers that are passed along the ties of a graph.
extension PageStrings {
  static let messagesBefore: Message = "The number of each node"
  static let messagesAfter: Message = "After one round with Â"
  static let messagesLabel: Message = "A graph of {count} nodes; the arrow keys go through them"
  static let messagesKeys: Message = "Node {node}, number {value}, tied to {ties}"
  static let messagesMatrix: Message = "In each round multiply by"
  static let messagesNode: Message = "Node {node} at the beginning"
  static let messagesNumber: Message = "Round {round}: {value}"
  static let messagesReached: Message = """
    After {round} rounds {count} of {all} nodes have a number other than 0: {positive} above it, \
    {negative} below.
    """
  static let messagesRow: Message = "Node {node} gets in the next round"
  static let messagesScrub: Message = "Round"
  static let messagesHint: Message = """
    Play, or go round by round. Point at a node for its row of the matrix and the sum it makes, or \
    at a term for the node it comes from. Change the number a node begins with, and drag nodes \
    about: the others settle again.
    """
}

// What the numbers of a resized picture are made of.
extension PageStrings {
  static let resamplingWay: Message = "Resized by"
  static let resamplingNew: Message = "New ({y}, {x})"
  static let resamplingReaders: Message = """
    The old number at ({y}, {x}) is read by {count} of the {all} new ones.
    """
  static let resamplingHint: Message = """
    Point at a new number: bars above and beside the old picture are the weights of its columns \
    and rows, and those of one old number are multiplied. Point at an old number to see which new \
    ones read it; drag it up and down, or press it and type.
    """
}

// What the units of a network see of a photo.
extension PageStrings {
  static let fieldsKeys: Message =
    "The arrow keys go from unit to unit, + and − from layer to layer."
  static let fieldsLayer: Message = "Layer"
  static let fieldsSees: Message = """
    Unit ({y}, {x}) of {rows} × {columns} sees {high} × {wide} pixels: rows {top} to {bottom}, \
    columns {left} to {right}. That is {share} % of the photo; of the window \
    {outside} % lie outside.
    """
  static let fieldsHint: Message = """
    Point at the photo to find the unit that looks there, or at a layer; play to go through the \
    layers. Dots are the middles of the units' windows.
    """
}

// Signal, gradient and paths in a chain of residual blocks.
extension PageStrings {
  static let shortcutsSizes: Message = "Sizes of signal and gradient in the chain"
  static let shortcutsAfter: Message = "after block"
  static let shortcutsSignalPlain: Message = "signal, plain"
  static let shortcutsSignalResidual: Message = "signal, with shortcuts"
  static let shortcutsGradientPlain: Message = "gradient, plain"
  static let shortcutsGradientResidual: Message = "gradient, with shortcuts"
  static let shortcutsKeys: Message = """
    The arrow keys go from block to block, Enter switches its shortcut, Delete takes it out or \
    puts it back.
    """
  static let shortcutsScrub: Message = "How far signal and gradient have come"
  static let shortcutsCount: Message = "Blocks"
  static let shortcutsScale: Message = "Scale of F"
  static let shortcutsAll: Message = "All shortcuts"
  static let shortcutsNone: Message = "No shortcuts"
  static let shortcutsSwitch: Message = "Shortcut of block {index}"
  static let shortcutsTake: Message = "Block {index} out"
  static let shortcutsSignal: Message = "Size of the signal, block by block"
  static let shortcutsGradient: Message = "Size of the gradient, block by block"
  static let shortcutsPaths: Message = """
    By the number of F on a path: share of the paths (outlined), and of the sizes of the gradients \
    they bring back (filled)
    """
  static let shortcutsEffects: Message = "Without this one block: change of the output"
  static let shortcutsSignalAt: Message = "Forward, behind block {index}: signal of size {size}."
  static let shortcutsGradientAt: Message =
    "Back, behind block {index}: gradient of size {size}."
  static let shortcutsTold: Message = """
    Blocks: {count}, with an open shortcut: {open}. Paths from input to output: {paths}. The \
    signal comes in with size 1 and goes out with {signal}; the gradient begins at the output with \
    size 1 and reaches the input with {gradient}.
    """
  static let shortcutsBlock: Message = """
    Block {index}: in comes a signal of size {before}, F makes {residual} of it, out goes {after}. \
    The gradient has {behind} behind the block and {front} in front of it. Were it taken out, the \
    output of the chain would move by {share} % of its size.
    """
  static let shortcutsOut: Message = """
    Block {index} is taken out: a signal of size {after} comes in and goes out unchanged, and so \
    does the gradient, of size {front}. With the block in its place the output of the chain was \
    another: it has moved by {share} % of its size.
    """
  static let shortcutsLength: Message = """
    {count} of {all} paths pass through {length} of the F; one is marked above. Together they \
    bring a gradient of size {size} to the input: {share} % of what the sizes of all lengths add \
    up to.
    """
  static let shortcutsHint: Message = """
    Press an arc to switch its shortcut, or an F to take its block out; play, or drag along the \
    slider, to follow the signal forward and the gradient back. Columns are the numbers between \
    two blocks, each shaded by the largest of its column; below it the size of the signal, then of \
    the gradient. Lines of the upper charts: as it is set; dashed with all shortcuts; dotted \
    without any. Point at a bar for its paths or its block.
    """
}

// Layers that are frozen or trained, and features as a map.
extension PageStrings {
  static let transferTable: Message = "What moves, and what comes of it"
  static let transferStart: Message = "Begins"
  static let transferFrozen: Message = "layers frozen"
  static let transferTrained: Message = "parameters trained"
  static let transferAccuracy: Message = "read rightly at the end"
  static let transferVariance: Message = "variance in the plane of two components"
  static let transferStep: Message = "Step of the training"
  static let transferHead: Message = "The head is new: it must learn."
  static let transferIsFrozen: Message = "frozen"
  static let transferMoves: Message = "trained"
  static let transferTold: Message = """
    {trained} of {all} parameters move ({share} %). After {step} steps {accuracy} % of the \
    pictures to be judged by are read rightly.
    """
  static let transferMap: Message = "Features of pictures, in the plane of two components"
  static let transferHeld: Message = """
    The plane holds {both} % of the variance of the features at this step: {first} % along the \
    first component, {second} % along the second. The rest is not seen here.
    """
  static let transferRest: Message = """
    The plane holds {both} % of the variance of the features: {first} % along the first component, \
    {second} % along the second. All in front of the head is frozen, so no point moves.
    """
  static let transferChart: Message = "Share read rightly, by step"
  static let transferKeys: Message = "The arrow keys go from picture to picture."
  static let transferRight: Message =
    "Picture {index}, {class}: read rightly after {step} steps."
  static let transferWrong: Message =
    "Picture {index}, {class}: read as {read} after {step} steps."
  static let transferOwn: Message = "Your own picture: read as {read} after {step} steps."
  static let transferHint: Message = """
    Press a layer to freeze it with all in front of it, or to let it move again. Point at the map \
    for a picture, or at a class; a dashed ring is a picture that is read wrongly. Play, or drag \
    along the curve. Grey curves: other locks; dotted: the other beginning.
    """
}
