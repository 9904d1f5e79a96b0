import Testing

@testable import convbook

@Suite struct LivePathTests {
  @Test(arguments: [
    ("/", [""], "de"),
    ("/index.html", [""], "en"),
    ("/index.ko.html", [""], "ko"),
    ("/05-sliding-window", ["05-sliding-window"], "en"),
    ("/05-sliding-window/", ["05-sliding-window", ""], "de"),
    ("/05-sliding-window/index.ko.html", ["05-sliding-window", ""], "ko"),
    ("/05-sliding-window/socket.ko", ["05-sliding-window", "socket"], "ko"),
    ("/05-sliding-window/socket.en", ["05-sliding-window", "socket"], "en"),
    ("/glossary.ko.html", ["glossary.html"], "ko"),
    ("/notes/003.ko.html", ["notes", "003.html"], "ko"),
    // No language, but a name.
    ("/ko.html", ["ko.html"], "en"), ("/ko", ["ko"], "en"),
    ("/05-sliding-window/pictures/a.fr.png", ["05-sliding-window", "pictures", "a.fr.png"], "en"),
  ])
  func theLastNameTellsTheLanguage(_ path: String, _ parts: [String], _ language: String) {
    let found = LivePath(path, languages: ["ko", "de"], reader: "de")
    #expect(found.parts == parts && found.language == language, "\(found)")
  }
}
