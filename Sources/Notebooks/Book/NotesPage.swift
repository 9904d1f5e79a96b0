// The page of a study document: its sections in its own order, what it printed beside what the
// lessons' last runs gave.

import Formatting
import Foundation

/// The records of lessons' last runs, each read once.
final class LessonRecords {
  private let folder: URL
  private var records: [String: LessonRecord?] = [:]

  /// - Parameter folder: the output folder, with a folder for each lesson.
  init(folder: URL) { self.folder = folder }

  /// Returns the record of a lesson's last run; nil before the first.
  subscript(lesson: String) -> LessonRecord? {
    if let known = records[lesson] { return known }
    let record = LessonRecord(in: folder.appendingPathComponent(lesson))
    records[lesson] = .some(record)
    return record
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

  private func ours(_ steps: [NotesMap.Step], _ record: LessonRecord) -> String {
    let values = steps.compactMap { step -> String? in
      let traces = record.outputs.compactMap { output -> CellOutput.Trace? in
        guard case .trace(let trace) = output.content, trace.step == step.step else { return nil }
        return trace
      }
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
  private func picture(_ key: String, of record: LessonRecord) -> String {
    // A key with a placeholder stands for the first of its pictures.
    let line = record.source.pictures.first { $0.key == key }
    for output in record.outputs {
      switch output.content {
      case .picture(let picture) where line?.values(for: picture.key) != nil:
        let file = "../\(escaped(record.name))/\(escaped(picture.file))"
        let zoom = max(1, 160 / max(picture.width, 1))
        return """
          <figure class="picture"><a href="\(file)"><img src="\(file)" \
          width="\(picture.width * zoom)" height="\(picture.height * zoom)"\
          \(zoom > 1 ? " class=\"enlarged\"" : "") alt="\(escaped(picture.alt))"></a>
          <figcaption>\(escaped(picture.caption))</figcaption></figure>

          """
      case .plot(let plot) where plot.caption.template == line?.caption:
        return OutputHTML.plot(plot) + "\n"
      default: continue
      }
    }
    return ""
  }
}
