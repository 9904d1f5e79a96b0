// The manifest of a run, record.json: its files with their hashes.

import Foundation
import Tensors

/// The manifest of a run's files.
struct OutputManifest: Codable {
  /// A file's length and hash.
  struct File: Codable, Equatable {
    let bytes: Int
    let hash: String

    init(_ data: Data) {
      bytes = data.count
      let hex = String(data.withUnsafeBytes { contentHash(of: $0) }, radix: 16)
      hash = String(repeating: "0", count: 16 - hex.count) + hex
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
  /// Files of the last run that this run may still replace.
  var replaced: Set<String> = []

  enum CodingKeys: String, CodingKey { case edition, name, files, process }

  init(name: String) {
    self.name = name
    process = ProcessInfo.processInfo.processIdentifier
  }

  /// Reads a folder's manifest; nil when there is none that can be read.
  init?(in folder: String) {
    let file = folder + "/" + Self.fileName
    guard OutputFolder.isRegularFile(file), let data = FileManager.default.contents(atPath: file),
      let manifest = try? JSONDecoder().decode(Self.self, from: data)
    else { return nil }
    self = manifest
  }

  /// The manifest as JSON with sorted keys, so that equal runs give equal bytes.
  var json: Data {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return try encoder.encode(self) + Data("\n".utf8)
    }
  }
}

/// The files of an earlier run in a folder.
struct LastRun {
  /// The names of its files.
  let files: [String]
  private let folder: String
  private let manifest: OutputManifest?
  /// Files of the first edition, which kept no record but whose page names its pictures.
  private let named: Set<String>

  init(in folder: String) throws {
    self.folder = folder
    manifest = OutputManifest(in: folder)
    if let manifest {
      named = []
      files = manifest.files.keys.sorted()
    } else {
      named = Self.namesInFirstEdition(folder)
      files = named.sorted()
    }
  }

  /// Returns whether a file was written by that run and is unchanged.
  func wrote(_ name: String) -> Bool {
    let path = folder + "/" + name
    guard OutputFolder.isRegularFile(path) else { return false }
    guard let manifest else { return named.contains(name) }
    if name == OutputManifest.fileName { return true }
    // A run that was killed could not record the last refresh of its page.
    if manifest.process != nil, name == RecordFile.page.rawValue {
      return OutputFolder.isOurPage(path)
    }
    guard let file = manifest.files[name], let data = FileManager.default.contents(atPath: path)
    else {
      // A page without a record is the placeholder of a lesson that was not run.
      return false
    }
    return file == OutputManifest.File(data)
  }

  /// Returns the names of files that the first edition wrote. It had no manifest, but its page
  /// names the pictures and its trace the tensors.
  private static func namesInFirstEdition(_ folder: String) -> Set<String> {
    let page = folder + "/" + RecordFile.page.rawValue
    guard OutputFolder.isOurPage(page),
      let html = try? String(contentsOfFile: page, encoding: .utf8)
    else { return [] }
    var names: Set = [RecordFile.page.rawValue]
    for match in html.matches(of: /"([0-9]{2,}-[a-z0-9-]+\.png)"/) { names.insert(String(match.1)) }
    let trace = folder + "/" + RecordFile.trace.rawValue
    if let data = FileManager.default.contents(atPath: trace),
      let entries = try? JSONDecoder().decode([TraceFile.Entry].self, from: data)
    {
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
    func begins(_ name: String, _ text: String) -> Bool {
      FileManager.default.contents(atPath: folder + "/" + name)?.starts(with: Data(text.utf8))
        ?? false
    }
    if begins(RecordFile.pixels.rawValue, "convbookPixels(") {
      names.insert(RecordFile.pixels.rawValue)
    }
    let notebook = RecordFile.notebook.rawValue
    if FileManager.default.contents(atPath: folder + "/" + notebook)?
      .range(of: Data(#""name":"swift""#.utf8)) != nil
      || FileManager.default.contents(atPath: folder + "/" + notebook)?
        .range(of: Data(#""name" : "swift""#.utf8)) != nil
    {
      names.insert(notebook)
    }
    return names
  }
}
