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
  static let windowKeys: Message = "Arrow keys move the window."
  static let windowPlace: Message = "Output at y {y}, x {x}"
  static let unreadRows: Message = "rows that no window reads: {count}"
  static let unreadColumns: Message = "columns that no window reads: {count}"
  static let editorKeys: Message = "Arrow keys move from response to response, with Shift by ten."
  static let editorWeight: Message = "Weight in row {row}, column {column}"
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
  static let readingMemory: Message = "come out"
  static let readingParameters: Message = "parameters"
  static let readingMultiplications: Message = "multiplications"
  static let filmPlay: Message = "Play"
  static let filmPause: Message = "Pause"
  static let filmMoment: Message = "Moment {moment} of {count}"
}
