// The page's own words in one table, so that another language is one more column.
// A lesson's prose is not here: it stands in the lesson.

/// Labels that the renderers put around a lesson's own text.
enum Words {
  static let language = "en"
  static let book = "Convbook"
  static let contents = "All lessons"
  static let bookInASentence = """
    The convolutional neural network, from the first pixel to ResNet, as a notebook that runs in \
    Swift.
    """
  static let parts = "Parts"
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
  static let nothingToPlot = "nothing to draw"
  static let footer = "Made by running the lesson. Change its source, run it again, reload."
}
