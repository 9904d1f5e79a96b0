// Programs are started in the module Processes and nowhere else.

import Foundation
import Testing

@Suite struct OnePlaceForProgramsTests {
  private static let project = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Calls that start programs, wait for them or make pipes.
  private static let calls = [
    "posix_spawn", "posix_spawnp", "fork", "vfork", "execv", "execve", "execvp", "pipe", "pipe2",
    "waitpid", "waitid", "wait4", "popen", "system", "Process", "Pipe",
  ]

  /// Answers and lessons that try to start programs stand in these files, as text.
  private static let quoting = [
    "ConvbookTests/Grade/GradeTests.swift", "LiveTests/LiveEngineTests.swift",
  ]

  /// The calls that stand in a text: names followed by a parenthesis, no members and no
  /// declarations.
  private func calls(in text: String) -> Set<String> {
    let names = text.replacing(/func \w+/, with: "")
      .matches(of: /(?:[^\w.]|^)(\w+)\(/).map { String($0.1) }
    return Set(names).intersection(Self.calls)
  }

  private func files(in folder: String) throws -> [(path: String, text: String)] {
    let folder = Self.project.appendingPathComponent(folder)
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return try (names ?? []).filter { $0.hasSuffix(".swift") }.map { name in
      (name, try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8))
    }
  }

  @Test(arguments: ["Sources", "Lessons", "Tests"])
  func othersStartNone(_ folder: String) throws {
    let files = try files(in: folder)
    #expect(!files.isEmpty)
    for (path, text) in files
    where !path.hasPrefix("Processes") && !Self.quoting.contains(path) {
      #expect(calls(in: text) == [], "\(folder)/\(path)")
    }
  }

  @Test func callsAreFound() throws {
    let own = try files(in: "Sources/Processes").reduce(into: Set()) {
      $0.formUnion(calls(in: $1.text))
    }
    #expect(own == ["posix_spawn", "execv", "pipe", "waitid", "wait4"])
    #expect(calls(in: "let process = Process()\n_ = ProcessPipe()") == ["Process"])
  }
}
