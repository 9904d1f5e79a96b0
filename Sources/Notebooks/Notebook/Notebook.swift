// The API with which a lesson adds outputs to its page. Each call makes one output for the
// terminal, for the files of the page and for the process that watches the lesson.

import Formatting
import Foundation
import Pixels
import Tensors

/// The page of a running lesson: shows pictures, traces shapes, writes computed text.
///
/// Every call records its source line, which assigns the output to a cell.
public final class Notebook {
  let writer: PageWriter
  private let terminal: TerminalRenderer
  /// The lesson's own file, and its parts' names by their paths.
  private let sourcePath: String
  private let parts: [String: String]
  let settings: Settings
  private let source: LessonSource
  private let folder: OutputFolder
  private var pictureCount = 0
  private var tensorCount = 0
  private var rowCount = 0
  private(set) var openRow: Int?
  private var openFold: Message?
  private var foldCount = 0
  private var firstError: (any Error)?
  private var tracedNumbers: [String: [Double]] = [:]

  /// Whether nothing but errors is printed.
  public var isQuiet: Bool { settings.isQuiet }
  /// The claims that were shown so far.
  public internal(set) var claims: [Claim] = []

  /// The settings of a lesson's page.
  public struct Settings: Sendable {
    /// The output folder; created when missing.
    public var folder: String
    /// Whether every traced tensor and picture is also saved as an `.npy` file.
    public var savesTensors: Bool
    /// Whether the reader predicts each shape and number before it is printed.
    public var asks: Bool
    /// Whether nothing but errors is printed.
    public var isQuiet: Bool
    /// A notice above the lesson, Markdown; nil for none. With one, the pictures are the reader's
    /// own, and the alternative texts say what the book's show.
    public var notice: Message?
    /// The links to the neighbouring lessons and to the source.
    public var navigation = PageNavigation()
    /// The options that the reader gave, without the output folder.
    public var arguments: [String] = []
    /// Known wrong predictions of numbers, by the name of the step.
    public var guesses: Guesses = [:]
    /// Whether a guess about a step that is not traced, or that is right, is an error.
    public var checksGuesses = false

    /// Whether the page of a lesson that takes its time follows it; else it is written at the end
    /// only, for who draws the outputs as they come.
    public var refreshesPage = true

    /// The environment variable that `verify` sets for lessons to check their guesses.
    public static let guessCheckVariable = "CONVBOOK_CHECK_GUESSES"

    /// Creates settings.
    public init(
      folder: String, savesTensors: Bool = false, asks: Bool = false, isQuiet: Bool = false,
      notice: Message? = nil
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
  ///   - onOutput: called with each output when it is added.
  /// - Throws: `OutputRefusal` when the folder can't be created or holds a page that this project
  ///   did not write; `PageAssetMissing` when a style sheet or script is missing.
  public init(
    name: String, sourcePath: String, settings: Settings,
    onOutput: (@Sendable (CellOutput) -> Void)? = nil
  ) throws {
    try PageAsset.requireFiles()
    self.sourcePath = sourcePath
    self.settings = settings
    let text = LessonText(path: sourcePath)
    let folder = URL(fileURLWithPath: sourcePath).deletingLastPathComponent().path
    parts = Dictionary(
      text.partNames.map { (folder + "/" + $0, $0) }, uniquingKeysWith: { first, _ in first })
    source = LessonSource(text)
    terminal = TerminalRenderer(isQuiet: settings.isQuiet)
    var record = LessonRecord(name: name, source: source)
    record.notice = settings.notice
    record.navigation = settings.navigation
    record.arguments = settings.arguments
    record.languages = Catalogue.languages(of: name)
    self.folder = try OutputFolder(settings.folder, name: name, files: record.fileNames)
    writer = PageWriter(
      record: record, folder: self.folder, refreshesPage: settings.refreshesPage, onOutput: onOutput
    )
    terminal.begin(source, notice: settings.notice?.text)
  }

  /// Shows a picture. A line under the statement gives its words:
  ///
  ///     page.show(photo, "photo")
  ///     //: ![A teddy bear on a cobbled path](photo "The photo")
  ///
  /// - Parameters:
  ///   - key: its name, which the file bears: "photo" is written to `01-photo.png`.
  ///   - legend: what its colours stand for, shown beside the caption.
  ///   - values: what stands for placeholders in braces in caption and alternative text.
  ///   - cover: whether it is the lesson's cover in the table of contents.
  ///   - frames: the number of animation frames side by side in it; nil for a still picture.
  public func show(
    _ image: Image, _ key: String, legend: Message? = nil, with values: PictureValues = [:],
    cover: Bool = false, frames: Int? = nil, file: String = #filePath, line: Int = #line
  ) {
    show(
      image, key, words(key, values, file, line), scale: legend, frames: frames, cover: cover,
      file: file, line: line)
  }

  /// Shows a tensor of shape (H, W), (H, W, C) or (1, H, W, C), C 1 or 3, as a picture.
  public func show(
    _ tensor: Tensor, _ key: String, _ scale: GreyMapping, with values: PictureValues = [:],
    cover: Bool = false, file: String = #filePath, line: Int = #line
  ) {
    show(
      scale.image(tensor), key, words(key, values, file, line), scale: scale.legend(for: tensor),
      ends: scale.pictureEnds(of: tensor), cover: cover, file: file, line: line)
  }

  /// Shows a drawing: the page draws it in its own type and colours, the file holds its pixels.
  ///
  /// - Parameters:
  ///   - legend: what its shades stand for.
  ///   - ends: the numbers that are drawn black and white in its pictures.
  ///   - frames: the number of animation frames side by side in it; nil for a still drawing.
  public func show(
    _ drawing: Drawing, _ key: String, legend: Message? = nil,
    ends: CellOutput.Picture.Ends? = nil, with values: PictureValues = [:], cover: Bool = false,
    frames: Int? = nil, file: String = #filePath, line: Int = #line
  ) {
    show(
      drawing.image, key, words(key, values, file, line), scale: legend, ends: ends,
      frames: frames, cover: cover, drawing: drawing, file: file, line: line)
  }

  /// Shows the pictures, plots and tables that the closure adds side by side.
  public func sideBySide<Result>(_ outputs: () throws -> Result) rethrows -> Result {
    // A row inside a row joins it.
    guard openRow == nil else { return try outputs() }
    rowCount += 1
    openRow = rowCount
    defer { openRow = nil }
    return try outputs()
  }

  /// Folds what the closure adds: a line with the words stands for it on the page, and in the
  /// terminal.
  public func folded<Result>(_ words: Message, _ outputs: () throws -> Result) rethrows -> Result {
    precondition(openFold == nil, "what is folded holds nothing that is folded")
    (openFold, foldCount) = (words, 0)
    defer {
      openFold = nil
      terminal.show(.text(PageStrings.folded(words, foldCount)))
    }
    return try outputs()
  }

  /// Records the pictures that the lesson has read: the hash of each one's pixels, by its name.
  package func record(inputs: [String: String]) { writer.record(inputs: inputs) }

  /// Writes computed text, Markdown, under the cell.
  public func say(_ text: Message, file: String = #filePath, line: Int = #line) {
    add(.text(text), file, line)
  }

  /// Shows a table.
  ///
  /// - Precondition: each row has as many cells as there are columns.
  public func table(
    _ caption: Message, columns: [Message], rows: [[Message]], file: String = #filePath,
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

  /// Shows the numbers of a small tensor (H, W) or (1, H, W, 1) as a matrix.
  public func numbers(
    _ tensor: Tensor, _ caption: Message, file: String = #filePath, line: Int = #line
  ) {
    let axes = tensor.shape.filter { $0 != 1 }
    let width = tensor.rank == 2 ? tensor.shape[1] : axes.last ?? 1
    let rows = stride(from: 0, to: tensor.count, by: max(width, 1)).map { start in
      tensor.scalars[start..<start + width].map { Message(number($0)) }
    }
    add(
      .table(.init(caption: caption, columns: [], rows: rows, isMatrix: true, row: openRow)),
      file, line)
  }

  // MARK: The end

  /// Writes the final page of a lesson that finished.
  ///
  /// - Throws: the error of the first file that could not be written.
  public func finish() throws {
    if settings.checksGuesses { try checkGuesses() }
    if let firstError { throw firstError }
    try writer.end(.finished)
    terminal.end(page: settings.folder + "/index.html")
  }

  /// Writes the final page of a lesson that threw, with the error under its cell.
  public func stop(message: String) throws {
    try writer.end(throwing: message)
    terminal.end(page: settings.folder + "/index.html")
  }

  /// A closure that writes the final page from another thread when the lesson is stopped; called at
  /// most once.
  public var stopper: @Sendable (Outcome.Failure) -> Void {
    // The watcher has exited, so an error can't be reported.
    { [writer] failure in try? writer.end(.stopped(failure)) }
  }

  // MARK: Inside

  func add(_ content: CellOutput.Content, _ file: String, _ line: Int) {
    let place = place(file, line)
    writer.add(CellOutput(place: place, content: content, fold: openFold))
    terminal.tell(upTo: place)
    if openFold == nil { terminal.show(content) } else { foldCount += 1 }
  }

  func add(claim: Claim, _ file: String, _ line: Int) {
    terminal.tell(upTo: place(file, line))
    terminal.show(.text(PageStrings.claim(claim.words, of: claim.document)))
    if settings.asks { terminal.ask(for: claim) }
    add(.claim(claim), file, line)
  }

  func add(question: Question, _ file: String, _ line: Int) {
    if settings.asks {
      terminal.tell(upTo: place(file, line))
      terminal.ask(question)
    }
    add(.question(question), file, line)
  }

  /// The place in the lesson; nil in another file.
  package func place(_ file: String, _ line: Int) -> SourcePlace? {
    let part = parts[file]
    return file == sourcePath || part != nil ? SourcePlace(part: part, line: line) : nil
  }

  /// Returns the code of the cells up to that of a place; all of it for no place.
  package func code(upTo place: SourcePlace?) -> String {
    let last = place.flatMap(source.codeCell(containing:)) ?? source.cells.count - 1
    return source.cells.prefix(last + 1).filter { $0.kind == .code }.map(\.text)
      .joined(separator: "\n")
  }

  func add(trace: CellOutput.Trace, _ file: String, _ line: Int) {
    var trace = trace
    if isToldAlready(trace, place(file, line)) { trace.prediction = nil }
    if let value = trace.value { tracedNumbers[trace.step, default: []].append(value) }
    if settings.asks {
      terminal.tell(upTo: place(file, line))
      terminal.ask(for: trace)
    }
    add(.trace(trace), file, line)
  }

  /// Returns whether nothing is left to predict: the shape stands in the code, or the number, not a
  /// small one, was traced before.
  private func isToldAlready(_ trace: CellOutput.Trace, _ place: SourcePlace?) -> Bool {
    guard trace.prediction != nil else { return false }
    if let value = trace.value {
      return abs(value) >= 10 && tracedNumbers.values.contains { $0.contains(value) }
    }
    guard let shape = trace.output, let cell = place.flatMap(source.codeCell(containing:)) else {
      return false
    }
    return source.cells[cell].text.contains(describe(shape))
  }

  /// Shows a picture whose words stand in no line of the lesson's source.
  package func show(
    _ image: Image, _ key: String, _ words: PictureWords, scale: Message? = nil,
    ends: CellOutput.Picture.Ends? = nil, frames: Int? = nil, cover: Bool = false,
    drawing: Drawing? = nil, file: String = #filePath, line: Int = #line
  ) {
    pictureCount += 1
    let (image, factor) = Self.reduced(image, isDrawn: frames != nil || drawing != nil)
    let reduction = factor.map { "shown at 1/\($0) of its size" as Message }
    let scale = [scale, reduction].compactMap(\.self).joined(separator: "; ")
    let name = numbered(pictureCount, key) + ".png"
    attempt { try write(image, to: name) }
    let uncovered = drawing?.uncovered.map { image in
      let name = "pixels/" + numbered(pictureCount, key) + "-uncovered.png"
      attempt { try write(image, to: name) }
      return name
    }
    let picture = CellOutput.Picture(
      key: key, file: name, caption: words.caption, alt: words.alt, height: image.height,
      width: image.width, scale: scale.isEmpty ? nil : scale, factor: factor, ends: ends,
      row: openRow, frames: frames, isCover: cover, marks: drawing?.marks, uncovered: uncovered)
    add(.picture(picture), file, line)
    if let numbers = drawing?.numbers { terminal.draw(numbers) } else { terminal.draw(image) }
  }

  /// Writes a picture that is part of a question or a figure: it has no number, and no loupe.
  func write(_ image: Image, asPartOf name: String) {
    attempt { try folder.write(Data(try image.pngData()), to: name) }
  }

  /// Writes a picture, and its numbers for the loupe.
  private func write(_ image: Image, to name: String) throws {
    let png = Data(try image.pngData())
    try folder.write(png, to: name)
    let script = PixelScript(of: name, png: png)
    try folder.write(Data(script.text.utf8), to: script.file)
  }

  /// The longest side of a picture that is shown as it is.
  private static let longestSide = 1280
  /// The longest side of a picture that is shown smaller: more than the page's column is wide, and
  /// a page of a noisy photo, which PNG hardly packs, stays below 5 MB.
  private static let longestShrunkSide = 900

  /// How many rows, and columns, of a picture become one on a page; 1 where it is shown as it is.
  package static func shrinkFactor(height: Int, width: Int) -> Int {
    let longer = max(height, width)
    return longer > longestSide ? (longer + longestShrunkSide - 1) / longestShrunkSide : 1
  }

  /// Shrinks a picture that is larger than a page shows, by area averages and a whole factor, and
  /// says by how much. Films, whose moments must stay equally wide, and drawings are left alone.
  private static func reduced(_ image: Image, isDrawn: Bool) -> (Image, factor: Int?) {
    let factor = shrinkFactor(height: image.height, width: image.width)
    guard factor > 1, !isDrawn else { return (image, nil) }
    let shown = image.resizedByArea(
      height: max(1, image.height / factor), width: max(1, image.width / factor))
    return (shown, factor)
  }

  /// Returns the words that the lesson's source has for a picture.
  ///
  /// Without a line the lesson fails when it ends, and the error says which line to write.
  func words(_ key: String, _ values: PictureValues, _ file: String, _ line: Int) -> PictureWords {
    let known = Dictionary(
      values.map { ($0.key, Message.Value($0.value)) }, uniquingKeysWith: { $1 })
    guard var words = source.words(for: key, known) else {
      attempt { throw PictureWithoutWords(key: key, file: file, line: line) }
      return PictureWords(Message(key), alt: Message(key))
    }
    if settings.notice != nil { words.alt = PageStrings.altOfBook(words.alt) }
    return words
  }

  func save(_ tensor: Tensor, as step: String) {
    guard settings.savesTensors else { return }
    tensorCount += 1
    let name = numbered(tensorCount, step) + ".npy"
    attempt { try folder.write(Data(NumPyFile.encode(tensor)), to: name) }
  }

  /// Keeps the first error for `finish`: a picture that can't be written doesn't stop a lesson.
  private func attempt(_ body: () throws -> Void) {
    do { try body() } catch { firstError = firstError ?? error }
  }

  private func numbered(_ count: Int, _ words: String) -> String {
    (count < 10 ? "0" : "") + "\(count)-" + slug(words)
  }
}

/// Known wrong predictions of numbers, by the name of the step that traces the right one.
public typealias Guesses = [String: [Prediction.Mistake]]

/// The error that a guess in a lesson's table asks for nothing, or is right.
struct UnfoundedGuess: LocalizedError {
  let errorDescription: String?
}

extension Notebook {
  private func checkGuesses() throws {
    for (step, guesses) in settings.guesses.sorted(by: { $0.key < $1.key }) {
      guard let values = tracedNumbers[step] else {
        throw UnfoundedGuess(
          errorDescription: text("Guesses.swift: “\(step)” is no number that this lesson traces."))
      }
      for guess in guesses where values.contains(guess.answer[0]) {
        throw UnfoundedGuess(
          errorDescription: text("Guesses.swift: \(guess.answer[0]) is right for “\(step)”."))
      }
    }
  }
}

/// What stands for the placeholders in a picture's words: texts, numbers or messages by name.
public typealias PictureValues = KeyValuePairs<String, any Sendable>

extension Message.Value {
  fileprivate init(_ value: any Sendable) {
    self = (value as? Message).map { .message($0) } ?? .text("\(value)")
  }
}

/// The error that a picture has no words.
struct PictureWithoutWords: LocalizedError {
  let key: String
  let file: String
  let line: Int

  /// Where it is shown, and the line to write.
  var errorDescription: String? {
    let place = "\(file.split(separator: "/").last ?? ""):\(line)"
    return """
      \(place): “\(key)” has no words. Write under the statement that shows it:
      //: ![What is to be seen](\(key) "Its caption")
      """
  }
}

/// Returns a text as part of a file name or anchor: lower case, hyphens for all but letters and
/// digits.
package func slug(_ words: String) -> String {
  let parts = words.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
  let slug = parts.joined(separator: "-").prefix(48)
  return slug.isEmpty ? "untitled" : String(slug)
}
