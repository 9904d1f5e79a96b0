// The texts of `live` in the terminal, and of pages that say why there is nothing.

import LessonKit

enum LiveMessages {
  static let notFound: Message = "There is no such page."
  static let stranger: Message = """
    This request comes from another site, or is meant for another server. It was not answered.
    """
  static let noKey: Message = """
    Open the link that “convbook live” has printed in the terminal: it has the key to this server.
    """
  static let method: Message = "This server is only asked for pages."
  static func link(_ link: String) -> Message { "The book is at \(link)" }
  static let howToEnd: Message = "It is yours alone: the link has the key. Ctrl-C ends the server."
  static func portInUse(_ port: Int) -> Message {
    "port \(port) is in use; choose another with --port, or 0 for any that is free."
  }
}
