// `convbook data` as people meet it.

import Datasets
import Foundation
import LessonKit
import TestSupport
import Testing

@testable import convbook

@Suite struct DataCommandTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Runs `convbook data` as if no data were on this machine but below the folder of this test.
  func run(_ arguments: String..., variable: String = "") throws -> Run {
    try Run(
      ["data"] + arguments, in: folder.url,
      environment: [
        "XDG_CACHE_HOME": folder.path("cache"), "CONVBOOK_DATA": variable, "no_proxy": "127.0.0.1",
      ])
  }

  @Test func nothingThere() throws {
    let list = try run("list")
    #expect(list.status == 0)
    #expect(list.output.contains("Fashion-MNIST  not found; lessons draw pictures"))
    #expect(list.output.contains("looked in cache/convbook"))
    #expect(list.output.contains("data fetch fashion-mnist"))
    #expect(try run().output == list.output)
    let verify = try run("verify")
    #expect(verify.status == 1)
    #expect(verify.errors == "convbook: there is no data to verify.\n")
  }

  @Test func filesThatAreNotThePublished() throws {
    try folder.write("no such thing", to: "mine/mnist/train-images-idx3-ubyte.gz")
    let list = try run("list", variable: "mine")
    #expect(list.status == 0)
    #expect(list.output.contains("mine/mnist (CONVBOOK_DATA)"))
    #expect(list.output.contains("13 bytes  not the published file"))
    let lines = list.output.split(separator: "\n")
    #expect(lines.count { $0.hasSuffix("  missing") } == 3)
    let verify = try run("verify", "--data", "mine")
    #expect(verify.status == 1)
    #expect(verify.output.contains("Some files are not as published"))
    let drawn = try run("list", "digits", variable: "drawn")
    #expect(drawn.output.contains("“drawn” instead of a folder"))
  }

  @Test(arguments: [
    (["list", "mnits"], "Did you mean mnist?"), (["fetch", "--mirror", "here"], "an address like"),
    (["fetch", "--to", ""], "the name of a folder"), (["fecth"], "fetch"),
  ])
  func wrongUsage(_ arguments: [String], says words: String) throws {
    let run = try Run(["data"] + arguments, in: folder.url)
    #expect(run.status == 64)
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test func theDoctorKnows() throws {
    func doctor(_ variable: String) throws -> String {
      try Run(
        ["doctor"], in: folder.url,
        environment: ["XDG_CACHE_HOME": folder.path("cache"), "CONVBOOK_DATA": variable]
      ).output
    }
    #expect(try doctor("").contains("no MNIST, no Fashion-MNIST; lessons draw"))
    #expect(try doctor("drawn").contains("“drawn” instead of a folder"))
    for part in PublishedFile.Part.allCases { try folder.write("x", to: "mnist/\(part.rawValue)") }
    #expect(try doctor(folder.url.path).contains("MNIST in mnist (CONVBOOK_DATA)"))
  }

  @Test func aServerWithoutTheFiles() throws {
    let server = try LocalServer([:], [.normal])
    let fetch = try run("fetch", "mnist", "--mirror", server.address)
    #expect(fetch.status == 2)
    #expect(fetch.errors.contains("train-images-idx3-ubyte.gz could not be fetched"))
    #expect(fetch.errors.contains("\(server.address)/mnist/train-images-idx3-ubyte.gz: the file"))
    #expect(server.requests == ["GET /mnist/train-images-idx3-ubyte.gz"])
  }

  @Test func mirrorsAreAddresses() throws {
    for source in DataSource.allCases {
      #expect(source.mirrors.count > 1)
      for mirror in source.mirrors {
        #expect(mirror.hasSuffix("/"))
        #expect(URL(string: mirror)?.host != nil)
      }
    }
    #expect(DataSource.digits.mirror(on: "http://a") == "http://a/mnist/")
    #expect(DataSource.clothes.mirror(on: "http://a/b/") == "http://a/b/fashion-mnist/")
  }

  /// The published files, where this machine has them, from a server into the cache folder.
  @Test(.enabled(if: publishedDigits != nil, "MNIST is not here; set CONVBOOK_DATA to its folder"))
  func theRealSet() throws {
    var files: [String: [UInt8]] = [:]
    for file in DataSource.digits.files {
      let path = "\(publishedDigits ?? "")/\(file.name)"
      files["/mnist/" + file.name] = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }
    let server = try LocalServer(files, [.cut(after: 1_000_000), .normal])
    let fetch = try run("fetch", "digits", "--mirror", server.address)
    #expect(fetch.status == 0, "\(fetch.errors)")
    #expect(fetch.output.split(separator: "\n").count == 6, "one line a file, and what to do")
    #expect(fetch.output.contains("Lessons find it there by themselves."))
    #expect(server.requests[1] == "GET /mnist/train-images-idx3-ubyte.gz from 1000000")
    #expect(try run("verify").status == 0)
    let again = try run("fetch", "digits", "--mirror", server.address)
    #expect(again.status == 0)
    #expect(again.output.contains("is there already"))
    #expect(server.requests.count == 5)
  }
}

/// The folder of the published MNIST, or nil where there is none.
private let publishedDigits: String? = {
  let beside = Project.folder.appendingPathComponent("../shared/data").standardizedFileURL.path
  return [ProcessInfo.processInfo.environment["CONVBOOK_DATA"], beside].compactMap { $0 }
    .map { $0 + "/mnist" }
    .first { FileManager.default.fileExists(atPath: $0 + "/train-images-idx3-ubyte.gz") }
}()
