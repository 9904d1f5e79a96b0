// The page of a study document: its sections in its own order, what it printed beside what the
// lessons' last runs gave.

import Formatting
import Foundation

/// The records of lessons' last runs, each read once. A lock guards them.
final class LessonRecords: @unchecked Sendable {
  private let folder: URL
  private let lock = NSLock()
  private var records: [String: NotedRun?] = [:]

  /// - Parameter folder: the output folder, with a folder for each lesson.
  init(folder: URL) { self.folder = folder }

  /// Returns the record of a lesson's last run; nil before the first.
  subscript(lesson: String) -> NotedRun? {
    if let known = lock.withLock({ records[lesson] }) { return known }
    // Without the lock, so that several are read at once.
    let record = NotedRun(in: folder.appendingPathComponent(lesson))
    lock.withLock { records[lesson] = .some(record) }
    return record
  }
}

/// What the page of a document shows of a lesson's last run. The record has much more, as all that
/// is drawn: to read that takes several times as long.
struct NotedRun: Decodable {
  let name: String
  let source: Source
  let outputs: [Output]

  struct Source: Decodable { let pictures: [PictureLine] }

  /// A picture in short.
  struct Picture: Decodable {
    let key: String
    let file: String
    let caption: Message
    let alt: Message
    let height: Int
    let width: Int
  }

  /// An output; one of another kind has none of the three.
  struct Output: Decodable {
    struct Content: Decodable {
      struct Value<Kind: Decodable>: Decodable {
        let value: Kind
        // As the compiler calls what a case of an enumeration holds.
        enum CodingKeys: String, CodingKey { case value = "_0" }
      }
      let trace: Value<CellOutput.Trace>?
      let picture: Value<Picture>?
      let plot: Value<Plot>?
    }
    let content: Content
  }

  /// Reads what a lesson's last run left in its output folder; nil when no run has ended there.
  init?(in folder: URL) {
    struct Manifest: Decodable { let record: NotedRun? }
    let file = folder.appendingPathComponent(OutputManifest.fileName)
    guard let data = try? Data(contentsOf: file),
      let record = try? JSONDecoder().decode(Manifest.self, from: data).record
    else { return nil }
    self = record
  }
}

/// Renders the page of a document.
struct NotesPage {
  private let document: NotesMap.Document
  private let map: NotesMap
  private let lessons: [String: ContentsPage.Lesson]
  private let records: LessonRecords

  init(
    _ document: NotesMap.Document, of map: NotesMap, lessons: [String: ContentsPage.Lesson],
    records: LessonRecords
  ) {
    self.document = document
    self.map = map
    self.lessons = lessons
    self.records = records
  }

  var html: String {
    BookPage(
      title: "\(document.name): \(document.title)", toBook: "../",
      file: BookPages.notes(document.name), navigation: navigation,
      body: """
        <p>\(escaped(BookStrings.notesInASentence))</p>
        \(document.sections.map(section).joined())
        """
    ).html
  }

  private var navigation: String {
    let links = map.documents.map { other in
      let page = RecordFile.name("\(other.name).html")
      return other.name == document.name
        ? "<a aria-current=\"page\">\(other.name)</a>"
        : "<a href=\"\(page)\" title=\"\(escaped(other.title))\">\(other.name)</a>"
    }
    return """
      <nav class="documents" aria-label="\(BookStrings.documents)">
      \(links.joined(separator: "\n"))</nav>

      """
  }

  private func section(_ section: NotesMap.Section) -> String {
    let printed = section.printed.map {
      "<p class=\"printed\"><span>\(BookStrings.printed)</span> \(escaped($0))</p>\n"
    }
    let errata = (section.errata ?? []).map { heading in
      let link = anchor(NotesMap.errataLesson, heading)
      return "<li><a href=\"\(link)\">\(escaped(Message(template: heading)))</a></li>\n"
    }
    return """
      <section class="note">
      <h2 id="\(slug(section.section.english))">\(escaped(section.section))</h2>
      <p>\(escaped(section.claims))</p>
      \(printed ?? "")\(section.places.map(place).joined())\
      \(errata.isEmpty ? "" : erratum(errata.joined()))</section>

      """
  }

  private func erratum(_ items: String) -> String {
    "<div class=\"erratum\"><p>\(BookStrings.doesNotHold)</p>\n<ul>\n\(items)</ul></div>\n"
  }

  private func anchor(_ lesson: String, _ heading: String) -> String {
    let way = PageNavigation.Neighbour(name: lesson, title: "").link
    return "\(escaped(way))#\(slug(heading))"
  }

  private func place(_ place: NotesMap.Place) -> String {
    guard let lesson = lessons[place.lesson] else {
      return "<p class=\"where\">\(escaped(place.lesson)), \(escaped(place.heading))</p>\n"
    }
    let heading = Message(template: place.heading)
    let link = """
      <p class="where"><a href="\(anchor(place.lesson, place.heading))">\
      \(escaped(BookStrings.lesson(lesson))): \(escaped(heading))</a></p>

      """
    guard let record = records[place.lesson] else {
      return link + """
        <p class="ours">\(PageStrings.stateNotRun) <code>\(escaped(lesson.command))</code></p>

        """
    }
    return link + ours(place.steps ?? [], record)
      + (place.picture.map { picture($0, of: record) } ?? "")
  }

  private func ours(_ steps: [NotesMap.Step], _ record: NotedRun) -> String {
    let values = steps.compactMap { step -> String? in
      let traces = record.outputs.compactMap(\.content.trace?.value).filter { $0.step == step.step }
      let index = (step.occurrence ?? 1) - 1
      guard traces.indices.contains(index) else { return nil }
      let trace = traces[index]
      return "<span>\(escaped(trace.shownStep)) \(OutputHTML.result(trace))"
        + " \(trace.value == nil ? "" : escaped(trace.detail))</span>"
    }
    guard !values.isEmpty else { return "" }
    let all = values.joined(separator: "\n")
    return "<p class=\"ours\"><span>\(BookStrings.ours)</span> \(all)</p>\n"
  }

  /// Returns a picture as a figure, or a plot; nothing when the last run has none of that key.
  private func picture(_ key: String, of record: NotedRun) -> String {
    // A key with a placeholder stands for the first of its pictures.
    let line = record.source.pictures.first { $0.key == key }
    for output in record.outputs {
      if let picture = output.content.picture?.value, line?.values(for: picture.key) != nil {
        let file = "../\(escaped(record.name))/\(escaped(picture.file))"
        let zoom = max(1, 160 / max(picture.width, 1))
        return """
          <figure class="picture"><a href="\(file)"><img src="\(file)" \
          width="\(picture.width * zoom)" height="\(picture.height * zoom)"\
          \(zoom > 1 ? " class=\"enlarged\"" : "") alt="\(escaped(picture.alt))"></a>
          <figcaption>\(escaped(picture.caption))</figcaption></figure>

          """
      }
      if let plot = output.content.plot?.value, plot.caption.template == line?.caption {
        return OutputHTML.plot(plot) + "\n"
      }
    }
    return ""
  }
}
