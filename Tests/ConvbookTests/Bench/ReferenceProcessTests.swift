// Peers that are well, and peers that crash, hang or babble; a shell script stands in for Python.

import Foundation
import TestSupport
import Testing

@testable import convbook

/// A program that is called as a Python would be, with a peer's script to run.
struct FakePython {
  let folder: TemporaryFolder
  let path: String

  /// Does the one work of OpenCV, in 2.5 ms each time; every other library is missing.
  init(instead body: String? = nil) throws {
    folder = try TemporaryFolder()
    let usual = #"""
      case "$1" in *opencv*) ;; *) echo '{"missing": "No module of that name"}'; exit;; esac
      echo '{"peer": "opencv", "version": "1.2", "works": ["photo-filter"]}'
      while read work count; do
        times=$(yes 2.5 | head -n $count | paste -sd, -)
        echo "{\"work\": \"$work\", \"ms\": [$times]}"
      done
      """#
    path = try folder.write(
      "#!/bin/sh\n[ \"$1\" = --version ] && exit\n\(body ?? usual)\n", to: "python",
      isProgram: true
    ).path
  }

  func start() throws -> ReferenceProcess {
    try ReferenceProcess(.opencv, python: path, arguments: [], environment: [:])
  }
}

@Suite struct ReferenceProcessTests {
  @Test func answersMoreThanOnce() throws {
    let python = try FakePython()
    let process = try python.start()
    #expect(try process.greet() == .ready(version: "1.2", works: ["photo-filter"]))
    #expect(process.does("photo-filter") && !process.does("png-decode"))
    #expect(try process.times(of: "photo-filter", count: 3, timeout: 20) == [2.5, 2.5, 2.5])
    #expect(try process.times(of: "photo-filter", count: 1, timeout: 20) == [2.5])
    process.stop()
  }

  private func trouble(_ body: String, timeout: Double = 20) throws -> String {
    let python = try FakePython(
      instead: "echo '{\"peer\": \"opencv\", \"version\": \"1\", \"works\": [\"photo-filter\"]}'\n"
        + body)
    let process = try python.start()
    _ = try process.greet()
    let error = #expect(throws: ReferenceLibraryError.self) {
      try process.times(of: "photo-filter", count: 1, timeout: timeout)
    }
    process.stop()
    return error?.description ?? ""
  }

  @Test func crashing() throws {
    let words = try trouble("read line; echo 'ImportError: too late' >&2; exit 3")
    #expect(words.contains("status 3") && words.contains("too late"), "\(words)")
    #expect(try trouble("read line; kill -9 $$").contains("signal 9"))
  }

  @Test func hanging() throws {
    #expect(try trouble("read line; exec sleep 60", timeout: 0.2).contains("no answer within 1 s"))
  }

  @Test func babbling() throws {
    #expect(try trouble("read line; echo 'WARNING: hello'").contains("“WARNING: hello”"))
    #expect(try trouble("read line; exec yes | tr -d '\\n'").contains("without an end"))
  }

  @Test func aProgramThatIsNotThere() throws {
    #expect(!ReferencePool.canRun("/no/such/python"))
    let process = try ReferenceProcess(
      .opencv, python: "/no/such/python", arguments: [], environment: [:])
    #expect(throws: ReferenceLibraryError.self) { try process.greet() }
  }
}
