// What a served page may load and run: its own scripts and styles, told by their hashes, and
// pictures and news from the same server.

import Foundation
import Processes

enum ContentSecurityPolicy {
  /// Returns the policy of a page.
  ///
  /// The pages are those that open from the file system: their scripts and styles are inline, so
  /// each is allowed by its hash, and anything else that got into the page runs nothing. Style
  /// attributes place and colour; they are no code.
  static func header(for html: String) -> String {
    [
      "default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
      "script-src" + hashes(of: "script", in: html),
      "style-src-elem" + hashes(of: "style", in: html), "style-src-attr 'unsafe-inline'",
      "img-src 'self' data: blob:", "connect-src 'self'",
    ].joined(separator: "; ")
  }

  private static func hashes(of element: String, in html: String) -> String {
    var (hashes, rest) = ("", html[...])
    while let start = rest.firstRange(of: "<\(element)>"),
      let end = rest[start.upperBound...].firstRange(of: "</\(element)>")
    {
      let content = Data(rest[start.upperBound..<end.lowerBound].utf8)
      hashes += " 'sha256-\(SHA256.digest(content).base64EncodedString())'"
      rest = rest[end.upperBound...]
    }
    return hashes.isEmpty ? " 'none'" : hashes
  }
}
