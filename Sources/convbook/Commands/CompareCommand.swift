// Compares pictures, runs of lessons and whole classes: in lines, on a page, as an exit status.

import Foundation
import LessonKit
import PictureRecipes

/// `convbook compare A B`.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: text("Compare pictures, lessons and whole classes."),
    discussion: text(
      """
      Two pictures: how many pixels differ, by how much and where, and what may have happened; \
      with --input also which filter, channel or way of drawing made the first of them. \
      Two folders that a lesson wrote, or a lesson against the book's references: the first step \
      at which they part, and every picture that differs. A folder of folders or of pictures, or \
      more than two: those that are the same, together. A page shows the pictures over each other.

      A picture of two pictures' differences goes to the file named by --diff, otherwise into \
      \(shortPath(DifferenceFile.folder.path)).

      Exit status: 0 when all are the same, 1 when some differ, 2 when one can't be read, 64 for \
      wrong usage.

        swift run convbook compare mine.png theirs.png --input photo.jpg
        swift run convbook compare Output/09-edge-filter ../anna/09-edge-filter
        swift run convbook compare 9
        swift run convbook compare folder-of-class/
      """))

  @Argument(
    help: .message(
      "Pictures, folders, or a lesson: 9, edge-filter.", valueName: "pictures or folders"))
  var paths: [String]

  @Option(
    in: 0...255,
    help: "Samples that differ by at most this count as equal, in 8-bit steps; by default 0 for "
      + "two pictures, for lessons what JPEG decoders may differ by.")
  var tolerance: Int?

  @Option(
    help: .message(
      "The picture that was filtered; by default the one the lesson reads.", valueName: "photo"))
  var input: String?

  @Option(
    help: .message("Where to write the picture of the differences.", valueName: "file"))
  var diff: String?

  @Option(
    name: [.customShort("o"), .long],
    help: .message("The folder to write the page to.", valueName: "folder"))
  var output: String?

  @Flag(
    help: .message(
      "Print the numbers as JSON; pages and pictures are written only where asked for."))
  var json = false

  @OptionGroup var pictures: PictureOptions

  func run() throws {
    if paths.count == 2, !paths.contains(where: Self.isFolder) { return try comparePictures() }
    if paths.count == 1, ComparedRun.isPicture(paths[0]) {
      throw CommandError(.usage, "\(paths[0]): name the picture to compare it with as well.")
    }
    if diff != nil { throw CommandError(.usage, "--diff is for two pictures.") }
    let (runs, book) = try Self.runs(paths)
    if runs.count + (book == nil ? 0 : 1) < 2 {
      throw CommandError(
        .usage, "\(paths[0]): name two things to compare, or a folder that holds several.")
    }
    if runs.count + (book == nil ? 0 : 1) == 2 {
      let comparison = try RunComparison(
        runs[0], book ?? runs[1], tolerance: tolerance, input: input)
      try report(
        comparison.verdict, comparison, isSame: comparison.isSame, name: comparison.first.name
      ) { [("index.html", try comparison.page())] }
    } else {
      let comparison = try ClassComparison(runs, book: book, tolerance: tolerance, input: input)
      try report(comparison.lines, comparison, isSame: comparison.isSame, name: "class") {
        try comparison.pages()
      }
    }
  }

  /// The name of a comparison's run in its record.
  private static let pageName = "comparison"

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// What the arguments name, and the book's references where they belong to it.
  private static func runs(_ paths: [String]) throws -> (runs: [ComparedRun], book: ComparedRun?) {
    if paths.count == 1, !FileManager.default.fileExists(atPath: paths[0]) {
      let lessons = try Selection.lessons(paths, in: Curriculum(), next: nil)
      guard lessons.count == 1 else {
        throw CommandError(.usage, "\(paths[0]): name one lesson, as 9.")
      }
      let folder = Project.output.appendingPathComponent(lessons[0].name).path
      guard isFolder(folder) else {
        throw CommandError(
          .trouble, "\(shortPath(folder)): not there yet; run “\(lessons[0].command)” first.")
      }
      return ([try ComparedRun(folder: folder)], try ComparedRun(referenceOf: lessons[0]))
    }
    guard paths.count == 1, isFolder(paths[0]) else { return (try members(paths), nil) }
    let names = try FileManager.default.contentsOfDirectory(atPath: paths[0]).sorted()
    if names.contains("trace.json") {
      let run = try ComparedRun(folder: paths[0])
      return ([run], try run.lesson.map { try ComparedRun(referenceOf: $0) })
    }
    // Not the page of an earlier comparison that was written among them.
    let folders = names.map { paths[0] + "/" + $0 }
      .filter { isFolder($0) && OutputFolder.nameOfRun(in: $0) != Self.pageName }
    let found =
      folders.isEmpty
      ? try ComparedRun(folder: paths[0]).pictures.values.sorted() : folders
    guard !found.isEmpty else {
      throw CommandError(.trouble, "\(paths[0]): there is nothing to compare in this folder.")
    }
    let runs = try members(found)
    // The book is compared with when all are runs of one of its lessons.
    let lessons = Set(runs.map { $0.lesson?.name })
    let book =
      lessons.count == 1 ? try runs[0].lesson.map { try ComparedRun(referenceOf: $0) } : nil
    return (runs, book)
  }

  /// Folders, or the one lesson's folder in each; pictures are held against each other whatever
  /// their names.
  private static func members(_ paths: [String]) throws -> [ComparedRun] {
    try paths.map { path in
      guard isFolder(path) else { return ComparedRun(picture: path, as: "picture") }
      let inside = Curriculum().lessons.map { path + "/" + $0.name }.filter(isFolder)
      let owner = URL(fileURLWithPath: path).lastPathComponent
      return inside.count == 1
        ? try ComparedRun(folder: inside[0], name: owner)
        : try ComparedRun(folder: path)
    }
  }

  /// Prints what was found, writes the pages, and ends with the status.
  private func report(
    _ lines: [Message], _ value: some Encodable, isSame: Bool, name: String,
    pages: () throws -> [(file: String, page: ComparisonPage)]
  ) throws {
    if json {
      print(try JSONText.of(value))
    } else {
      let style = TerminalStyle.standardOutput
      for (index, line) in lines.enumerated() {
        let text = printable(line.text)
        print(index > 0 ? "  " + text : isSame ? style.good(text) : style.bad(text))
      }
    }
    if output != nil || !json && !isSame {
      try attempt(isAskedFor: output != nil) { try write(try pages(), name: name) }
    }
    if !isSame { throw ExitCode(1) }
  }

  /// Writes something; what nobody asked for may fail without changing the answer.
  private func attempt(isAskedFor: Bool, _ write: () throws -> Void) throws {
    do {
      try write()
    } catch let error where !isAskedFor {
      printError("convbook: \(describe(error))")
      printError(text("Name another place with --diff and --output."))
    }
  }

  private func write(_ pages: [(file: String, page: ComparisonPage)], name: String) throws {
    try PageAsset.requireFiles()
    let safe = String(name.map { $0.isLetter || $0.isNumber || "-_".contains($0) ? $0 : "-" })
    let path =
      output ?? Project.output.appendingPathComponent("comparisons/\(safe.suffix(60))").path
    let folder = try OutputFolder(path, name: Self.pageName, files: pages.map(\.file))
    for (file, page) in pages { try folder.write(Data(page.html().utf8), to: file) }
    try folder.finish()
    if !json { print(text("  page        \(shortPath(path))/index.html")) }
  }

  private func comparePictures() throws {
    let one = try pictures.image(paths[0])
    let two = paths[0] == paths[1] ? one : try pictures.image(paths[1])
    if let diff, paths.contains(where: { DifferenceFile.isSame(diff, $0) }) {
      throw CommandError(
        .usage, "\(diff): is one of the two pictures; name another file with --diff.")
    }
    let comparison = ImageComparison(one, two, tolerance: tolerance ?? 0)
    let photo = try input.map { try pictures.image($0) }
    let explanation = photo.flatMap { photo in
      comparison.isMatch
        ? nil
        : PictureExplanation(
          one, expected: two, names: ("The first picture", "the second"), input: photo,
          inputName: input ?? "", tolerance: tolerance)
    }
    if json {
      print(try JSONText.of(PictureReport(comparison: comparison, recipe: explanation)))
    } else {
      show(comparison, explanation, isSearched: photo != nil)
    }
    // Asked for, it is written in any case; else only where there is something to see.
    let isWanted = !json && !comparison.isMatch
    if diff != nil || isWanted {
      try attempt(isAskedFor: diff != nil) {
        let path = try diff ?? DifferenceFile.path(paths[0], paths[1])
        let picture = comparison.differencePicture()
        try picture.image.write(to: path)
        if !json {
          print(text("  differences \(shortPath(path))"))
          print("              \(picture.legend)")
        }
      }
    }
    if output != nil || isWanted {
      let names = paths.map { URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent }
      let findings = explanation.map { [$0.sentence] } ?? []
      let page = ComparisonPage(
        title: text("\(names[0]) and \(names[1])"), names: paths, verdict: findings,
        rows: [
          .init(
            title: names.joined(separator: ", "),
            pictures: [.init(name: paths[0], image: one), .init(name: paths[1], image: two)],
            findings: comparison.lines, commands: explanation.map { [$0.command] } ?? [])
        ])
      try attempt(isAskedFor: output != nil) {
        try write([("index.html", page)], name: names.joined(separator: "-"))
      }
    }
    if !comparison.isMatch { throw ExitCode(1) }
  }

  private func show(
    _ comparison: ImageComparison, _ explanation: PictureExplanation?, isSearched: Bool
  ) {
    let style = TerminalStyle.standardOutput
    for (index, line) in comparison.lines.enumerated() {
      let line = line.text
      print(index > 0 ? line : comparison.isMatch ? style.good(line) : style.bad(line))
    }
    if let explanation {
      print(text("  made so     \(printable(explanation.sentence.text))"))
      print("              " + printable(explanation.command))
    } else if isSearched, !comparison.isMatch {
      print(text("  made so     No known recipe reproduces the first picture."))
    }
    for path in paths {
      guard let command = Image.command(inPNG: path) else { continue }
      print(text("  it says     \(shortPath(path)): \(printable(command))"))
    }
  }
}

/// A comparison of two pictures as JSON, with the recipe beside the numbers.
private struct PictureReport: Encodable {
  let comparison: ImageComparison
  let recipe: PictureExplanation?

  private enum Key: String, CodingKey { case recipe }

  func encode(to encoder: any Encoder) throws {
    try comparison.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encodeIfPresent(recipe, forKey: .recipe)
  }
}

/// The default path of difference pictures.
enum DifferenceFile {
  /// Only such pictures are in here, so that nobody's file is written over.
  static var folder: URL { Project.output.appendingPathComponent("differences") }

  /// "Output/differences/mine-theirs.png"; makes the folder.
  static func path(_ first: String, _ second: String) throws -> String {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let names = [first, second].map { path in
      // File systems limit a name's bytes, 255 in all.
      var name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
      while name.utf8.count > 120 { name.removeLast() }
      return name
    }
    return folder.appendingPathComponent("\(names[0])-\(names[1]).png").path
  }

  /// Whether two paths lead to one file, links followed.
  static func isSame(_ one: String, _ other: String) -> Bool {
    func resolved(_ path: String) -> String {
      URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
    }
    return resolved(one) == resolved(other)
  }
}
