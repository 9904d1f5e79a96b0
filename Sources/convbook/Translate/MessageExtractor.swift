// Finds the messages in Swift files. The compiler knows which literals are messages, so it is asked:
// its typed syntax tree names the place of each.

import Formatting
import Foundation
import LessonKit
import Processes

/// A message found in a file.
struct ExtractedMessage: Equatable {
  /// The English template.
  let template: String
  /// The interpolated expressions, by which a translator sees what a placeholder is.
  let expressions: [String]
  /// The file, without a line, so that an edit elsewhere in it changes no catalogue:
  /// "Sources/Checks/Difference.swift".
  let place: String
}

/// Extracts messages from the files of a module.
struct MessageExtractor {
  let library: LessonLibrary
  /// The folder of the package.
  let project: URL

  /// Returns the messages of a module, file by file and line by line.
  ///
  /// - Throws: `ProcessError` when the compiler can't be run; a `CommandError` with its words when
  ///   the files don't compile.
  func messages(ofModule name: String, _ files: [URL]) throws -> [ExtractedMessage] {
    let module = name.first?.isNumber == true ? "_\(name)" : name
    let run = try ProcessOutput.run(
      [
        "/usr/bin/env", "swiftc", "-dump-ast", "-parse-as-library", "-swift-version", "6",
        "-module-name", module.replacing("-", with: "_"), "-suppress-warnings",
        "-package-name", project.lastPathComponent.lowercased(),
      ] + library.importOptions + files.map(\.path), timeLimit: 600)
    guard run.status == 0 else {
      let errors = run.errors.split(separator: "\n").filter { $0.contains("error:") }.prefix(3)
      let lines = errors.joined(separator: "\n")
      throw CommandError(
        .trouble, "\(name) does not compile, so its messages can’t be found: \(lines)")
    }
    let places = Self.places(in: Data(run.errors.utf8) + Data(run.output.utf8))
    return try files.sorted { $0.path < $1.path }.flatMap { file in
      try messages(in: file, at: places[file.path] ?? [])
    }
  }

  /// Returns lines and columns, both from 1, of the literals of type `Message`, by file.
  static func places(in tree: Data) -> [String: Set<[Int]>] {
    var places: [String: Set<[Int]>] = [:]
    let mark = Data(#"string_literal_expr type="Message" location="#.utf8)
    var rest = tree[...]
    while let found = rest.range(of: mark) {
      let end = rest[found.upperBound...].firstIndex(of: UInt8(ascii: " ")) ?? rest.endIndex
      let parts = String(decoding: rest[found.upperBound..<end], as: UTF8.self).split(
        separator: ":")
      if parts.count == 3, let line = Int(parts[1]), let column = Int(parts[2]) {
        places[String(parts[0]), default: []].insert([line, column])
      }
      rest = rest[end...]
    }
    return places
  }

  private func messages(in file: URL, at places: Set<[Int]>) throws -> [ExtractedMessage] {
    guard !places.isEmpty else { return [] }
    let bytes = [UInt8](try Data(contentsOf: file))
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == 10 { starts.append(offset + 1) }
    let offsets = Set(places.map { starts[$0[0] - 1] + $0[1] - 1 })
    let name = String(file.path.dropFirst(project.path.count + 1))
    var consumed = 0
    return offsets.sorted().compactMap { offset in
      guard offset >= consumed, var literal = SwiftLiteral(bytes, at: offset) else { return nil }
      while let next = literal.next(bytes), offsets.contains(next),
        let other = SwiftLiteral(bytes, at: next)
      {
        literal.append(other)
      }
      consumed = max(consumed, literal.end)
      guard Self.hasWords(literal.template) else { return nil }
      return ExtractedMessage(
        template: literal.template, expressions: literal.expressions, place: name)
    }
  }

  /// Whether a template says something besides its placeholders.
  static func hasWords(_ template: String) -> Bool {
    template.replacing(#/\{[0-9]+\}/#, with: "").contains(where: \.isLetter)
  }
}
