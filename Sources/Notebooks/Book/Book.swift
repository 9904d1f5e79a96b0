// What belongs to no single lesson: the documents' map, the glossary and the primer, data files in
// the folder of the lessons.

import Formatting
import Foundation

/// The data files of the book.
public struct Book: Sendable {
  /// The folder of the lessons.
  let folder: URL
  /// The names of the book's lessons by their numbers, as curriculum.json has them.
  let lessons: [Int: String]
  /// The standard terms; nil where the folder has none.
  public let glossary: Glossary?
  /// Swift beside Python; nil where the folder has none.
  public let primer: Primer?

  /// Reads the files in a folder of lessons. One that can't be read is left out.
  public init(lessons folder: URL) {
    self.folder = folder
    glossary = Self.read(Glossary.self, "glossary", in: folder)
    primer = Self.read(Primer.self, "primer", in: folder)
    struct Curriculum: Decodable {
      struct Part: Decodable { let lessons: [String] }
      let parts: [Part]
    }
    let names = Self.read(Curriculum.self, "curriculum", in: folder)?.parts.flatMap(\.lessons) ?? []
    lessons = Dictionary(
      names.compactMap { name in Int(name.prefix { $0.isNumber }).map { ($0, name) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The book of the checkout that this program was built from.
  static let ofThisCheckout = Book(
    lessons: PageAsset.folder.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Lessons"))

  /// Reads the map from the documents to the lessons; nil where the folder has none. It is read
  /// when it is asked for: the page of a lesson does not need it.
  public var notes: NotesMap? { Self.read(NotesMap.self, "notes", in: folder) }

  private static func read<File: Decodable>(
    _ type: File.Type, _ name: String, in folder: URL
  ) -> File? {
    (try? Data(contentsOf: folder.appendingPathComponent(name + ".json")))
      .flatMap { try? JSONDecoder().decode(type, from: $0) }
  }

  /// All texts of the files, for catalogues, each with its file's name.
  package var messages: [(file: String, text: Message)] {
    let notes = (notes?.documents ?? []).flatMap { document -> [Message] in
      [document.title]
        + document.sections.flatMap { [$0.section, $0.claims] + ($0.printed.map { [$0] } ?? []) }
    }
    return notes.map { ("Lessons/notes.json", $0) }
      + (glossary?.terms ?? []).map { ("Lessons/glossary.json", $0.definition) }
      + (primer?.forms ?? []).flatMap { [$0.title, $0.says] }.map { ("Lessons/primer.json", $0) }
  }
}
