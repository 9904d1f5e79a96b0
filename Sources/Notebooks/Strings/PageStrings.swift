// The texts of pages, apart from the prose of lessons.

import Formatting

/// The texts that renderers add to a lesson.
enum PageStrings {
  static let allCode: Message = "All code"
  static let allCodeHint: Message = "Show the lines that only display, too"
  static func foldLabel(_ what: String) -> Message { "Code that shows \(what)" }
  static func foldShows(_ what: String) -> Message { "shows \(what)" }
  static let onlyShows: Message = "what comes out"
  static func lineOfCell(_ line: Int) -> Message { "line \(line) of this cell" }
  static let printed: Message = "Printed:"
  static let printedMore: Message = "More was printed than is kept here."
  static let pythonTabs: Message = "This step in Swift and in Python"
  static let book: Message = "Convbook"
  static let contents: Message = "All lessons"
  static let bookInASentence: Message = """
    The convolutional neural network, from the first pixel to ResNet, as a notebook that runs in \
    Swift.
    """
  static let parts: Message = "Parts"
  static let search: Message = "Search the lessons"
  static let searchFound: Message = "{count} of {all} lessons"
  static let searchNothing: Message = "No lesson has these words."
  static func took(_ seconds: Double) -> Message {
    seconds < 0.1 ? "less than 0.1 s" : Message(duration(seconds))
  }
  static func passed(_ passed: Int, of all: Int) -> Message {
    "\(passed) of \(all) exercises passed"
  }
  static let exercisePassed: Message = "Exercise passed"
  static let exerciseTried: Message = "Exercise begun"
  static func done(_ done: Int, of all: Int) -> Message { "\(done) of \(all) lessons run" }
  static let skipToLessons: Message = "Skip to the lessons"
  static let stateFinished: Message = "Run to its end"
  static let stateStopped: Message = "Stopped early, see its page"
  static let stateNotRun: Message = "Not run yet:"
  static let contentsFooter: Message = "Made by convbook run. Run a lesson, reload."
  static let skipToContent: Message = "Skip to the lesson"
  static let onThisPage: Message = "On this page"
  static let shapeTrace: Message = "Shape trace"
  static let frame: Message = "The lesson's frame"
  static let frameHint: Message = "what it imports and which options it takes"
  static let partFrame: Message = "The file's frame"
  static func folded(_ words: Message, _ count: Int) -> Message {
    "\(words): \(count) lines, on the page"
  }
  static let pictureInFull: Message = "open the picture in full size"
  static let stoppedBanner: Message = "This lesson did not come to its end."
  static let stoppedLink: Message = "See where it stopped"
  static let unfinishedTitle: Message = "Not finished"
  static let unfinished: Message = """
    Nothing came after this cell. If the lesson is still running, reload this page in a moment; \
    if not, it was killed while this cell ran.
    """
  static let line: Message = "line"
  static let picture: Message = "picture"
  static let page: Message = "page"
  static func size(width: Int, height: Int) -> Message { "\(width) wide, \(height) high" }
  static func altOfBook(_ alt: Message) -> Message { "With the book’s picture: \(alt)" }
  static let step: Message = "Step"
  static let shapesIn: Message = "In"
  static let shapeOut: Message = "Out"
  static let count: Message = "Count"
  static let density: Message = "Density"
  static let plotNumbers: Message = "The numbers"
  static let plotName: Message = "Name"
  static let plotValue: Message = "Value"
  static let plotPoints: Message = "Points"
  static let plotLowest: Message = "Lowest"
  static let plotHighest: Message = "Highest"
  static func plotPoint(_ y: String, at x: String) -> Message { "\(y) at \(x)" }
  static let plotFrom: Message = "From"
  static let plotTo: Message = "To"
  static let networkOut: Message = "What comes out"
  static let networkScale: Message =
    "to scale: height, maps across, width into the depth (rows of numbers by the root)"
  static let networkMemory: Message = "Memory for what comes out, 4 bytes a number"
  static let networkWeights: Message = "Memory for the parameters"
  static let networkNumbers: Message = "Numbers"
  static let networkBytes: Message = "Memory"
  static let networkParameters: Message = "Parameters"
  static let networkMultiplications: Message = "Multiplications"
  static func networkSum(_ name: Message, stagesBefore count: Int) -> Message {
    Message(
      count, "\(name), plus what came out \(count) stage before",
      "\(name), plus what came out \(count) stages before")
  }
  static func networkSum(
    _ name: Message, stagesBefore count: Int, by projection: String
  ) -> Message {
    Message(
      count, "\(name), plus what came out \(count) stage before, by \(projection)",
      "\(name), plus what came out \(count) stages before, by \(projection)")
  }
  static let zoomIn: Message = "Closer"
  static let zoomOut: Message = "Further away"
  static let zoomReset: Message = "The whole drawing"
  static let loupeLabel: Message =
    "The pixels of “{name}”. Arrow keys move, Shift moves by ten, Escape ends."
  static let loupePlace: Message = "y {y}, x {x}"
  /// The names of channels for the loupe, separated by commas.
  static let channelNames: Message = "red,green,blue,grey,alpha"
  static let standsFor: Message = "stands for {value}"
  static func embeddedAsJPEG(_ file: String) -> Message {
    "JPEG, the exact pixels are in \(file)"
  }
  static let pixelsMissing: Message = "The numbers of this picture can’t be read here."
  static let compare: Message = "Compare with…"
  static let compareTitle: Message = "Compare two pictures"
  static let compareLabel: Message = "Compare “{name}” with another picture"
  static let compareFirst: Message = "Left"
  static let compareSecond: Message = "Right"
  static let compareSlider: Message = "Where the one picture ends and the other begins"
  static let compareKind: Message = "Show"
  static let compareSlide: Message = "one over the other"
  static let compareDiffers: Message = "differs"
  static let compareMissing: Message = "no such picture"
  static let compareBlink: Message = "by turns"
  static let compareDifference: Message = "difference"
  static let compareClose: Message = "Close"
  static let compareSizes: Message = """
    The one is {a} pixels, the other {b}; here both are drawn at one size. Only pictures of the \
    same size can be compared pixel by \
    pixel.
    """
  static let compareSame: Message = "No pixel differs."
  static let compareFindings: Message = """
    {count} of {all} pixels differ ({share} %), in rows {top} to {bottom} and columns {left} to \
    {right}. The largest difference is {largest} of 255, the mean {mean}.
    """
  static let compareStretched: Message = "Black is equal, white the largest difference."
  static let previousLesson: Message = "Previous"
  static let nextLesson: Message = "Next"
  static let neighbours: Message = "Lessons before and after"
  static let neighboursAtTheEnd: Message = "Read on"
  static let thenReload: Message = "Run it, then reload this page."
  static let copy: Message = "Copy"
  static let copyLabel: Message = "Copy the code from line {line}"
  static let copied: Message = "Copied"
  static let copyFailed: Message = "Not copied"
  static let nothingToPlot: Message = "nothing to draw"
  static let footer: Message =
    "Made by running the lesson. Change its source, run it again, reload."

  static func readingTime(_ minutes: Int) -> Message { "\(minutes) min to read" }
  static func readingTime(_ minutes: Int, after lessons: String) -> Message {
    "\(minutes) min to read · builds on \(lessons)"
  }
}
