// Decides who may use the server of `live`: it compiles and runs what it is sent.
//
// A page of another site can send requests to this machine, and a name of its own can be made to
// lead here (DNS rebinding). So each request must name this server in Host; one that a script sends
// must come from this server's own page by Origin; and each needs a cookie that only the printed
// link gives, and that browsers send with no request of another site.

import FlyingFox
import Foundation

/// The keys of a server, and what it demands of a request.
struct LiveAccess: Sendable {
  /// The random part of the printed link, good as long as the server runs.
  let token = Self.random()
  /// What the cookie holds.
  private let secret = Self.random()
  /// What `Host` may be: "127.0.0.1:8417", "localhost:8417".
  private let hosts: Set<String>
  /// The cookie's name. Cookies don't know ports, so each server has its own.
  private let cookie: String

  /// Creates keys for a server.
  /// - Parameter names: the names and addresses that it is reached by.
  init(names: [String], port: Int) {
    // Browsers leave out the port of HTTP.
    hosts = Set(names.map { "\($0):\(port)" } + (port == 80 ? names : []))
    cookie = "convbook-\(port)"
  }

  /// What is done with a request.
  enum Verdict: Equatable {
    /// It is answered.
    case allowed
    /// It brought the token: it gets the cookie, with this header.
    case welcomed(setCookie: String)
    /// It is not answered.
    case refused(Refusal)
  }

  /// Why a request is refused.
  enum Refusal: Equatable {
    /// It is meant for another server, or comes from another site.
    case stranger
    /// It has no cookie or another server's, or a token that is not this server's.
    case noKey
    /// It is neither a `GET` nor without a body.
    case method
  }

  /// Returns what is done with a request.
  func verdict(for request: HTTPRequest) -> Verdict {
    guard let host = request.headers[.host]?.lowercased(), hosts.contains(host) else {
      return .refused(.stranger)
    }
    let origin = request.headers[.origin]
    if let origin, origin.lowercased() != "http://\(host)" { return .refused(.stranger) }
    let isUpgrade = request.headers[.upgrade] != nil
    if isUpgrade, origin == nil { return .refused(.stranger) }
    guard request.method == .GET, request.bodySequence.count == 0 else {
      return .refused(.method)
    }
    if request.path == "/", let token = request.query.first(where: { $0.name == "token" })?.value {
      guard Self.isSame(token, self.token) else { return .refused(.noKey) }
      return .welcomed(
        setCookie: "\(cookie)=\(secret); Path=/; HttpOnly; SameSite=Strict")
    }
    // A link on another site may lead to the page that says what to do, and no further.
    let site = request.headers[HTTPHeader("Sec-Fetch-Site")]
    if let site, !["same-origin", "none"].contains(site) { return .refused(.stranger) }
    let given = (request.headers[.cookie] ?? "").split(separator: ";")
      .map { $0.trimmingCharacters(in: .whitespaces) }
    guard given.contains(where: { Self.isSame($0, "\(cookie)=\(secret)") }) else {
      return .refused(.noKey)
    }
    return .allowed
  }

  private static func random() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<2).map { _ in
      let digits = String(generator.next(), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// Compares in a time that does not tell how much is right.
  private static func isSame(_ a: String, _ b: String) -> Bool {
    let (a, b) = (Array(a.utf8), Array(b.utf8))
    return a.count == b.count && zip(a, b).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}

extension HTTPHeader {
  static let origin = HTTPHeader("Origin")
}
