// Searches texts by bytes. The library's searches go by characters, which takes many times as long
// for a caller that is not optimised.

extension String {
  /// Returns whether a text that is not empty occurs in it, byte for byte.
  package func holds(_ text: some StringProtocol) -> Bool {
    let part = Array(text.utf8)
    var whole = self
    return whole.withUTF8 { whole in
      (0...whole.count).prefix { $0 + part.count <= whole.count }
        .contains { whole[$0] == part[0] && whole[$0...].starts(with: part) }
    }
  }
}
