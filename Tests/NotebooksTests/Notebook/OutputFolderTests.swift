// A run replaces what an earlier run wrote, and nothing else.

import Foundation
import Pixels
import Testing

@testable import Notebooks

@Suite struct OutputFolderTests {
  private let path = NSTemporaryDirectory() + "convbook-output-\(UUID().uuidString)"
  private let page = RecordFile.page.rawValue

  private func remove() { try? FileManager.default.removeItem(atPath: path) }

  private func folder(_ name: String = "09-edge-filter") throws -> OutputFolder {
    try OutputFolder(path, name: name, files: RecordFile.allCases.map(\.rawValue))
  }

  /// Writes what a lesson writes, with some pictures.
  private func run(_ pictures: [String], words: String = "", finishes: Bool = true) throws {
    let folder = try folder()
    try folder.write(Data((OutputFolder.mark + words).utf8), to: page)
    for name in pictures { try folder.write(Data((name + words).utf8), to: name) }
    for file in RecordFile.allCases where file != .page {
      try folder.write(Data((file.rawValue + words).utf8), to: file.rawValue)
    }
    if finishes { try folder.finish() }
  }

  private func contents() throws -> [String: Data?] {
    let names = try FileManager.default.contentsOfDirectory(atPath: path)
    return Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, FileManager.default.contents(atPath: path + "/" + $0))
      })
  }

  /// Names like those that a lesson gives, and others, as files and as folders with a file inside.
  @Test(arguments: 1...20)
  func foreignFilesStay(seed: Int) throws {
    defer { remove() }
    var generator = SystemRandomNumberGenerator()
    let words = ["beach", "photo", "conv2d", "edge-filter", "사진", "a b", "récord"]
    let endings = ["png", "npy", "jpg", "PNG", "txt", "json", "html"]
    try run(["01-photo.png", "02-edges.png"])
    let ours = Set(try contents().keys)
    var foreign: [String: Data?] = [:]
    for _ in 0..<12 {
      let number = Int.random(in: 0...99_999_999, using: &generator)
      let name =
        "\(number)-\(words.randomElement(using: &generator)!)."
        + endings.randomElement(using: &generator)!
      guard !ours.contains(name) else { continue }
      if Bool.random(using: &generator) {
        try FileManager.default.createDirectory(
          atPath: path + "/" + name, withIntermediateDirectories: true)
        try Data("inside".utf8).write(to: URL(fileURLWithPath: path + "/" + name + "/file"))
        foreign[name] = .some(nil)
      } else {
        try Data("mine \(number)".utf8).write(to: URL(fileURLWithPath: path + "/" + name))
        foreign[name] = Data("mine \(number)".utf8)
      }
    }
    try run(["01-photo.png"], words: "again")
    let after = try contents()
    for (name, data) in foreign {
      #expect(after[name] == data, "\(name)")
      if data == nil {
        #expect(FileManager.default.fileExists(atPath: path + "/" + name + "/file"))
      }
    }
    #expect(after["02-edges.png"] == nil, "what the last run wrote is gone")
    #expect(after["01-photo.png"] == Data("01-photo.pngagain".utf8))
  }

  @Test(arguments: RecordFile.allCases.map(\.rawValue) + ["record.json"])
  func aFileOfTheSameNameIsInTheWay(name: String) throws {
    defer { remove() }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let file = URL(fileURLWithPath: path + "/" + name)
    try Data("mine".utf8).write(to: file)
    #expect(throws: OutputRefusal.self) { try run(["01-photo.png"]) }
    #expect(try Data(contentsOf: file) == Data("mine".utf8))
    try FileManager.default.removeItem(at: file)
    try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
    let error = #expect(throws: OutputRefusal.self) { try run(["01-photo.png"]) }
    #expect(error?.description.contains("is a folder") == true)
  }

  @Test func aChangedFileStays() throws {
    defer { remove() }
    try run(["01-photo.png", "02-edges.png"])
    let file = URL(fileURLWithPath: path + "/02-edges.png")
    try Data("painted over".utf8).write(to: file)
    try run(["01-photo.png"])
    #expect(try Data(contentsOf: file) == Data("painted over".utf8))
    #expect(throws: OutputRefusal.self) { try run(["01-photo.png", "02-edges.png"]) }
    #expect(try Data(contentsOf: file) == Data("painted over".utf8))
    let notebook = URL(fileURLWithPath: path + "/notebook.ipynb")
    try Data("my notes".utf8).write(to: notebook)
    #expect(throws: OutputRefusal.self) { try folder() }
    #expect(try Data(contentsOf: notebook) == Data("my notes".utf8))
  }

  /// Another edition may record its lessons in another form; its files are taken over all the same.
  @Test(arguments: ["\"none\"", "{\"page\":3}", "null"])
  func aRecordOfAnotherFormIsReplaced(record: String) throws {
    defer { remove() }
    try run(["01-photo.png", "02-edges.png"])
    let file = URL(fileURLWithPath: path + "/record.json")
    var text = try String(contentsOf: file, encoding: .utf8)
    let end = try #require(text.lastIndex(of: "}"))
    text.insert(contentsOf: ",\"record\":\(record),\"page\":[1]", at: end)
    try Data(text.utf8).write(to: file)
    try run(["01-photo.png"])
    #expect(try contents()["02-edges.png"] == nil)
  }

  /// A run that was killed leaves a record, so that the next one goes on by itself.
  @Test func afterAKilledRun() throws {
    defer { remove() }
    try run(["01-photo.png"], finishes: false)
    try Data((OutputFolder.mark + "a page refreshed later").utf8)
      .write(to: URL(fileURLWithPath: path + "/" + page))
    try run(["01-other.png"])
    #expect(
      try Set(contents().keys)
        == Set(RecordFile.allCases.map(\.rawValue) + ["01-other.png", "record.json"]))
  }

  /// What a run that was broken off had not come to yet is still there.
  @Test func theLastRunStaysUntilTheNextHasEnded() throws {
    defer { remove() }
    // Each run lets go of the folder when it goes out of scope.
    try earlier()
    try later()
    func earlier() throws {
      let folder = try OutputFolder(path, name: "grades", files: ["grades.csv"])
      try folder.write(Data("a".utf8), to: "grades.csv")
      for student in ["anna", "ben"] {
        try folder.write(Data(student.utf8), to: "gradescope/\(student)/results.json")
      }
      try folder.finish()
    }
    func later() throws {
      let folder = try OutputFolder(path + "/.", name: "grades", files: ["grades.csv"])
      try folder.write(Data("b".utf8), to: "gradescope/ben/results.json")
      #expect(FileManager.default.fileExists(atPath: path + "/gradescope/anna/results.json"))
      try folder.finish()
      #expect(!FileManager.default.fileExists(atPath: path + "/gradescope/anna"))
      #expect(!FileManager.default.fileExists(atPath: path + "/grades.csv"))
      #expect(FileManager.default.fileExists(atPath: path + "/gradescope/ben/results.json"))
    }
  }

  /// A folder of the first edition is taken over: its page names its pictures.
  @Test func firstEdition() throws {
    defer { remove() }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let old = [
      page: OutputFolder.mark + #"<img src="01-photo.png"><img src="02-signed-response.png">"#,
      "trace.json": #"[{"step":"conv2D","output":[1,2],"detail":""}]"#,
      "pixels.js": "convbookPixels({\n});\n",
      "notebook.ipynb": #"{"metadata": {"language_info": {"file_extension": ".swift"}}}"#,
      "01-photo.png": "a", "02-signed-response.png": "b", "01-conv2d.npy": "c",
      "20241105-beach.png": "mine", "03-mine.npy": "mine",
    ]
    for (name, text) in old {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
    }
    try run(["01-picture.png"])
    let after = try contents()
    #expect(after["20241105-beach.png"] == Data("mine".utf8))
    #expect(after["03-mine.npy"] == Data("mine".utf8))
    for name in ["01-photo.png", "02-signed-response.png", "01-conv2d.npy"] {
      #expect(after[name] == nil, "\(name)")
    }
  }

  /// Pages of any edition.
  @Test(arguments: ["Convbook", "Convbook 1.5.0", Edition.name])
  func aPageOfOursIsKnown(generator: String) throws {
    defer { remove() }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let file = path + "/" + page
    try Data("<meta name=\"generator\" content=\"\(generator)\">".utf8)
      .write(to: URL(fileURLWithPath: file))
    #expect(OutputFolder.isOurPage(file))
  }

  /// The page of a run whose process has ended is finished, but not one that another run has begun.
  @Test func finishing() throws {
    defer { remove() }
    try run(["01-photo.png"], finishes: false)
    let process = ProcessInfo.processInfo.processIdentifier
    #expect(OutputFolder(finishing: path, process: process + 1) == nil)
    do {
      let folder = try #require(OutputFolder(finishing: path, process: process))
      try folder.write(Data(OutputFolder.mark.utf8), to: page)
      try folder.finish()
    }
    #expect(OutputFolder(finishing: path, process: process) == nil)
    try run(["01-photo.png"])
  }

  @Test func oneRunAtATime() async throws {
    defer { remove() }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let path = path
    await withTaskGroup(of: Void.self) { group in
      for run in 0..<6 {
        group.addTask {
          await withCheckedContinuation { done in
            Thread.detachNewThread {
              do {
                let folder = try OutputFolder(path, name: "09-edge-filter", files: ["index.html"])
                for picture in 0..<5 {
                  try folder.write(Data("\(run)".utf8), to: "0\(picture)-photo.png")
                }
                try folder.write(Data(OutputFolder.mark.utf8), to: "index.html")
                try folder.finish()
              } catch { Issue.record(error) }
              done.resume()
            }
          }
        }
      }
    }
    let written = Set(
      try (0..<5).map { try Data(contentsOf: URL(fileURLWithPath: path + "/0\($0)-photo.png")) })
    #expect(written.count == 1)
  }

  @Test func whatCannotBeMade() throws {
    defer { remove() }
    try Data().write(to: URL(fileURLWithPath: path))
    #expect(throws: OutputRefusal.self) { try folder() }
    #expect(throws: OutputRefusal.self) { try OutputFolder.make(path + "/below") }
  }
}
