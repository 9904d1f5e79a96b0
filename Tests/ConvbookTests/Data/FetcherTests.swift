// Files over HTTP, from servers that behave and servers that don't.

import Datasets
import Foundation
import LessonKit
import TestSupport
import Testing

@testable import convbook

@Suite struct FetcherTests {
  let folder: TemporaryFolder
  /// What is fetched here instead of MNIST: long enough to come in pieces.
  static let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 * $0 >> 7) }
  static let file = PublishedFile(
    .testImages, bytes.count, MD5.checksum(of: bytes), contents: MD5.checksum(of: bytes))
  static let path = "/mnist/t10k-images-idx3-ubyte.gz"

  init() throws {
    LocalServer.withoutProxy
    folder = try TemporaryFolder()
  }

  var target: String { folder.path("mnist/" + Self.file.name) }
  var part: String { target + ".part" }

  func server(_ behaviours: LocalServer.Behaviour...) throws -> LocalServer {
    try LocalServer([Self.path: Self.bytes], behaviours)
  }

  /// Fetches from these servers without waiting between tries.
  func fetch(_ servers: LocalServer...) throws -> Fetcher.Outcome {
    var fetcher = Fetcher(
      folder: folder.path("mnist"), mirrors: servers.map { $0.address + "/mnist/" })
    fetcher.pause = { _ in }
    return try fetcher.fetch(Self.file)
  }

  func expectWhole() throws {
    #expect(try [UInt8](Data(contentsOf: URL(fileURLWithPath: target))) == Self.bytes)
    #expect(!FileManager.default.fileExists(atPath: part))
  }

  /// Leaves the beginning of the file as an earlier try would.
  func leave(_ bytes: [UInt8]) throws {
    try folder.write("", to: "mnist/x")
    try Data(bytes).write(to: URL(fileURLWithPath: part))
  }

  @Test func wholeThenThere() throws {
    let server = try server(.normal)
    #expect(try fetch(server) == .fetched(resumedAt: 0))
    try expectWhole()
    #expect(try fetch(server) == .wasThere)
    #expect(server.requests == ["GET \(Self.path)"])
  }

  @Test func whatIsThereButWrongIsReplaced() throws {
    let server = try server(.normal)
    try folder.write("something else", to: "mnist/" + Self.file.name)
    #expect(try fetch(server) == .fetched(resumedAt: 0))
    try expectWhole()
  }

  @Test func goesOnFromWhatIsThere() throws {
    let server = try server(.normal)
    try leave(Array(Self.bytes.prefix(123_456)))
    #expect(try fetch(server) == .fetched(resumedAt: 123_456))
    try expectWhole()
    #expect(server.requests == ["GET \(Self.path) from 123456"])
  }

  @Test func aCompletePartNeedsNoServer() throws {
    try leave(Self.bytes)
    #expect(try fetch(server(.status(500))) == .fetched(resumedAt: 300_000))
    try expectWhole()
  }

  @Test func aServerWithoutRangesSendsEverything() throws {
    let server = try server(.ignoringRanges)
    try leave(Array(Self.bytes.prefix(1000)))
    #expect(try fetch(server) == .fetched(resumedAt: 1000))
    try expectWhole()
    #expect(server.requests.count == 1)
  }

  @Test func anotherRangeThanAskedForIsNotTaken() throws {
    let server = try server(.wrongRange, .normal)
    try leave(Array(Self.bytes.prefix(1000)))
    #expect(try fetch(server) == .fetched(resumedAt: 1000))
    try expectWhole()
    #expect(server.requests == ["GET \(Self.path) from 1000", "GET \(Self.path)"])
  }

  @Test func aCutConnectionIsTakenUpAgain() throws {
    let server = try server(.cut(after: 100_000), .cut(after: 50_000), .normal)
    #expect(try fetch(server) == .fetched(resumedAt: 0))
    try expectWhole()
    #expect(
      server.requests == [
        "GET \(Self.path)", "GET \(Self.path) from 100000", "GET \(Self.path) from 150000",
      ])
  }

  /// A server that stops at the same byte each time, and knows no ranges, is left in the end.
  @Test func noHeadwayIsNoHope() throws {
    let server = try server(.cut(after: 0))
    let error = try #require(throws: CommandError.self) { try fetch(server) }
    #expect(error.kind == .trouble)
    #expect(error.description.contains("the connection broke off"))
    #expect(server.requests.count == 4)
    #expect(!FileManager.default.fileExists(atPath: part), "an empty part is not kept")
  }

  @Test func whatCameIsKept() throws {
    let server = try server(.cut(after: 70_000), .status(503))
    let error = try #require(throws: CommandError.self) { try fetch(server) }
    #expect(error.description.contains("trouble of its own (status 503)"))
    #expect(error.description.contains("70.0 kB are kept; the same command goes on"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: part)).count == 70_000)
    #expect(try fetch(self.server(.normal)) == .fetched(resumedAt: 70_000))
    try expectWhole()
  }

  @Test(
    arguments: [
      (.status(404), "the file is not there (status 404)"),
      (.status(403), "the server refuses (status 403)"),
      (.otherBytes, "the checksum is wrong"),
      (.page, "has 6 bytes instead of 300,000 and is of type text/html: it is not this file"),
    ] as [(LocalServer.Behaviour, String)])
  func theNextMirrorHasIt(_ behaviour: LocalServer.Behaviour, _ words: String) throws {
    let bad = try server(behaviour)
    let error = try #require(throws: CommandError.self) { try fetch(bad) }
    #expect(error.description.contains(words), "\(error)")
    #expect(error.description.contains(bad.address))
    #expect(bad.requests.count == 1, "there is no hope in asking again")
    let good = try server(.normal)
    #expect(try fetch(bad, good) == .fetched(resumedAt: 0))
    try expectWhole()
  }

  /// The beginning may be of another file; then it is fetched anew from the same server.
  @Test func aWrongBeginningIsThrownAway() throws {
    let server = try server(.normal)
    try leave([UInt8](repeating: 7, count: 1000))
    #expect(try fetch(server) == .fetched(resumedAt: 1000))
    try expectWhole()
    #expect(server.requests == ["GET \(Self.path) from 1000", "GET \(Self.path)"])
  }

  @Test func aPartThatIsTooLongIsThrownAway() throws {
    try leave(Self.bytes + [1, 2, 3])
    #expect(try fetch(server(.normal)) == .fetched(resumedAt: 300_003))
    try expectWhole()
  }

  @Test func nobodyAnswers() throws {
    var fetcher = Fetcher(
      folder: folder.path("mnist"),
      mirrors: ["http://127.0.0.1:1/", "http://no-such-name.invalid/", "ftp://x/", "no address"])
    fetcher.pause = { _ in Issue.record("there is nothing to wait for") }
    let error = try #require(throws: CommandError.self) { try fetcher.fetch(Self.file) }
    #expect(error.description.contains("nobody answers at 127.0.0.1:1"))
    #expect(error.description.contains("the name no-such-name.invalid can't be found"))
    #expect(error.description.contains("ftp://x/\(Self.file.name): this is no http"))
  }

  @Test func placesThatCanNotBeWritten() throws {
    try folder.write("a file", to: "mnist")
    #expect(try errorText().contains("this folder can't be made"))
  }

  @Test func aFolderInThePartsPlace() throws {
    try folder.write("", to: "mnist/\(Self.file.name).part/x")
    #expect(try errorText().contains("this is a folder"))
  }

  @Test func onlyOneAtATime() throws {
    let other = try PartFile(of: target)
    #expect(try errorText().contains("another program is fetching this file"))
    other.close()
    #expect(!FileManager.default.fileExists(atPath: part))
  }

  private func errorText() throws -> String {
    let server = try server(.normal)
    let error = try #require(throws: CommandError.self) { try fetch(server) }
    #expect(error.kind == .trouble)
    #expect(server.requests.isEmpty)
    return error.description
  }

  @Test func progressIsTold() throws {
    let server = try server(.normal)
    let seen = Seen()
    try leave(Array(Self.bytes.prefix(1000)))
    let fetcher = Fetcher(
      folder: folder.path("mnist"), mirrors: [server.address + "/mnist/"], progress: seen.add)
    _ = try fetcher.fetch(Self.file)
    #expect(seen.counts.last == 300_000)
    #expect(seen.counts == seen.counts.sorted())
  }

  private final class Seen: @unchecked Sendable {
    private let lock = NSLock()
    private var list: [Int] = []
    @Sendable func add(_ count: Int) { lock.withLock { list.append(count) } }
    var counts: [Int] { lock.withLock { list } }
  }
}
