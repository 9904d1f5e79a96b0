// The pages of a run as a site that lies on any web host: what readers need of each lesson, and the
// contents without anybody's progress.

import Foundation
import LessonKit

/// A site made of the pages in an output folder.
struct PublishedSite {
  let curriculum: Curriculum
  /// The output folder of `run`.
  let source: URL

  /// Writes the site.
  ///
  /// - Returns: the names of the lessons in it.
  /// - Throws: `CommandError` when no lesson has a finished page, a page refers to a file that is
  ///   not there, or the folder holds something else.
  func write(to folder: URL) throws -> [String] {
    let lessons = curriculum.lessons.filter { $0.isDone(in: source) }
    guard !lessons.isEmpty else {
      throw CommandError(
        .trouble,
        "\(shortPath(source.path)): holds no finished page; run the lessons first: swift run "
          + "convbook run all")
    }
    guard folder.standardizedFileURL.path != source.standardizedFileURL.path else {
      throw CommandError(
        .usage, "\(folder.path): is where the pages are; name another folder for the site.")
    }
    let contents = folder.appendingPathComponent("index.html").path
    if FileManager.default.fileExists(atPath: contents),
      !SingleFilePage.isOurs(URL(fileURLWithPath: contents))
    {
      throw CommandError(
        .trouble, "\(folder.path): holds an index.html of something else; name another folder.")
    }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for lesson in lessons {
      try copy(lesson.name, to: folder.appendingPathComponent(lesson.name))
    }
    // Without anybody's progress: of a folder that does not exist.
    let progress = ExerciseProgress(folder: folder.appendingPathComponent(".none"))
    let page = curriculum.contentsPage(in: folder, progress: progress)
    try page.prepare()
    try page.write()
    // GitHub Pages leaves out names with an underscore unless this file is there.
    try Data().write(to: folder.appendingPathComponent(".nojekyll"))
    let broken = Self.brokenLinks(in: folder)
    guard broken.isEmpty else {
      throw CommandError(
        .trouble,
        "the site refers to files that are not there: \(broken.prefix(5).joined(separator: ", "))")
    }
    return lessons.map(\.name)
  }

  /// Copies what a run has listed of a lesson, and takes links to this machine's sources out.
  private func copy(_ lesson: String, to folder: URL) throws {
    let from = source.appendingPathComponent(lesson)
    let files = FileManager.default
    let names = OutputFolder.files(in: from.path).filter { !$0.hasSuffix(".npy") }
    let last = OutputFolder.files(in: folder.path)
    for name in names where !last.contains(name) {
      let file = folder.appendingPathComponent(name).path
      guard !files.fileExists(atPath: file) else {
        throw CommandError(
          .trouble, "\(file): was not written by publish; move it away, or name another folder.")
      }
    }
    for name in last where !names.contains(name) {
      try? files.removeItem(at: folder.appendingPathComponent(name))
    }
    for name in names {
      let target = folder.appendingPathComponent(name)
      try files.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      var data = try Data(contentsOf: from.appendingPathComponent(name))
      if name.hasSuffix(".html") {
        let html = String(decoding: data, as: UTF8.self)
        data = Data(SingleFilePage.withoutLinks(html) { $0.hasPrefix("../../") }.utf8)
      }
      try data.write(to: target, options: .atomic)
    }
  }

  /// The local addresses in pages that lead nowhere.
  static func brokenLinks(in folder: URL) -> [String] {
    let files = FileManager.default
    let names = (files.enumerator(atPath: folder.path)?.allObjects as? [String]) ?? []
    return names.filter { $0.hasSuffix(".html") }.sorted().flatMap { name -> [String] in
      let page = folder.appendingPathComponent(name)
      let html = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
      let addresses = html.matches(of: #/<(?:a|img|image)\s[^>]*?(?:href|src)="([^"#?]+)/#)
      return Set(addresses.map { unescaped($0.1) }).sorted().filter { address in
        guard !address.contains(":"), !address.hasPrefix("//") else { return false }
        let file = page.deletingLastPathComponent().appendingPathComponent(
          address.removingPercentEncoding ?? address)
        return !files.fileExists(atPath: file.standardizedFileURL.path)
      }.map { "\(name): \($0)" }
    }
  }
}
