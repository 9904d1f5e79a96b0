// The Swift text of a lesson: its own file, and its parts, files of its folder whose functions the
// own file calls.

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
  /// The files of its folder that it may call, by the name of the function: "poolingClaims".
  private let callable: [Substring: (name: String, text: String)]

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
      called.filter { own.range(of: $0.0 + "(") != nil }, uniquingKeysWith: { first, _ in first })
  }

  /// Reads the text of a lesson; what can't be read is empty.
  /// - Parameter path: its own file.
  public init(path: String) {
    let file = URL(fileURLWithPath: path)
    let folder = file.deletingLastPathComponent()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    var texts: [String: String] = [:]
    for name in names where name.hasSuffix(".swift") && name != file.lastPathComponent {
      texts[name] = try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }
    self.init(
      (try? String(contentsOf: file, encoding: .utf8)) ?? "", file: file.lastPathComponent,
      others: texts)
  }

  /// Returns the name of a part's function: "poolingClaims" of "PoolingClaims.swift".
  static func function(ofPart name: String) -> String {
    name.prefix(1).lowercased() + name.dropFirst().dropLast(".swift".count)
  }

  /// Returns the part that a line of the lesson's own file calls: `try poolingClaims(page)` calls
  /// PoolingClaims.swift, if the folder has it.
  func part(calledIn line: String) -> (name: String, text: String)? {
    guard !callable.isEmpty,
      let call = line.prefixMatch(of: /\s*(?:let .+ = |var .+ = )?(?:try )?([a-z]\w*)\(/)
    else { return nil }
    return callable[call.1]
  }

  /// The parts in the order in which they are called.
  var parts: [(name: String, text: String)] {
    var known: Set<String> = []
    return own.split(separator: "\n").compactMap { part(calledIn: String($0)) }
      .filter { known.insert($0.name).inserted }
  }

  /// The names of its parts in the order in which they are called.
  public var partNames: [String] { parts.map(\.name) }

  /// The hash of all that the page shows of the text, 16 hexadecimal digits.
  public var hash: String {
    var text = ([own] + parts.map(\.text)).joined(separator: "\n")
    return text.withUTF8 { hexadecimal(contentHash(of: UnsafeRawBufferPointer($0))) }
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
