// Text inside HTML and XML, errors about files, paths as they are shown.

import Foundation
import Testing

@testable import Formatting

@Suite struct EscapingAndFilesTests {
  @Test func aQuoteWithAnAccentIsEscaped() {
    #expect(escaped("\"\u{301}<\u{301}\u{7}") == "&quot;\u{301}&lt;\u{301} ")
  }

  @Test(arguments: ["a < b && c > \"d\"", "it's", "&lt;", "&amp;lt;", "합성곱\n"])
  func unescapingTakesItBack(text: String) {
    #expect(!escaped(text).contains(where: { "<>\"'".contains($0) }))
    #expect(unescaped(escaped(text)) == text)
  }

  @Test func errorsSayTheFileTheProblemAndWhatToDo() {
    struct Trouble: FileError {
      let file = "a.png"
      let problem = readingProblem(EACCES).problem
      let advice = readingProblem(EACCES).advice
    }
    let text = "a.png: reading it is not allowed. Change its permissions (chmod +r) or copy it."
    #expect(Trouble().description == text)
    #expect(Trouble().localizedDescription == text)
    #expect(readingProblem(EIO).problem.english.hasPrefix("it can't be read: "))
  }

  @Test func pathsFromHere() {
    let here = FileManager.default.currentDirectoryPath
    #expect(shortPath(here + "/Output/index.html") == "Output/index.html")
    #expect(shortPath("./Output/../a.png") == "a.png")
    #expect(shortPath("/") == "/")
  }
}
