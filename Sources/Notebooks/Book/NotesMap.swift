// The map from the study documents to the lessons: what each section claims, and where it is run.

import Formatting

/// The map, `Lessons/notes.json`.
public struct NotesMap: Decodable, Sendable {
  /// A document, such as 003.
  public struct Document: Decodable, Sendable {
    /// Its number, "003".
    public let name: String
    /// What it is.
    public let title: Message
    /// Its sections in its own order.
    public let sections: [Section]
  }

  /// A section of a document.
  public struct Section: Decodable, Sendable {
    /// What it is about.
    public let section: Message
    /// What it claims or computes.
    public let claims: Message
    /// What it prints; nil for nothing.
    public let printed: Message?
    /// The headings of lesson 28 that put it right; none without.
    public let errata: [String]?
    /// Where the book runs it.
    public let places: [Place]
  }

  /// A place in a lesson.
  public struct Place: Decodable, Sendable {
    /// The lesson's folder, or "README".
    public let lesson: String
    /// The heading there.
    public let heading: String
    /// The steps of its shape trace that have the numbers.
    public let steps: [Step]?
    /// The key of a picture or plot.
    public let picture: String?
  }

  /// A step of a lesson's shape trace.
  public struct Step: Decodable, Sendable {
    /// Its name.
    public let step: String
    /// Which of the steps of that name, from 1; the first without.
    public let occurrence: Int?
  }

  /// The documents in order.
  public let documents: [Document]

  /// The lesson that runs the errata.
  static let errataLesson = "28-errata"

  /// Returns the table of Lessons/README.md.
  ///
  /// - Parameter file: returns the name of the file that declares a lesson.
  package func table(file: (String) -> String?) -> String {
    let rows = documents.flatMap { document in
      document.sections.flatMap { section in
        section.places.map { place in
          let target =
            place.lesson == "README"
            ? "../README.md" : "\(place.lesson)/\(file(place.lesson) ?? "")"
          return "| \(document.name) | \(section.section.english) | [\(place.lesson)](\(target)) "
            + "| \(place.heading) |"
        }
      }
    }
    return """
      | notes | section | lesson | heading |
      |---|---|---|---|
      \(rows.joined(separator: "\n"))
      """
  }
}
