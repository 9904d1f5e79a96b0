// What the modules declare for lessons, with their documentation: read from their sources, for
// completion and help in Jupyter.

import Foundation
import LessonKit

/// A public declaration of a module.
struct PublicName: Equatable, Sendable {
  /// Its name without parameters: "conv2D".
  var name: String
  /// The type that has it; nil for one outside of types.
  var container: String?
  /// The declaration up to its body.
  var declaration: String
  /// Its documentation, Markdown.
  var documentation: String

  /// All that lessons can use, in the order of modules and files.
  static let all: [PublicName] = modules.flatMap { module -> [PublicName] in
    let folder = Project.folder.appendingPathComponent("Sources/\(module)")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var paths: [URL] = []
    while let file = files?.nextObject() as? URL {
      if file.pathExtension == "swift" { paths.append(file) }
    }
    return paths.sorted { $0.path < $1.path }.flatMap { file in
      (try? String(contentsOf: file, encoding: .utf8)).map(PublicName.all(in:)) ?? []
    }
  }

  /// Those that `import LessonKit` brings.
  private static let modules = [
    "LessonKit", "Tensors", "Pixels", "Networks", "Datasets", "Notebooks", "Exercises",
    "Formatting", "PictureRecipes",
  ]

  private static let kinds: Set<Substring> = [
    "func", "var", "let", "struct", "class", "enum", "protocol", "case", "typealias",
  ]
  private static let types: Set<Substring> = ["extension", "struct", "class", "enum", "protocol"]

  /// Reads the declarations of a file that is formatted as those of this project are.
  static func all(in text: String) -> [PublicName] {
    // Bytes are looked at before words are made of them: there are some ten thousand lines.
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    var found: [PublicName] = []
    var documentation: [String] = []
    /// The types that a line stands in, with the columns where they begin.
    var containers: [(name: String, column: Int, isPublicEnum: Bool)] = []
    for (index, line) in lines.enumerated() {
      let code = line.drop { $0 == UInt8(ascii: " ") }
      if code.starts(with: "///".utf8) {
        let words = code.dropFirst(code.starts(with: "/// ".utf8) ? 4 : 3)
        documentation.append(String(words) ?? "")
        continue
      }
      let isAttribute = code.first == UInt8(ascii: "@") && !code.contains(UInt8(ascii: " "))
      if code.isEmpty || isAttribute { continue }
      defer { documentation = [] }
      let column = line.count - code.count
      containers.removeAll { $0.column >= column }
      let isCase = containers.last?.isPublicEnum == true && code.starts(with: "case ".utf8)
      let isPublic = code.starts(with: "public ".utf8)
      let opens = line.last == UInt8(ascii: "{")
      guard isPublic || isCase || opens, let words = String(code) else { continue }
      let parts = words.split { !($0.isLetter || $0.isNumber || "_.".contains($0)) }
      let kind = parts.firstIndex(where: kinds.contains)
      let initializer = parts.firstIndex(of: "init")
      let isInitializer = initializer.map { $0 < kind ?? .max } ?? false
      let name = kind.flatMap { parts.indices.contains($0 + 1) ? String(parts[$0 + 1]) : nil }
      if isPublic || isCase, let own = isInitializer ? containers.last?.name : name {
        found.append(
          PublicName(
            name: own, container: isInitializer ? nil : containers.last?.name,
            declaration: declaration(lines[index...].prefix(12).compactMap { String($0) }),
            documentation: documentation.joined(separator: "\n")))
      }
      if opens, let type = parts.firstIndex(where: types.contains),
        parts.indices.contains(type + 1)
      {
        let own = parts[type + 1].split(separator: ".").last.map(String.init) ?? ""
        containers.append((own, column, isPublic && parts[type] == "enum"))
      }
    }
    return found
  }

  /// The declaration that begins with the first of some lines, without its body.
  private static func declaration(_ lines: [String]) -> String {
    var words: [Substring] = []
    var depth = 0
    for line in lines {
      let code = line.drop { $0 == " " }
      depth += code.count { "([".contains($0) } - code.count { ")]".contains($0) }
      let end = depth <= 0 ? code.firstRange(of: " {")?.lowerBound : nil
      words.append(code[..<(end ?? code.endIndex)])
      if end != nil || depth <= 0 && !code.hasSuffix("->") { break }
    }
    return words.joined(separator: " ").replacing("( ", with: "(").replacing(" )", with: ")")
  }
}
