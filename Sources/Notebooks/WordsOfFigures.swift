// The words of the figures that a reader works with; the others are in Words.swift.

extension Words {
  static let figureInput = "Input"
  static let figureFilter = "Filter"
  static let figureOutput = "Output"
  static let figureOnPage = "(On the page this is something to work with.)"
  static let stride = "Stride"
  static let padding = "Padding"
  static let height = "Height"
  static let width = "Width"
  static let windowBack = "One step back"
  static let windowNext = "One step further"
  static let windowPlay = "Play"
  static let windowPause = "Pause"
  static let windowKeys = "Arrow keys move the window."
  static let windowPlace = "Output at y {y}, x {x}"
  static let unreadRows = "rows that no window reads: {count}"
  static let unreadColumns = "columns that no window reads: {count}"
  static let editorKeys = "Arrow keys move from response to response, with Shift by ten."
  static let editorWeight = "Weight in row {row}, column {column}"
  static let editorFilter = "Filter"
  static let editorSigned =
    "{height} × {width} responses. Grey is 0, white {limit} and above, black −{limit} and below."
  static let editorBytes =
    "{height} × {width} responses. Black is 0 and below, white 255 and above."
  static let editorPlace =
    "Response at y {y}, x {x}: rows {top} to {bottom}, columns {left} to {right} of the photo."
  static let editorPoolPlace = """
    Pooled at y {y}, x {x}: what it saw of the photo are rows {top} to {bottom}, columns {left} to \
    {right}.
    """
  static let editorLargest = "The largest of {numbers} is"
  static let verticalEdges = "upright edges"
  static let levelEdges = "level edges"
  static let outline = "outlines"
  static let sharpen = "sharpen"
  static let mean = "mean of nine"
  static let nothing = "leave it as it is"
  static let readingHint = "Point at the drawing, or move along it with the arrow keys."
  static let readingMemory = "come out"
  static let readingParameters = "parameters"
  static let readingMultiplications = "multiplications"
  static let filmPlay = "Play"
  static let filmPause = "Pause"
  static let filmMoment = "Moment {moment} of {count}"
}
