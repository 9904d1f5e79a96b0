// What a lesson talks to. It turns each call into an event and hands it on: to the terminal, to
// the files beside the page, to whoever watches the lesson. It computes nothing of its own.

import Formatting
import Foundation
import Pixels
import Tensors

/// The page of a running lesson: show pictures on it, trace shapes, write computed sentences.
///
/// Every call remembers the line it was made from, so that what it shows lands under that cell.
public final class Notebook {
  let writer: PageWriter
  private let terminal: TerminalRenderer
  private let sourcePath: String
  private let settings: Settings
  private let folder: OutputFolder
  private var pictureCount = 0
  private var tensorCount = 0
  private var rowCount = 0
  private(set) var openRow: Int?
  private var firstTrouble: (any Error)?

  /// Whether nothing but errors is printed.
  public var isQuiet: Bool { settings.isQuiet }

  /// How a lesson's page is made.
  public struct Settings: Sendable {
    /// The folder that everything is written to; made when missing.
    public var folder: String
    /// Whether every traced tensor is written as `.npy`.
    public var savesTensors: Bool
    /// Whether the reader guesses each shape and number before it is printed.
    public var asks: Bool
    /// Whether nothing but errors is printed.
    public var isQuiet: Bool
    /// What a reader should know before the lesson: that it ran with a picture of their own.
    public var notice: String?
    /// What lies around the page.
    public var place = PageNavigation()
    /// Wrong numbers that readers guess, by the step they are asked about.
    public var guesses: [String: [Prediction.Mistake]] = [:]

    /// Chooses how a page is made.
    public init(
      folder: String, savesTensors: Bool = false, asks: Bool = false, isQuiet: Bool = false,
      notice: String? = nil
    ) {
      self.folder = folder
      self.savesTensors = savesTensors
      self.asks = asks
      self.isQuiet = isQuiet
      self.notice = notice
    }
  }

  /// Opens the page of a lesson.
  ///
  /// - Parameters:
  ///   - name: the lesson's folder name, as "09-edge-filter".
  ///   - sourcePath: the lesson's Swift file.
  ///   - onEvent: called with every event as it happens.
  /// - Throws: when the folder cannot be made or holds a page that is not ours, or the styles and
  ///   scripts of pages are missing.
  public init(
    name: String, sourcePath: String, settings: Settings,
    onEvent: (@Sendable (CellOutput) -> Void)? = nil
  ) throws {
    try PageAsset.requireFiles()
    self.sourcePath = sourcePath
    self.settings = settings
    let text = (try? String(contentsOfFile: sourcePath, encoding: .utf8)) ?? ""
    let source = LessonSource(swift: text)
    terminal = TerminalRenderer(isQuiet: settings.isQuiet)
    var record = LessonRecord(name: name, source: source)
    record.notice = settings.notice
    record.place = settings.place
    folder = try OutputFolder(
      settings.folder, name: name, files: RecordFile.allCases.map(\.rawValue))
    writer = try PageWriter(record: record, folder: folder, onEvent: onEvent)
    terminal.begin(source, notice: settings.notice)
  }

  /// Shows a picture.
  ///
  /// - Parameters:
  ///   - legend: what its colours stand for, shown beside the caption: `PictureGrid` and others know.
  ///   - alt: what someone who cannot see the picture should know.
  ///   - cover: whether it stands for the lesson in the table of contents.
  ///   - frames: how many moments of a film stand side by side in it; nil when it is no film.
  public func show(
    _ image: Image, _ caption: String, legend: String? = nil, alt: String, cover: Bool = false,
    frames: Int? = nil, file: String = #filePath, line: Int = #line
  ) {
    show(
      image, caption, alt: alt, scale: legend, frames: frames, cover: cover, file: file, line: line)
  }

  /// Shows numbers as a picture: a tensor of shape (H, W), (H, W, C) or (1, H, W, C), C 1 or 3.
  public func show(
    _ tensor: Tensor, _ caption: String, scale: GreyMapping, alt: String, cover: Bool = false,
    file: String = #filePath, line: Int = #line
  ) {
    show(
      scale.image(tensor), caption, alt: alt, scale: scale.legend(for: tensor),
      ends: scale.pictureEnds(of: tensor), cover: cover, file: file, line: line)
  }

  /// Lets the pictures, plots and numbers shown inside stand side by side.
  public func sideBySide<Result>(_ outputs: () throws -> Result) rethrows -> Result {
    // Inside a row there is no second one.
    guard openRow == nil else { return try outputs() }
    rowCount += 1
    openRow = rowCount
    defer { openRow = nil }
    return try outputs()
  }

  /// Writes a computed sentence, Markdown, under the cell.
  public func say(_ text: String, file: String = #filePath, line: Int = #line) {
    add(.text(text), file, line)
  }

  /// Shows a table.
  ///
  /// - Precondition: as many cells in each row as there are columns.
  public func table(
    _ caption: String, columns: [String], rows: [[String]], file: String = #filePath,
    line: Int = #line
  ) {
    precondition(
      rows.allSatisfy { $0.count == columns.count },
      "the table “\(caption)” has \(columns.count) columns, its rows \(rows.map(\.count)) cells")
    add(
      .table(
        .init(caption: caption, columns: columns, rows: rows, isMatrix: false, row: openRow)),
      file, line)
  }

  /// Writes out the numbers of a small tensor with rows and columns: (H, W), or (1, H, W, 1).
  public func numbers(
    _ tensor: Tensor, _ caption: String, file: String = #filePath, line: Int = #line
  ) {
    let axes = tensor.shape.filter { $0 != 1 }
    let width = tensor.rank == 2 ? tensor.shape[1] : axes.last ?? 1
    let rows = stride(from: 0, to: tensor.count, by: max(width, 1)).map { start in
      tensor.scalars[start..<start + width].map { number($0) }
    }
    add(
      .table(.init(caption: caption, columns: [], rows: rows, isMatrix: true, row: openRow)),
      file, line)
  }

  // MARK: The shape trace

  /// Traces a shape that nothing was done to yet.
  public func trace(
    _ step: String, _ shape: [Int], _ detail: String = "", file: String = #filePath,
    line: Int = #line
  ) {
    add(trace: .init(step: step, output: shape, detail: detail), file, line)
  }

  /// Traces a picture's shape, (height, width, channels).
  @discardableResult
  public func trace(
    _ step: String, _ image: Image, _ detail: String = "", file: String = #filePath,
    line: Int = #line
  ) -> Image {
    trace(step, image.shape, detail, file: file, line: line)
    return image
  }

  /// Traces a tensor: its shape and, if an operation made it, what went in and the sum behind.
  @discardableResult
  public func trace(
    _ step: String, _ tensor: Tensor, _ detail: String = "", file: String = #filePath,
    line: Int = #line
  ) -> Tensor {
    add(trace: .init(step: step, tensor: tensor, detail: detail), file, line)
    save(tensor, as: step)
    return tensor
  }

  /// Traces a step from one shape to another that no operation records: a reshape, a mean.
  @discardableResult
  public func trace(
    _ step: String, from input: [Int], to tensor: Tensor, _ detail: String = "",
    file: String = #filePath, line: Int = #line
  ) -> Tensor {
    let inputs = [CellOutput.Trace.Input(name: "input", shape: input)]
    add(
      trace: .init(
        step: step, inputs: inputs, output: tensor.shape, detail: detail,
        prediction: Prediction(of: tensor, from: input)), file, line)
    save(tensor, as: step)
    return tensor
  }

  /// Traces a step from one shape to another when there is nothing yet to fill the second.
  public func trace(
    _ step: String, from input: [Int], to output: [Int], _ detail: String = "",
    file: String = #filePath, line: Int = #line
  ) {
    let inputs = [CellOutput.Trace.Input(name: "input", shape: input)]
    add(
      trace: .init(
        step: step, inputs: inputs, output: output, detail: detail,
        prediction: Prediction(shape: output, from: input)), file, line)
  }

  /// Traces how often a window stops along the axes of an input.
  public func trace(
    _ step: String, _ geometry: WindowGeometry, _ detail: String = "", file: String = #filePath,
    line: Int = #line
  ) {
    let inputs = [CellOutput.Trace.Input(name: "input", shape: geometry.axes.map(\.input))]
    add(
      trace: .init(
        step: step, inputs: inputs, output: geometry.output, detail: detail,
        prediction: Prediction(geometry)), file, line)
  }

  /// Traces a step from one picture to another.
  @discardableResult
  public func trace(
    _ step: String, from input: [Int], to image: Image, _ detail: String = "",
    file: String = #filePath, line: Int = #line
  ) -> Image {
    let inputs = [CellOutput.Trace.Input(name: "input", shape: input)]
    add(
      trace: .init(
        step: step, inputs: inputs, output: image.shape, detail: detail,
        prediction: Prediction(shape: image.shape, from: input)), file, line)
    return image
  }

  /// Traces a number: a count, a largest difference.
  @discardableResult
  public func trace(
    _ step: String, value: Float, _ detail: String = "", file: String = #filePath,
    line: Int = #line
  ) -> Float {
    // JSON has no word for NaN and infinity; they are told in the detail.
    let isFinite = value.isFinite
    let exact = Double("\(value)") ?? 0
    let words = [isFinite ? "" : number(value), detail].filter { !$0.isEmpty }
    add(
      trace: .init(
        step: step, value: isFinite ? exact : nil, detail: words.joined(separator: ", "),
        prediction: isFinite
          ? Prediction(number: exact, mistakes: settings.guesses[step] ?? []) : nil), file, line)
    return value
  }

  /// Traces a whole number.
  ///
  /// - Parameter prediction: the wrong answers that are known; nil when there is none.
  @discardableResult
  public func trace(
    _ step: String, value: Int, _ detail: String = "", prediction: Prediction? = nil,
    file: String = #filePath, line: Int = #line
  ) -> Int {
    let prediction =
      prediction
      ?? Prediction(number: Double(value), mistakes: settings.guesses[step] ?? [])
    add(
      trace: .init(step: step, value: Double(value), detail: detail, prediction: prediction),
      file, line)
    return value
  }

  // MARK: The end

  /// Ends the page of a lesson that came to its end.
  ///
  /// - Throws: for the first file that could not be written.
  public func finish() throws {
    if let firstTrouble { throw firstTrouble }
    try writer.end(.finished)
    terminal.end(page: settings.folder + "/index.html")
  }

  /// Ends the page of a lesson that threw, with the error under its cell.
  public func stop(message: String) throws {
    try writer.end(throwing: message)
    terminal.end(page: settings.folder + "/index.html")
  }

  /// Ends the page from another thread when the lesson can't go on; used once.
  public var stopper: @Sendable (Outcome.Failure) -> Void {
    // There is nobody left to tell if the page can't be written.
    { [writer] failure in try? writer.end(.stopped(failure)) }
  }

  // MARK: Inside

  func add(_ content: CellOutput.Content, _ file: String, _ line: Int) {
    let event = CellOutput(line: file == sourcePath ? line : nil, content: content)
    writer.add(event)
    terminal.show(content)
  }

  private func add(trace: CellOutput.Trace, _ file: String, _ line: Int) {
    if settings.asks { terminal.ask(for: trace) }
    add(.trace(trace), file, line)
  }

  private func show(
    _ image: Image, _ caption: String, alt: String, scale: String?,
    ends: CellOutput.Picture.Ends? = nil, frames: Int? = nil, cover: Bool, file: String, line: Int
  ) {
    pictureCount += 1
    let (image, reduction) = Self.reduced(image, isFilm: frames != nil)
    let scale = [scale, reduction].compactMap(\.self).joined(separator: "; ")
    let name = numbered(pictureCount, caption) + ".png"
    attempt { try folder.write(Data(image.pngData()), to: name) }
    let picture = CellOutput.Picture(
      file: name, caption: caption, alt: alt, height: image.height, width: image.width,
      scale: scale.isEmpty ? nil : scale, ends: ends, row: openRow, frames: frames, isCover: cover)
    add(.picture(picture), file, line)
    terminal.draw(image)
  }

  /// The longest side of a shown picture.
  private static let longestSide = 1280

  /// Shrinks a picture that is larger than a page shows, by area averages and a whole factor, and
  /// says by how much. The moments of a film must stay equally wide, so films are left alone.
  private static func reduced(_ image: Image, isFilm: Bool) -> (Image, String?) {
    let longer = max(image.height, image.width)
    guard longer > longestSide, !isFilm else { return (image, nil) }
    let factor = (longer + longestSide - 1) / longestSide
    let shown = image.resizedByArea(
      height: max(1, image.height / factor), width: max(1, image.width / factor))
    return (shown, "shown at 1/\(factor) of its size")
  }

  private func save(_ tensor: Tensor, as step: String) {
    guard settings.savesTensors else { return }
    tensorCount += 1
    let name = numbered(tensorCount, step) + ".npy"
    attempt { try folder.write(Data(NumPyFile.encode(tensor)), to: name) }
  }

  /// Keeps the first trouble for the end: a picture that can't be written doesn't stop a lesson.
  private func attempt(_ work: () throws -> Void) {
    do { try work() } catch { firstTrouble = firstTrouble ?? error }
  }

  private func numbered(_ count: Int, _ words: String) -> String {
    (count < 10 ? "0" : "") + "\(count)-" + slug(words)
  }
}

/// Words as part of a file name or an anchor: lower case, a hyphen for all but letters and digits.
func slug(_ words: String) -> String {
  let parts = words.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
  let slug = parts.joined(separator: "-").prefix(48)
  return slug.isEmpty ? "untitled" : String(slug)
}
