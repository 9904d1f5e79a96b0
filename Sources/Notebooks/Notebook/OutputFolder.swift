// The output folder of a run. A run replaces only files that an earlier run wrote: record.json
// lists each file with a hash of its content. Any other file in the way is an error and is kept.

import Foundation
import Tensors

/// The error that a run must not write to a folder or file.
public struct OutputRefusal: LocalizedError, CustomStringConvertible {
  /// The reason, naming the folder or file, and what to do.
  public let description: String
  /// The reason, naming the folder or file, and what to do.
  public var errorDescription: String? { description }

  init(_ message: Message) { description = message.text }
}

/// The files of one run in a folder that is locked for this run until it ends.
///
/// The lesson's thread writes pictures and a timer's queue writes the page; the lock guards the
/// state that they share.
public final class OutputFolder: @unchecked Sendable {
  /// The text that identifies a page of this project, of any edition.
  static let mark = #"<meta name="generator" content="Convbook"#
  /// The `meta` element that states the edition.
  static let generator = "<meta name=\"generator\" content=\"\(Edition.name)\">"

  /// The folder's path.
  public let path: String
  private let lock = NSLock()
  private let folderLock: FolderLock
  private var manifest: OutputManifest
  /// The files that this run has written; the others are the last run's, until this one ends.
  private var written: Set<String> = []

  /// Opens the folder for a new run: creates it, and waits for another run that writes there.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - name: the name of the run, such as "09-edge-filter".
  ///   - files: the names of files that the run always writes.
  /// - Throws: `OutputRefusal` when the folder can't be created or written to, or when one of
  ///   `files` exists and was not written by an earlier run.
  public init(_ path: String, name: String, files: [String]) throws {
    self.path = path
    try Self.make(path)
    folderLock = try FolderLock(path)
    manifest = OutputManifest(name: name)
    let last = LastRun(in: path)
    manifest.files = last.files
    for file in files where last.files[file] == nil { try Self.requireFree(path + "/" + file) }
    if !last.hasRecord { try Self.requireFree(path + "/" + OutputManifest.fileName) }
    try saveManifest()
  }

  /// Opens the folder of a run whose process has exited, to finish its page.
  ///
  /// - Returns: nil when another run uses the folder.
  public init?(finishing path: String, process: Int32) {
    guard let folderLock = FolderLock(trying: path),
      let manifest = OutputManifest(in: path), manifest.process == process
    else { return nil }
    self.path = path
    self.folderLock = folderLock
    self.manifest = manifest
    written = Set(manifest.files.keys)
  }

  /// Writes a file of this run atomically.
  ///
  /// - Parameter name: the file's name, below folders that are created if need be.
  /// - Throws: `OutputRefusal` when a file of that name exists that no run wrote; else the error of
  ///   the file system.
  public func write(_ data: Data, to name: String) throws {
    try lock.withLock {
      let file = path + "/" + name
      let isNew = manifest.files[name] == nil
      if isNew { try Self.requireFree(file) }
      manifest.files[name] = OutputManifest.File(data)
      written.insert(name)
      // Before the file itself: a run that is killed in between leaves no unlisted file.
      if isNew { try saveManifest() }
      do {
        let url = URL(fileURLWithPath: file)
        if name.contains("/") {
          try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        }
        try data.write(to: url, options: .atomic)
      } catch {
        throw OutputRefusal("\(file): can't be written: \(systemReason(of: error))")
      }
    }
  }

  /// Ends the run: removes the files of the last run that this one did not write.
  ///
  /// - Parameter record: what the page of a lesson is made of; record.json keeps it.
  public func finish(_ record: LessonRecord? = nil) throws {
    try lock.withLock {
      manifest.record = record
      manifest.page = record.map(PageSummary.init)
      for (name, file) in manifest.files where !written.contains(name) {
        manifest.files[name] = nil
        if OutputManifest.File(at: path + "/" + name) == file { remove(name) }
      }
      manifest.process = nil
      try saveManifest()
    }
  }

  /// Removes a file, and the folders above it that are empty then.
  private func remove(_ name: String) {
    var parts = name.split(separator: "/").map(String.init)
    unlink(path + "/" + name)
    while parts.count > 1 {
      parts.removeLast()
      guard rmdir(path + "/" + parts.joined(separator: "/")) == 0 else { return }
    }
  }

  private func saveManifest() throws {
    let file = path + "/" + OutputManifest.fileName
    do {
      try manifest.json.write(to: URL(fileURLWithPath: file), options: .atomic)
    } catch {
      throw OutputRefusal("\(file): can't be written: \(systemReason(of: error))")
    }
  }

  /// Creates a folder.
  ///
  /// - Throws: `OutputRefusal` when it is a file, or can't be created or written to.
  static func make(_ folder: String) throws {
    let files = FileManager.default
    var isFolder: ObjCBool = false
    if files.fileExists(atPath: folder, isDirectory: &isFolder), !isFolder.boolValue {
      throw OutputRefusal("\(folder): is a file; choose a folder with --output")
    }
    do {
      try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw OutputRefusal(
        "\(folder): the folder can't be made; choose another with --output")
    }
    guard files.isWritableFile(atPath: folder) else {
      throw OutputRefusal(
        "\(folder): can't be written to; choose another with --output")
    }
  }

  /// What the run was called that wrote to a folder; nil when none did.
  public static func nameOfRun(in folder: String) -> String? { OutputManifest(in: folder)?.name }

  /// The names of the files that a finished run has left in a folder, record.json among them; empty
  /// where none did.
  package static func files(in folder: String) -> [String] {
    guard let manifest = OutputManifest(in: folder) else { return [] }
    return (manifest.files.keys + [OutputManifest.fileName]).sorted()
  }

  /// Creates a folder for a single page, in each language, without record.json.
  ///
  /// - Throws: `OutputRefusal` when it can't be created, or holds a page that this project did not
  ///   write.
  static func claimPage(in folder: String) throws {
    try make(folder)
    for language in ["en"] + Catalogue.languages {
      let page = folder + "/" + RecordFile.pageName(in: language)
      if !isOurPage(page) { try requireFree(page) }
    }
  }

  /// Returns the names of the pages in a folder that this project wrote, in whatever language.
  static func ourPages(in folder: String) -> Set<String> {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return Set(
      names.filter { name in
        name.hasPrefix("index.") && name.hasSuffix(".html") && isOurPage(folder + "/" + name)
      })
  }

  /// Returns whether a file is a page that this project wrote.
  static func isOurPage(_ path: String) -> Bool {
    isRegularFile(path)
      && FileManager.default.contents(atPath: path)?.range(of: Data(mark.utf8)) != nil
  }

  /// Returns whether a path is a regular file, not a folder, a link or a device.
  static func isRegularFile(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.type] as? FileAttributeType == .typeRegular
  }

  private static func requireFree(_ path: String) throws {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return }
    let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
    throw OutputRefusal(
      isFolder
        ? "\(path): is a folder; move it away, or choose another folder with --output"
        : "\(path): was not written by a run, or was changed since; move it away, or choose "
          + "another folder with --output")
  }
}
