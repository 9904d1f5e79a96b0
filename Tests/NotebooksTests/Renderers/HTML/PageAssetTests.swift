import Foundation
import Testing

@testable import Notebooks

@Suite struct PageAssetTests {
  /// A file that nothing reads, or one that was renamed, would go unnoticed on a page.
  @Test func everyPartHasItsFileAndEveryFileItsPart() throws {
    let folder = PageAsset.folder
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let names = Set(PageAsset.allCases.map(\.rawValue))
    #expect(files.allSatisfy { names.contains(String($0.prefix { $0 != "." })) }, "\(files)")
    for part in PageAsset.allCases {
      #expect(part.style != nil || part.script != nil, "\(part)")
    }
    #expect(PageAsset.allCases.flatMap(\.fileNames).sorted() == files.sorted())
  }

  @Test func aMissingFileIsNamedWithWhatToDo() throws {
    try PageAsset.requireFiles()
    let empty = URL(fileURLWithPath: "/no/checkout/Page")
    let error = #expect(throws: PageAssetMissing.self) { try PageAsset.requireFiles(in: empty) }
    #expect(error?.file == "/no/checkout/Page/page.css")
    #expect(error?.description.contains("git checkout -- Sources") == true)
  }

  @Test(arguments: PageAsset.allCases)
  func scriptsUseOnlyWordsTheyAreGiven(part: PageAsset) {
    let used = (part.script ?? "").matches(of: #/\bwords\.(\w+)/#).map { String($0.1) }
    #expect(Set(used) == Set(part.words.keys))
  }

  @Test(arguments: PageAsset.allCases)
  func noFileEndsTheElementItStandsIn(part: PageAsset) {
    for text in [part.script, part.style].compactMap(\.self) {
      #expect(!text.contains("</") && !text.contains("<!--"), "\(part)")
    }
  }

  @Test func aPageWithoutScriptsHasNoScriptElement() {
    #expect(PageAsset.scriptElement([.page]) == "")
  }

  @Test func wordsCanNotEndTheirScript() throws {
    let text = "</script><!--<script>\u{2028}\u{2029}&\"'\\"
    let json = scriptJSON(["key": text])
    #expect(!json.contains { "<>&\u{2028}\u{2029}".contains($0) })
    #expect(try JSONDecoder().decode([String: String].self, from: Data(json.utf8)) == ["key": text])
  }
}
