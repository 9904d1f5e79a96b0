// Reports the files of a data set that are found.

import Foundation
import LessonKit

/// The state of a data set on this machine.
struct DataReport {
  /// One of the four files.
  struct Line: Equatable {
    let name: String
    /// Its size in bytes; nil when missing.
    let size: Int?
    let isGood: Bool
    let words: Message
  }

  let source: DataSource
  /// The folder that lessons would read, else the first with some of the files.
  let finding: DataFolders.FoundFiles?
  let lines: [Line]
  private let folders: DataFolders

  /// Finds a data set and checks its files.
  init(of source: DataSource, in folders: DataFolders) {
    self.source = source
    self.folders = folders
    let findings = folders.foundFiles(of: source)
    let finding = findings.first(where: \.isComplete) ?? findings.first
    self.finding = finding
    lines = source.files.map { Self.line(for: $0, at: finding?.paths[$0.part]) }
  }

  private static func line(for file: PublishedFile, at path: String?) -> Line {
    guard let path else {
      return Line(name: file.name, size: nil, isGood: false, words: DataMessages.missing)
    }
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    func line(_ isGood: Bool, _ words: Message) -> Line {
      Line(
        name: URL(fileURLWithPath: path).lastPathComponent, size: attributes?[.size] as? Int,
        isGood: isGood, words: words)
    }
    do {
      switch try file.match(path) {
      case .asPublished: return line(true, DataMessages.asPublished)
      case .sameContents: return line(true, DataMessages.sameContents)
      case .different: return line(false, DataMessages.different)
      }
    } catch {
      return line(false, (error as? DataError)?.problem ?? Message(describe(error)))
    }
  }

  /// Whether all four files exist with the right checksum.
  var isGood: Bool { lines.allSatisfy(\.isGood) }

  /// The display paths of the searched folders.
  private var places: [Message] {
    folders.searchFolders.map { DataMessages.folder(shortPath($0.path), reason: $0.reason) }
  }

  func print() {
    let style = TerminalStyle.standardOutput
    let title = style.bold(source.title.padded(to: 15))
    guard let finding else {
      Swift.print("\(title)\(DataMessages.notFound)")
      let looked = places.isEmpty ? [] : [DataMessages.lookedIn(places)]
      for words in looked + [DataMessages.toFetch(source.folderName)] {
        Swift.print("".padded(to: 15) + style.faint(words.text))
      }
      return
    }
    let folder = DataMessages.folder(shortPath(finding.folder), reason: finding.reason)
    Swift.print("\(title)\(folder)")
    for line in lines {
      let mark = line.isGood ? style.good("✓") : style.bad("✗")
      let name = line.name.padded(to: 28)
      let size = (line.size.map { byteCount($0).text } ?? "").padded(to: 9, .right)
      Swift.print("  \(mark) \(name)\(size)  \(line.words)")
    }
  }
}
