// The book for a web host: the pages of the last run as a site, or one lesson as one file.

import Foundation
import LessonKit

/// `convbook publish TARGET`.
struct PublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: text("Write the pages as a site for any web host, or one lesson as one file."),
    discussion: text(
      """
      A site is a folder of files, with the pages that “convbook run” has written; no server is \
      needed, and nobody's progress is in it. With --lesson the target is one HTML file that \
      needs no other, to be sent or uploaded to a learning platform.

        swift run convbook publish Site
        swift run convbook publish sliding-window.html --lesson 5
      """))

  @Argument(
    help: .message("The folder to write to; with --lesson the file.", valueName: "target"))
  var target: String
  @Option(help: .message("Only this lesson, as one file: 5, sliding-window.", valueName: "lesson"))
  var lesson: String?
  @Option(
    name: [.customShort("p"), .customLong("pages")],
    help: .message("The folder of the pages; Output by default.", valueName: "folder"))
  var pages: String?

  func run() throws {
    try PageAsset.requireFiles()
    let source = pages.map { URL(fileURLWithPath: $0) } ?? Project.output
    let curriculum = Curriculum()
    guard let lesson else {
      let site = PublishedSite(curriculum: curriculum, source: source)
      return try publish(site, of: curriculum)
    }
    let found = try Selection.lessons([lesson], in: curriculum, next: nil)
    guard let first = found.first, found.count == 1 else {
      throw CommandError(.usage, "--lesson is one lesson: 5 or sliding-window.")
    }
    let html = try SingleFilePage(lesson: first, in: source).html
    let file = URL(fileURLWithPath: target)
    if FileManager.default.fileExists(atPath: file.path), !SingleFilePage.isOurs(file) {
      throw CommandError(
        .trouble, "\(target): was not written by convbook; move it away, or name another file.")
    }
    try Data(html.utf8).write(to: file, options: .atomic)
    print(text("\(target): \(byteCount(html.utf8.count)), one file."))
  }

  private func publish(_ site: PublishedSite, of curriculum: Curriculum) throws {
    let target = URL(fileURLWithPath: target)
    let published = try site.write(to: target)
    let missing = curriculum.lessons.filter { !published.contains($0.name) }
    if !missing.isEmpty {
      let numbers = missing.map { "\($0.number)" }.joined(separator: ", ")
      printError(
        text(
          "convbook: these lessons have no finished page and are left out: \(numbers). Run them: "
            + "swift run convbook run \(missing.map { "\($0.number)" }.joined(separator: ","))"))
    }
    let contents = shortPath(target.appendingPathComponent("index.html").path)
    print(
      Message(
        published.count, "\(contents): the contents and \(published.count) lesson.",
        "\(contents): the contents and \(published.count) lessons."))
  }
}
