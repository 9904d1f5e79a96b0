import Foundation
import Testing

@testable import Notebooks

@Suite struct PagePartTests {
  /// A file that nothing reads, or one that was renamed, would go unnoticed on a page.
  @Test func everyPartHasItsFileAndEveryFileItsPart() throws {
    let folder = PagePart.folder
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let names = Set(PagePart.allCases.map(\.rawValue))
    #expect(files.allSatisfy { names.contains(String($0.prefix { $0 != "." })) }, "\(files)")
    for part in PagePart.allCases {
      #expect(part.style != nil || part.script != nil, "\(part)")
    }
    #expect(PagePart.allCases.flatMap(\.fileNames).sorted() == files.sorted())
  }

  @Test func aMissingFileIsNamedWithWhatToDo() throws {
    try PagePart.requireFiles()
    let empty = URL(fileURLWithPath: "/no/checkout/Page")
    let error = #expect(throws: PagePartMissing.self) { try PagePart.requireFiles(in: empty) }
    #expect(error?.file == "/no/checkout/Page/page.css")
    #expect(error?.description.contains("git checkout -- Sources") == true)
  }

  @Test(arguments: PagePart.allCases)
  func scriptsUseOnlyWordsTheyAreGiven(part: PagePart) {
    let used = (part.script ?? "").matches(of: #/\bwords\.(\w+)/#).map { String($0.1) }
    #expect(Set(used) == Set(part.words.keys))
  }

  @Test(arguments: PagePart.allCases)
  func noFileEndsTheElementItStandsIn(part: PagePart) {
    for text in [part.script, part.style].compactMap(\.self) {
      #expect(!text.contains("</") && !text.contains("<!--"), "\(part)")
    }
  }

  @Test func aPageWithoutScriptsHasNoScriptElement() {
    #expect(PagePart.scriptElement([.page]) == "")
  }

  @Test func wordsCanNotEndTheirScript() throws {
    let text = "</script><!--<script>\u{2028}\u{2029}&\"'\\"
    let json = scriptJSON(["key": text])
    #expect(!json.contains { "<>&\u{2028}\u{2029}".contains($0) })
    #expect(try JSONDecoder().decode([String: String].self, from: Data(json.utf8)) == ["key": text])
  }
}
