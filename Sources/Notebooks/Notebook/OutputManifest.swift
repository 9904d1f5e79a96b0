// What a run leaves in record.json: its files with their hashes, and what a lesson's page is made
// of.

import Foundation
import Tensors

/// What a run leaves in record.json.
struct OutputManifest: Codable {
  /// A file's length and hash.
  struct File: Codable, Equatable {
    let bytes: Int
    let hash: String

    init(_ data: Data) {
      bytes = data.count
      hash = hexadecimal(data.withUnsafeBytes { contentHash(of: $0) })
    }

    /// Reads a file; nil when there is none, or something else of that name.
    init?(at path: String) {
      guard OutputFolder.isRegularFile(path),
        let data = FileManager.default.contents(atPath: path)
      else { return nil }
      self.init(data)
    }
  }

  static let fileName = "record.json"

  /// The edition that wrote them.
  var edition: String? = Edition.name
  /// The name of the run: a lesson's name, or "grades".
  var name: String
  /// The files, by name.
  var files: [String: File] = [:]
  /// The process that writes them; nil when it has finished.
  var process: Int32?
  /// A lesson's page in short, once it has ended.
  var page: PageSummary?
  /// All that the page of a lesson is made of, once it has ended.
  var record: LessonRecord?

  init(name: String) {
    self.name = name
    process = ProcessInfo.processInfo.processIdentifier
  }

  /// Reads a manifest. What another edition recorded of its lesson in a form of its own is left
  /// out: the files are this project's all the same.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    edition = try container.decodeIfPresent(String.self, forKey: .edition)
    name = try container.decode(String.self, forKey: .name)
    files = try container.decodeIfPresent([String: File].self, forKey: .files) ?? [:]
    process = try container.decodeIfPresent(Int32.self, forKey: .process)
    page = try? container.decodeIfPresent(PageSummary.self, forKey: .page)
    record = try? container.decodeIfPresent(LessonRecord.self, forKey: .record)
  }

  /// Reads a folder's manifest; nil when there is none that can be read.
  ///
  /// - Parameter withRecord: whether the lesson's record, most of the file, is read as well.
  init?(in folder: String, withRecord: Bool = false) {
    let file = folder + "/" + Self.fileName
    guard OutputFolder.isRegularFile(file), let data = FileManager.default.contents(atPath: file)
    else { return nil }
    func read(_ json: Data) -> Self? { try? JSONDecoder().decode(Self.self, from: json) }
    let head = withRecord ? nil : Self.withoutRecord(data).flatMap(read)
    guard let manifest = head ?? read(data) else { return nil }
    self = manifest
    if !withRecord { record = nil }
  }

  /// Returns a manifest's JSON without the record, the last of its keys; nil where it has none.
  private static func withoutRecord(_ json: Data) -> Data? {
    json.range(of: Data(#","record":{"#.utf8)).map { json[..<$0.lowerBound] + Data("}".utf8) }
  }

  /// The manifest as JSON with sorted keys, so that equal runs give equal bytes.
  var json: Data {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return try encoder.encode(self) + Data("\n".utf8)
    }
  }
}

/// The files of an earlier run in a folder.
struct LastRun {
  /// The files that are still as that run wrote them, by name.
  private(set) var files: [String: OutputManifest.File] = [:]
  /// Whether it left a record, which the next run replaces.
  let hasRecord: Bool

  init(in folder: String) {
    let manifest = OutputManifest(in: folder)
    hasRecord = manifest != nil
    // A folder of the first edition, or a page that stands in for a lesson that was not run.
    for name in manifest?.files.keys.sorted() ?? Self.namesWithoutManifest(folder).sorted() {
      guard let found = OutputManifest.File(at: folder + "/" + name) else { continue }
      // A run that was killed had no time to record the page it was refreshing.
      let isUnfinished = manifest?.process != nil && name == RecordFile.page.rawValue
      if manifest == nil || manifest?.files[name] == found
        || isUnfinished && OutputFolder.isOurPage(folder + "/" + name)
      {
        files[name] = found
      }
    }
  }

  /// Returns the names of our files in a folder that has no manifest: pages that stand in for a
  /// lesson, in each language, and what the first edition wrote, whose page names the pictures and
  /// whose trace names the tensors.
  private static func namesWithoutManifest(_ folder: String) -> Set<String> {
    var names = OutputFolder.ourPages(in: folder)
    let page = RecordFile.page.rawValue
    guard names.contains(page),
      let html = try? String(contentsOfFile: folder + "/" + page, encoding: .utf8)
    else { return names }
    func contains(_ file: String, _ text: String) -> Bool {
      FileManager.default.contents(atPath: folder + "/" + file)?
        .range(of: Data(text.utf8)) != nil
    }
    for match in html.matches(of: /"([0-9]{2,}-[a-z0-9-]+\.png)"/) {
      names.insert(String(match.1))
    }
    let trace = FileManager.default.contents(atPath: folder + "/" + RecordFile.trace.rawValue)
    if let entries = trace.flatMap({ try? TraceFile.entries($0) }) {
      names.insert(RecordFile.trace.rawValue)
      let steps = Set(entries.map { slug($0.step) })
      for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
        if let match = name.wholeMatch(of: /[0-9]{2,}-([a-z0-9-]+)\.npy/),
          steps.contains(String(match.1))
        {
          names.insert(name)
        }
      }
    }
    if contains("pixels.js", "convbookPixels(") { names.insert("pixels.js") }
    let notebook = RecordFile.notebook.rawValue
    if contains(notebook, #""file_extension" : ".swift""#)
      || contains(notebook, #""file_extension":".swift""#)
      || contains(notebook, #""file_extension": ".swift""#)
    {
      names.insert(notebook)
    }
    return names
  }
}
