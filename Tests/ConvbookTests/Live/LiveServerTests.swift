import FlyingFox
import Foundation
import LessonKit
import Live
import Processes
import TestSupport
import Testing

@testable import convbook

/// What another site, another server's page or another machine may ask of the server of `live`.
@Suite struct LiveServerTests {
  private let folder: TemporaryFolder
  private let access = LiveAccess(names: ["127.0.0.1", "localhost"], port: 8417)
  private let server: LiveServer

  init() throws {
    folder = try TemporaryFolder()
    let builder = Builder(programs: .builtProducts, compiledLessons: folder.url)
    let engine = LiveEngine(
      compiler: builder.lessonCompiler(builder.library, lessons: 1), confiningProgram: "")
    server = LiveServer(
      access: access, lessons: LiveLessons(engine: engine, start: nil, folder: folder.url))
  }

  private func request(
    _ path: String, _ method: HTTPMethod = .GET, body: String = "",
    headers changes: [String: String?] = [:]
  ) throws -> HTTPRequest {
    var headers = ["Host": "127.0.0.1:8417", "Cookie": try cookie()]
    for (name, value) in changes { headers[name] = value }
    let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
    return HTTPRequest(
      method: method, version: .http11,
      target: .init(path: parts[0], query: parts.count > 1 ? parts[1] : ""),
      headers: HTTPHeaders(
        Dictionary(uniqueKeysWithValues: headers.map { (HTTPHeader($0.key), $0.value) })),
      body: HTTPBodySequence(data: Data(body.utf8)))
  }

  /// The cookie that the printed link gives.
  private func cookie() throws -> String {
    let entrance = HTTPRequest(
      method: .GET, version: .http11, path: "/", query: [.init(name: "token", value: access.token)],
      headers: [.host: "localhost:8417"], body: Data())
    guard case .welcomed(let header) = access.verdict(for: entrance) else {
      throw CocoaError(.userCancelled)
    }
    return String(header.prefix { $0 != ";" })
  }

  private static let upgrade: [String: String?] = [
    "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
  ]

  @Test func theLinkGivesACookieThatNoOtherSiteCanUse() throws {
    let entrance = HTTPRequest(
      method: .GET, version: .http11, path: "/", query: [.init(name: "token", value: access.token)],
      headers: [.host: "127.0.0.1:8417"], body: Data())
    guard case .welcomed(let header) = access.verdict(for: entrance) else {
      Issue.record("the token was refused")
      return
    }
    #expect(header.contains("; HttpOnly") && header.contains("; SameSite=Strict"))
    #expect(!header.contains(access.token))
    // Another server's link and cookie open nothing here.
    let other = LiveAccess(names: ["127.0.0.1"], port: 8417)
    #expect(other.verdict(for: entrance) == .refused(.noKey))
    #expect(other.verdict(for: try request("/")) == .refused(.noKey))
    #expect(access.token.count == 32 && other.token != access.token)
  }

  @Test func ownRequestsAreAnswered() throws {
    #expect(access.verdict(for: try request("/")) == .allowed)
    #expect(
      access.verdict(
        for: try request("/", headers: ["Host": "LOCALHOST:8417", "Sec-Fetch-Site": "none"]))
        == .allowed)
    #expect(
      access.verdict(
        for: try request(
          "/09-edge-filter/socket",
          headers: Self.upgrade.merging(["Origin": "http://127.0.0.1:8417"]) { $1 })) == .allowed)
  }

  @Test(
    arguments: [
      // A name of another site that was made to lead here.
      (["Host": "evil.example:8417"], .stranger), (["Host": "127.0.0.1"], .stranger),
      (["Host": "127.0.0.1:8418"], .stranger), (["Host": nil], .stranger),
      (["Host": "127.0.0.1:8417.evil.example"], .stranger),
      // Another site's page, a page of another server on this machine, a file, a sandboxed frame.
      (["Origin": "http://evil.example"], .stranger),
      (["Origin": "http://127.0.0.1:3000"], .stranger), (["Origin": "null"], .stranger),
      (["Origin": "https://127.0.0.1:8417"], .stranger),
      (["Origin": "http://localhost:8417"], .stranger),
      (["Sec-Fetch-Site": "cross-site"], .stranger), (["Sec-Fetch-Site": "same-site"], .stranger),
      // No key, or not the right one.
      (["Cookie": nil], .noKey), (["Cookie": "convbook-8417="], .noKey),
      (["Cookie": "convbook-8417=0123456789abcdef0123456789abcdef"], .noKey),
      // A socket that does not say where it comes from.
      (["Upgrade": "websocket"], .stranger),
    ] as [([String: String?], LiveAccess.Refusal)])
  func strangersAreRefused(changes: [String: String?], refusal: LiveAccess.Refusal) async throws {
    for path in ["/", "/09-edge-filter/", "/09-edge-filter/socket", "/alive"] {
      let request = try request(path, headers: changes)
      #expect(access.verdict(for: request) == .refused(refusal), "\(path)")
      let response = try await server.handleRequest(request)
      #expect([401, 403].contains(response.statusCode.code), "\(path)")
      #expect(response.headers[HTTPHeader("Set-Cookie")] == nil)
      // Whoever is refused learns nothing of the lessons.
      let body = String(decoding: try await response.bodyData, as: UTF8.self)
      #expect(!body.contains(access.token) && !body.contains("class=\"card\""))
    }
  }

  @Test(arguments: [HTTPMethod.POST, .PUT, .DELETE, .OPTIONS, HTTPMethod("TRACE")])
  func onlyPagesAreAskedFor(method: HTTPMethod) throws {
    #expect(access.verdict(for: try request("/", method)) == .refused(.method))
  }

  @Test func aBodyIsRefused() throws {
    let large = String(repeating: "x", count: 1 << 20)
    #expect(access.verdict(for: try request("/", body: large)) == .refused(.method))
  }

  @Test(
    arguments: [
      "/../Package.swift", "/%2e%2e/Package.swift", "/09-edge-filter/../../Package.swift",
      "/09-edge-filter/%2e%2e%2f%2e%2e%2fPackage.swift", "/09-edge-filter/EdgeFilter.swift",
      "/09-edge-filter/pictures/../../../Package.swift", "//etc/passwd", "/etc/passwd",
      "/09-edge-filter/..%2f..%2fImages%2fpage.png", "/09-edge-filter/../page.png",
      "/09-edge-filter/kept.json", "/notes/../../Package.swift", "/.git/config", "/..png",
    ])
  func noPathLeavesTheBook(path: String) async throws {
    let response = try await server.handleRequest(try request(path))
    #expect(response.statusCode == .notFound)
  }

  /// Whatever got into a page as HTML runs nothing: only the page's own scripts have their hashes.
  @Test func servedPagesAllowNoInlineCode() async throws {
    let response = try await server.handleRequest(try request("/"))
    #expect(response.statusCode == .ok)
    let policy = try #require(response.headers[HTTPHeader("Content-Security-Policy")])
    let scripts = try #require(policy.split(separator: ";").first { $0.contains("script-src") })
    #expect(scripts.contains("'sha256-") && !scripts.contains("unsafe") && !scripts.contains("*"))
    #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
    let html = String(decoding: try await response.bodyData, as: UTF8.self)
    #expect(!html.contains(#/ on[a-z]+="/#), "an attribute that is code")
    // A page with a script that is not its own has another policy.
    #expect(
      ContentSecurityPolicy.header(for: html)
        != ContentSecurityPolicy.header(for: html + "<script>alert(1)</script>"))
    // NIST's example of FIPS 180-4.
    #expect(
      ContentSecurityPolicy.header(for: "<script>abc</script>")
        .contains("'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='"))
  }

  @Test func anotherAddressNeedsItsSecondFlag() {
    #expect(throws: (any Error).self) { try LiveCommand.parse(["--host", "0.0.0.0"]) }
    #expect(throws: Never.self) {
      try LiveCommand.parse(["--host", "192.168.0.7", "--let-others-run-programs-here"])
    }
    #expect(throws: Never.self) { try LiveCommand.parse(["9", "--no-open", "--port", "0"]) }
  }
}
