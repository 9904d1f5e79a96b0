// Are two pictures the same, and where not: the numbers, a picture of the differences, a status.

import Foundation
import LessonKit

/// `convbook compare A B`.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compare two pictures.",
    discussion: """
      Prints how many pixels differ, by how much and where, and what may have happened. When the \
      pictures differ, a picture of the differences is written: to the file named by --diff, \
      otherwise into \(shortPath(DifferenceFile.folder.path)).

      Exit status: 0 when they are the same, 1 when they differ, 2 when one can't be read, 64 for \
      wrong usage.
      """)

  @Argument(help: ArgumentHelp("A PNG or JPEG.", valueName: "a")) var first: String
  @Argument(help: ArgumentHelp("The one to hold against it.", valueName: "b")) var second: String

  @Option(
    in: 0...255, help: "Samples that differ by at most this count as equal, in 8-bit steps.")
  var tolerance = 0

  @Option(
    help: ArgumentHelp("Where to write the picture of the differences.", valueName: "file"))
  var diff: String?

  @Flag(help: "Print the numbers as JSON; a picture is then written only with --diff.")
  var json = false

  @OptionGroup var pictures: PictureOptions

  func run() throws {
    let one = try pictures.image(first)
    let two = first == second ? one : try pictures.image(second)
    if let diff, DifferenceFile.isSame(diff, first) || DifferenceFile.isSame(diff, second) {
      throw CommandError(
        .usage, "\(diff): is one of the two pictures; name another file with --diff.")
    }
    let comparison = ImageComparison(one, two, tolerance: tolerance)
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      print(String(decoding: try encoder.encode(comparison), as: UTF8.self))
    } else {
      Self.show(comparison)
    }
    // Asked for, it is written in any case; else only where there is something to see.
    let isWanted = !json && !comparison.isMatch
    let path = try diff ?? (isWanted ? DifferenceFile.path(first, second) : nil)
    if let path {
      let picture = comparison.differencePicture()
      try picture.image.write(to: path)
      if !json {
        print("  differences " + shortPath(path))
        print("              " + picture.legend)
      }
    }
    if !comparison.isMatch { throw ExitCode(1) }
  }

  private static func show(_ comparison: ImageComparison) {
    let style = TerminalStyle.standardOutput
    for (index, line) in comparison.lines.enumerated() {
      print(index > 0 ? line : comparison.isMatch ? style.good(line) : style.bad(line))
    }
  }
}

/// Where a picture of differences goes that nobody named a place for.
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
