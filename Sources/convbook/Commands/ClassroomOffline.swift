// Prepares one archive for a class room without internet: a clone of this checkout, the packages it
// needs, and the data sets that are found here.

import Foundation
import LessonKit
import Processes

/// `convbook classroom offline`.
struct ClassroomOffline: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "offline", abstract: text("Write one archive for a class room without internet."),
    discussion: text(
      """
      Run it on a machine where Convbook was built, and carry the file to the class room, where \
      Swift, libpng and libjpeg are installed. It holds the last commit of this checkout, the \
      Swift packages, and MNIST and Fashion-MNIST if “convbook data” finds them here.

        tar -xzf convbook-offline.tar.gz && cd Convbook
        export CONVBOOK_DATA="$PWD/.build/data"
        swift run convbook run all
      """))

  @Option(
    name: [.customShort("o"), .long],
    help: .message("The archive to write; convbook-offline.tar.gz by default.", valueName: "file"))
  var output = "convbook-offline.tar.gz"

  /// What `swift build` needs of a build folder to ask no network.
  private static let packageFiles = ["checkouts", "repositories", "workspace-state.json"]

  func run() throws {
    let files = FileManager.default
    let work = files.temporaryDirectory.appendingPathComponent("convbook-\(UUID().uuidString)")
    try files.createDirectory(at: work, withIntermediateDirectories: true)
    defer { try? files.removeItem(at: work) }
    let clone = work.appendingPathComponent("Convbook")
    let project = Project.folder.path
    try Self.run("git", "clone", "--quiet", "--no-hardlinks", project, clone.path)
    // Students update from where this checkout does, once they have a network again.
    if let origin = try? Self.run("git", "-C", project, "remote", "get-url", "origin") {
      try Self.run("git", "-C", clone.path, "remote", "set-url", "origin", origin)
    }
    let build = clone.appendingPathComponent(".build")
    try files.createDirectory(at: build, withIntermediateDirectories: true)
    for name in Self.packageFiles {
      let source = Project.folder.appendingPathComponent(".build/\(name)")
      guard files.fileExists(atPath: source.path) else {
        throw CommandError(
          .trouble, "\(source.path): is missing; run “swift build” here once, with a network.")
      }
      try Self.run("cp", "-R", source.path, build.appendingPathComponent(name).path)
    }
    let resolved = Project.folder.appendingPathComponent("Package.resolved")
    let target = clone.appendingPathComponent("Package.resolved")
    if !files.fileExists(atPath: target.path) { try files.copyItem(at: resolved, to: target) }
    let sets = try copyData(to: build.appendingPathComponent("data"))
    try Self.run("tar", "-czf", URL(fileURLWithPath: output).path, "-C", work.path, "Convbook")
    let size = (try? files.attributesOfItem(atPath: output)[.size] as? Int) ?? 0
    print(text("\(output): \(byteCount(size)), to be unpacked by each student."))
    if sets.isEmpty {
      print(
        text(
          "No data set was found, so lessons draw their digits; “convbook data fetch” first if "
            + "they are to read MNIST."))
    } else {
      print(text("With the data sets: \(sets.joined(separator: ", "))"))
    }
  }

  /// Copies the data sets that are found whole.
  ///
  /// - Returns: their names.
  private func copyData(to folder: URL) throws -> [String] {
    try DataSource.allCases.compactMap { source in
      guard let found = DataFolders().foundFiles(of: source).first(where: \.isComplete) else {
        return nil
      }
      let target = folder.appendingPathComponent(source.folderName)
      try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
      for path in found.paths.values {
        let file = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        try FileManager.default.copyItem(
          at: file, to: target.appendingPathComponent(URL(fileURLWithPath: path).lastPathComponent))
      }
      return source.folderName
    }
  }

  /// Runs a program to its end.
  ///
  /// - Returns: the first line that it printed, or nothing.
  /// - Throws: `CommandError` with what it said when it failed.
  @discardableResult
  private static func run(_ command: String...) throws -> String {
    let run = try ProcessOutput.run(["/usr/bin/env"] + command, timeLimit: 600)
    guard run.status == 0 else {
      let words = printable(run.errors.prefix(1000).description, inOneLine: false)
      throw CommandError(.trouble, "\(command[0]) failed: \(words)")
    }
    return run.firstLine ?? ""
  }
}
