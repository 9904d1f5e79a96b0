// The Swift text of a lesson: its own file, and its parts, files of its folder whose functions the
// own file calls.

import Formatting
import Foundation
import Tensors

/// The text of a lesson's files.
///
/// A lesson that is long has parts: `run` calls `try poolingClaims(page)`, and the folder has
/// `PoolingClaims.swift`, in which an extension of the lesson has that function. The page shows a
/// part's cells below the statement that calls it.
public struct LessonText: Sendable {
  /// The text of the lesson's own file, which declares it.
  let own: String
  /// The name of that file; nil for a text without one.
  let file: String?
  /// The texts of its steps in Python, by library.
  private(set) var python: [(library: PythonLibrary, text: String)] = []
  /// The declarations that its prose quotes from other files, by the line that does.
  private var quotations: [String: Quotation] = [:]
  /// The files of its folder that it may call, by the name of the function: "poolingClaims".
  private let callable: [Substring: (name: String, text: String)]
  /// The parts in the order in which they are called.
  private(set) var parts: [(name: String, text: String)] = []

  /// Creates the text of a lesson.
  /// - Parameters:
  ///   - file: the name of its own file.
  ///   - others: the texts of the other Swift files of its folder by name.
  public init(_ own: String, file: String? = nil, others: [String: String] = [:]) {
    self.own = own
    self.file = file
    let called = others.map { name, text in
      (Self.function(ofPart: name)[...], (name: name, text: text))
    }
    // Most files are called nowhere, and then no line needs to be looked at.
    callable = Dictionary(
      called.filter { own.holds($0.0 + "(") }, uniquingKeysWith: { first, _ in first })
    guard !callable.isEmpty else { return }
    var known: Set<String> = []
    parts = own.split(separator: "\n").compactMap { part(calledIn: String($0)) }
      .filter { known.insert($0.name).inserted }
  }

  /// The environment variable that names a folder of edited files; see `init(path:edits:)`.
  public static let editsVariable = "CONVBOOK_EDITS"

  /// The folder that the environment names; nil for none.
  public static var editsOfThisProcess: URL? {
    ProcessInfo.processInfo.environment[editsVariable].map { URL(fileURLWithPath: $0) }
  }

  /// Reads the text of a lesson; what can't be read is empty.
  ///
  /// - Parameters:
  ///   - path: its own file.
  ///   - edits: a folder whose Swift files stand in for those of the same name beside the lesson's
  ///     own; by default the one that the environment names.
  public init(path: String, edits: URL? = editsOfThisProcess) {
    let file = URL(fileURLWithPath: path)
    let folder = file.deletingLastPathComponent()
    var texts: [String: String] = [:]
    for folder in [folder, edits].compactMap(\.self) {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      for name in names where name.hasSuffix(".swift") {
        texts[name] = Self.read(folder.appendingPathComponent(name)) ?? texts[name]
      }
    }
    let own = texts.removeValue(forKey: file.lastPathComponent) ?? ""
    self.init(own, file: file.lastPathComponent, others: texts)
    python = PythonLibrary.allCases.compactMap { library in
      let file = folder.appendingPathComponent(library.fileName)
      return (try? String(contentsOf: file, encoding: .utf8)).map { (library, $0) }
    }
    guard own.holds(Quotation.mark) else { return }
    for line in own.split(separator: "\n") where line.contains(Quotation.mark) {
      quotations[String(line)] = Quotation(line, from: folder)
    }
  }

  /// Reads a Swift file; nil where there is none.
  ///
  /// Lines end as in the book, whatever editor saved them. A byte that is no text shows as a
  /// replacement character; the compiler says where it is.
  package static func read(_ file: URL) -> String? {
    guard let data = try? Data(contentsOf: file) else { return nil }
    let text = String(decoding: data, as: UTF8.self)
    return text.holds("\r\n") ? text.replacingOccurrences(of: "\r\n", with: "\n") : text
  }

  /// Returns the name of a part's function: "poolingClaims" of "PoolingClaims.swift".
  static func function(ofPart name: String) -> String {
    name.prefix(1).lowercased() + name.dropFirst().dropLast(".swift".count)
  }

  /// Returns the part that a line of the lesson's own file calls: `try poolingClaims(page)` calls
  /// PoolingClaims.swift, if the folder has it.
  func part(calledIn line: String) -> (name: String, text: String)? {
    // To make a regular expression takes longer than to look for the names.
    guard callable.keys.contains(where: { line.holds($0) }),
      let call = line.prefixMatch(of: /\s*(?:let .+ = |var .+ = )?(?:try )?([a-z]\w*)\(/)
    else { return nil }
    return callable[call.1]
  }

  /// The lesson's title: the first heading of its own file.
  package var title: String? {
    let lines = own.split(separator: "\n").lazy.compactMap { LessonSource.prose(String($0)) }
    return lines.first { $0.hasPrefix("#") }.flatMap { Markdown(text: $0).headings.first?.text }
  }

  /// Returns the declaration that a line of the lesson's own file quotes.
  func quotation(in line: String) -> Quotation? { quotations[line] }

  /// Returns the text of a part, of the lesson's own file for nil.
  package func text(of part: String?) -> String? {
    guard let part else { return own }
    return parts.first { $0.name == part }?.text
  }

  /// The names of its parts in the order in which they are called.
  public var partNames: [String] { parts.map(\.name) }

  /// The hash of all that the page shows of the text, 16 hexadecimal digits.
  public var hash: String {
    let quoted = quotations.keys.sorted().compactMap { quotations[$0] }.flatMap(\.lines)
    let shown = [own] + parts.map(\.text) + quoted.map(\.text) + python.map(\.text)
    var text = shown.joined(separator: "\n")
    return text.withUTF8 { hexadecimal(contentHash(of: UnsafeRawBufferPointer($0))) }
  }
}

/// A declaration of another file that a lesson shows, so that it is written once:
///
///     //: > [!source] ../../Sources/Networks/Graph/GraphNode.swift, public func backward()
struct Quotation: Sendable {
  static let mark = "[!source]"
  /// The path of the file from the lesson's folder.
  let file: String
  /// The declaration, with the numbers of its lines.
  let lines: [(number: Int, text: String)]

  /// Reads the declaration that a line of prose names; nil where there is none.
  init?(_ line: Substring, from folder: URL) {
    guard let named = line.firstMatch(of: /> \[!source\] (\S+), (.+)/),
      let text = try? String(
        contentsOf: folder.appendingPathComponent(String(named.1)), encoding: .utf8)
    else { return nil }
    let all = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let first = all.firstIndex(where: { $0.drop { $0 == " " }.hasPrefix(named.2) }),
      // It ends where a bracket closes as far left as it began.
      let last = all[first...].firstIndex(of: all[first].prefix { $0 == " " } + "}")
    else { return nil }
    file = String(named.1)
    lines = (first...last).map { ($0 + 1, all[$0]) }
  }
}

/// A line of one of a lesson's files.
public struct SourcePlace: Codable, Sendable, Equatable {
  /// The name of the part, as "PoolingClaims.swift"; nil for the lesson's own file.
  public var part: String?
  /// The line, from 1.
  public var line: Int

  /// Creates a place.
  public init(part: String? = nil, line: Int) { (self.part, self.line) = (part, line) }
}
