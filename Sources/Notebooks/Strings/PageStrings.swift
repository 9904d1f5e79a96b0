// The texts of pages, apart from the prose of lessons.

import Formatting

/// The texts that renderers add to a lesson.
enum PageStrings {
  static let language = "en"
  static let book = "Convbook"
  static let contents = "All lessons"
  static let bookInASentence = """
    The convolutional neural network, from the first pixel to ResNet, as a notebook that runs in \
    Swift.
    """
  static let parts = "Parts"
  static let search = "Search the lessons"
  static let searchFound = "{count} of {all} lessons"
  static let searchNothing = "No lesson has these words."
  static func took(_ seconds: Double) -> String {
    seconds < 0.1 ? "less than 0.1 s" : duration(seconds)
  }
  static func passed(_ passed: Int, of all: Int) -> String {
    "\(passed) of \(all) exercises passed"
  }
  static let exercisePassed = "Exercise passed"
  static let exerciseTried = "Exercise begun"
  static func done(_ done: Int, of all: Int) -> String { "\(done) of \(all) lessons run" }
  static let skipToLessons = "Skip to the lessons"
  static let stateFinished = "Run to its end"
  static let stateStopped = "Stopped early, see its page"
  static let stateNotRun = "Not run yet:"
  static let contentsFooter = "Made by convbook run. Run a lesson, reload."
  static let skipToContent = "Skip to the lesson"
  static let onThisPage = "On this page"
  static let shapeTrace = "Shape trace"
  static let frame = "The lesson's frame"
  static let frameHint = "what it imports and which options it takes"
  static let pictureInFull = "open the picture in full size"
  static let stoppedBanner = "This lesson did not come to its end."
  static let stoppedLink = "See where it stopped"
  static let unfinishedTitle = "Not finished"
  static let unfinished = """
    Nothing came after this cell. If the lesson is still running, reload this page in a moment; \
    if not, it was killed while this cell ran.
    """
  static let line = "line"
  static let step = "Step"
  static let shapesIn = "In"
  static let shapeOut = "Out"
  static let count = "Count"
  static let density = "Density"
  static let plotNumbers = "The numbers"
  static let plotName = "Name"
  static let plotValue = "Value"
  static let plotPoints = "Points"
  static let plotLowest = "Lowest"
  static let plotHighest = "Highest"
  static let plotAt = "at"
  static let plotFrom = "From"
  static let plotTo = "To"
  static let networkOut = "What comes out"
  static let networkScale = "heights and widths to scale (rows of numbers by the root)"
  static let networkMemory = "Memory for what comes out, 4 bytes a number"
  static let networkWeights = "Memory for the parameters"
  static let networkNumbers = "Numbers"
  static let networkBytes = "Memory"
  static let networkParameters = "Parameters"
  static let networkMultiplications = "Multiplications"
  static let zoomIn = "Closer"
  static let zoomOut = "Further away"
  static let zoomReset = "The whole drawing"
  static let loupeLabel =
    "The pixels of “{name}”. Arrow keys move, Shift moves by ten, Escape ends."
  static let loupePlace = "y {y}, x {x}"
  /// The names of channels for the loupe, separated by commas.
  static let channelNames = "red,green,blue,grey,alpha"
  static let standsFor = "stands for {value}"
  static func embeddedAsJPEG(_ file: String) -> String { "JPEG, the exact pixels are in \(file)" }
  static let pixelsMissing = "The numbers of this picture can’t be read here."
  static let compare = "Compare with…"
  static let compareTitle = "Compare two pictures"
  static let compareLabel = "Compare “{name}” with another picture"
  static let compareFirst = "Left"
  static let compareSecond = "Right"
  static let compareSlider = "Where the one picture ends and the other begins"
  static let compareKind = "Show"
  static let compareSlide = "one over the other"
  static let compareDiffers = "differs"
  static let compareMissing = "no such picture"
  static let compareBlink = "by turns"
  static let compareDifference = "difference"
  static let compareClose = "Close"
  static let compareSizes = """
    The one is {a} pixels, the other {b}; here both are drawn at one size. Only pictures of the \
    same size can be compared pixel by \
    pixel.
    """
  static let compareSame = "No pixel differs."
  static let compareFindings = """
    {count} of {all} pixels differ ({share} %), in rows {top} to {bottom} and columns {left} to \
    {right}. The largest difference is {largest} of 255, the mean {mean}.
    """
  static let compareStretched = "Black is equal, white the largest difference."
  static let previousLesson = "Previous"
  static let nextLesson = "Next"
  static let neighbours = "Lessons before and after"
  static let neighboursAtTheEnd = "Read on"
  static let thenReload = "Run it, then reload this page."
  static let copy = "Copy"
  static let copyLabel = "Copy the code from line {line}"
  static let copied = "Copied"
  static let copyFailed = "Not copied"
  static let nothingToPlot = "nothing to draw"
  static let footer = "Made by running the lesson. Change its source, run it again, reload."
}
