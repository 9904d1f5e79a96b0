import Foundation
import Testing

@testable import LessonKit
@testable import Notebooks

/// A lesson's title is read without splitting its text into cells, and is the same.
@Suite struct LessonTitleTests {
  @Test(arguments: Curriculum().lessons.map(\.name))
  func theTitleIsThatOfTheSource(name: String) throws {
    let lesson = try #require(Curriculum().lessons.first { $0.name == name })
    let title = try #require(lesson.source.title)
    #expect(title == "\(lesson.number). \(lesson.englishTitle)")
  }

  @Test(arguments: [
    "", "import LessonKit\n", "//: A line\n//: # 3. Three\n", "//:# none\n//:   ## 4. *Four*\n",
    "  //: # 5. `Five` {#five}\ncode\n//: # 6. Six\n",
  ])
  func titlesOfOtherTexts(text: String) {
    #expect(LessonText(text).title == LessonSource(swift: text).title)
  }
}
