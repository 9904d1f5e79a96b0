// What each catalogue translates: the program's its commands and the frame of pages, a lesson's the
// prose, pictures and messages of its folder, and the task and the check of its exercise.

import Formatting
import Foundation
import LessonKit
import Notebooks

/// A catalogue and the texts that belong into it.
struct CatalogueSource {
  /// The lesson; nil for the program.
  let lesson: LessonFolder?

  /// Returns the catalogue's file.
  func file(_ language: String) -> URL {
    lesson?.folder.appendingPathComponent("\(language).po") ?? Catalogue.programFile(language)
  }

  /// The name in reports.
  var name: String { lesson?.name ?? text("the program") }

  /// Returns the Swift files of each module whose messages belong to the program, without those of
  /// single exercises.
  static func programModules(_ project: URL) -> [(name: String, files: [URL])] {
    let sources = project.appendingPathComponent("Sources")
    let modules = (try? FileManager.default.contentsOfDirectory(atPath: sources.path)) ?? []
    return modules.sorted().compactMap { module in
      let files = swiftFiles(in: sources.appendingPathComponent(module))
      return files.isEmpty ? nil : (module, files)
    }
  }

  /// Returns the Swift files in a folder and below, in order of their paths.
  static func swiftFiles(in folder: URL) -> [URL] {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
      .sorted { $0.path < $1.path }
  }

  /// Returns the words that a language's translations use, by those that they don't:
  /// `ko.terms.json` beside the program's catalogue; empty without one.
  ///
  /// - Throws: a `CommandError` for a file that can't be read.
  static func terms(_ language: String) throws -> [String: String] {
    struct Term: Decodable {
      let use: String
      let not: [String]
    }
    let file = Catalogue.programFile(language).deletingLastPathComponent()
      .appendingPathComponent("\(language).terms.json")
    guard let data = FileManager.default.contents(atPath: file.path) else { return [:] }
    do {
      let terms = try JSONDecoder().decode([Term].self, from: data)
      return Dictionary(
        terms.flatMap { term in term.not.map { ($0, term.use) } },
        uniquingKeysWith: { first, _ in first })
    } catch {
      let path = shortPath(file.path)
      throw CommandError(
        .trouble,
        "\(path): a list of {\"use\": word, \"not\": [words]} is expected: \(describe(error))")
    }
  }

  /// The Swift files of the lesson itself.
  var lessonFiles: [URL] {
    guard let folder = lesson?.folder else { return [] }
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".swift") }.sorted().map(folder.appendingPathComponent)
  }

  /// The name of the file in Sources/Checks that checks the lesson's exercise.
  var checkFile: String? {
    lesson.flatMap(ExerciseFolder.init).map { exercise in
      let name = exercise.check.protocolName.dropLast("Exercise".count)
      return "Sources/Checks/Lessons/\(name)Check.swift"
    }
  }

  /// Returns the texts of a lesson's prose and pictures.
  func prose() -> [ExtractedMessage] {
    guard let lesson else { return [] }
    let source = lesson.source
    let place = "Lessons/\(lesson.name)"
    return source.proseTexts.filter { $0.contains(where: \.isLetter) }
      .map { ExtractedMessage(template: $0, expressions: [], place: place) }
      + source.pictures.flatMap { picture in
        [picture.caption, picture.alt].map {
          ExtractedMessage(template: $0, expressions: [], place: place)
        }
      } + steps + task + teaching
  }

  /// The names of traced steps that are words, as “batch of one” and “photo”. What is written as in
  /// code, as “rand(8)” and “conv2D”, is the same in every language.
  private var steps: [ExtractedMessage] {
    guard let lesson,
      let trace = FileManager.default.contents(atPath: lesson.expectedTrace.path),
      let entries = try? TraceFile.entries(trace)
    else { return [] }
    let place = "Lessons/\(lesson.name)/\(lesson.expectedTrace.lastPathComponent)"
    return entries.map(\.step).filter(Self.isMadeOfWords).map {
      ExtractedMessage(template: $0, expressions: [], place: place)
    }
  }

  /// Returns whether a step's name is one word or more; a single sign is no word.
  static func isMadeOfWords(_ name: String) -> Bool {
    name.contains(" ") || name.count > 1 && name.allSatisfy { $0.isLetter || $0 == "-" }
  }

  /// The texts of the notes for the lesson's teacher.
  private var teaching: [ExtractedMessage] {
    guard let lesson, let notes = (try? TeachingNotes(of: lesson)) ?? nil else { return [] }
    let place = "Lessons/\(lesson.name)/\(TeachingNotes.fileName)"
    return (notes.ask + notes.misconceptions.map(\.help) + notes.projector).map {
      ExtractedMessage(template: $0, expressions: [], place: place)
    }
  }

  /// The texts of the task of the lesson's exercise.
  private var task: [ExtractedMessage] {
    guard let exercise = lesson.flatMap(ExerciseFolder.init), let task = exercise.task else {
      return []
    }
    let place = "Sources/Exercises/Protocols/\(task.protocolName).swift"
    return ([task.title] + task.paragraphs).map {
      ExtractedMessage(template: $0, expressions: [], place: place)
    }
  }
}
