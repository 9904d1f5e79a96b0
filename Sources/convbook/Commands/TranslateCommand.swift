// Brings the catalogues of a language up to date with all texts, and reports what is missing.

import Formatting
import Foundation
import LessonKit
import Processes

/// `convbook translate ko`.
struct TranslateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "translate",
    abstract: text("Bring the catalogues of a language up to date, and say what is missing."),
    discussion: text(
      """
      Extracts every text that a person reads into gettext catalogues: one beside each lesson and \
      one for the program. Translations of texts that stayed are kept; those of texts that changed \
      are marked as fuzzy and not shown until somebody has looked at them. Words that the language \
      has another term for (ko.terms.json) are reported.

      Without lessons only catalogues that exist are brought up to date, and the program's.

      Exit status: 0 when all is translated, 1 with --check when something is missing, 2 trouble.

        swift run convbook translate ko
        swift run convbook translate ko 5 6 --check
      """))

  @Argument(help: .message("The language's code.", valueName: "language"))
  var language: String

  @Argument(help: .message("Lessons to translate: 5, sliding-window.", valueName: "lessons"))
  var lessons: [String] = []

  @Flag(help: .message("Change nothing; the exit status says whether all is translated."))
  var check = false

  func validate() throws {
    guard language.wholeMatch(of: /[a-z]{2,3}/) != nil, language != "en" else {
      throw ValidationError(
        text("A language is a code such as ko; the texts themselves are English."))
    }
  }

  func run() throws {
    let progress = StatusLine()
    let project = Project.folder
    let extractor = MessageExtractor(
      library: try Builder().currentLibrary(progress), project: project)
    // The home screen shows the titles of all lessons, also of those without a catalogue.
    let curriculum = Curriculum()
    var program = curriculum.parts.filter { !$0.letter.isEmpty }.flatMap { part in
      [part.title.template] + curriculum.lessons(of: part).compactMap(\.source.title)
    }.map {
      ExtractedMessage(template: $0, expressions: [], place: "Lessons/curriculum.json")
    }
    program += Book(lessons: Project.lessons).messages.map {
      ExtractedMessage(template: $0.text.template, expressions: [], place: $0.file)
    }
    var ofChecks: [String: [ExtractedMessage]] = [:]
    let modules = CatalogueSource.programModules(project)
    for (index, module) in modules.enumerated() {
      progress.show { "Reading \(module.name), \(index + 1) of \(modules.count)" }
      for message in try extractor.messages(ofModule: module.name, module.files) {
        // What several checks share belongs to the program.
        if message.place.hasPrefix("Sources/Checks/Lessons/"),
          message.place.hasSuffix("Check.swift")
        {
          ofChecks[message.place, default: []].append(message)
        } else {
          program.append(message)
        }
      }
    }
    var rows: [[String]] = [
      [text("catalogue"), text("texts"), text("missing"), text("file")]
    ]
    var missing = 0
    let terms = try CatalogueSource.terms(language)
    for source in try sources() {
      let name = source.name
      progress.show { "Reading \(name)" }
      var messages = program
      if let lesson = source.lesson {
        messages =
          source.prose()
          + (try extractor.messages(ofModule: lesson.name, source.lessonFiles))
          + (source.checkFile.flatMap { ofChecks[$0] } ?? [])
      }
      let file = source.file(language)
      let merge = CatalogueMerge(try catalogue(file), messages, language: language)
      missing += merge.missing
      for entry in merge.file.entries {
        if let name = CatalogueMerge.placeholderError(entry) {
          missing += 1
          printError(
            text("\(shortPath(file.path)): {\(name)} is only on one side of “\(entry.id)”"))
        }
        if let (found, wanted) = CatalogueMerge.termError(entry, terms) {
          missing += 1
          printError(
            text(
              "\(shortPath(file.path)): “\(found)” is called “\(wanted)” in this language, in "
                + "the translation of “\(entry.id)”"))
        }
      }
      if !check { try Data(merge.file.text.utf8).write(to: file, options: .atomic) }
      rows.append([
        source.name, "\(merge.file.entries.count)", "\(merge.missing)", shortPath(file.path),
      ])
    }
    progress.clear()
    print(
      alignedColumns(rows) { [1, 2].contains($0) ? .right : .left }.joined(separator: "\n"))
    if check, missing > 0 { throw ExitCode(1) }
  }

  /// Returns the program's catalogue, and those of the lessons named or translated already.
  private func sources() throws -> [CatalogueSource] {
    let curriculum = Curriculum()
    let chosen =
      lessons.isEmpty
      ? curriculum.lessons.filter {
        FileManager.default.fileExists(
          atPath: $0.folder.appendingPathComponent("\(language).po").path)
      } : try Selection.lessons(lessons, in: curriculum, next: nil)
    return [CatalogueSource(lesson: nil)] + chosen.map { CatalogueSource(lesson: $0) }
  }

  private func catalogue(_ file: URL) throws -> CatalogueFile? {
    guard let content = try? String(contentsOf: file, encoding: .utf8) else { return nil }
    do {
      return try CatalogueFile(content)
    } catch {
      throw CommandError(.trouble, "\(shortPath(file.path)): \(error)")
    }
  }
}
