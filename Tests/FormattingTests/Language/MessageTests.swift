import Foundation
import Testing

@testable import Formatting

@Suite struct MessageTests {
  private let korean: Catalogue = {
    var catalogue = Catalogue(language: "ko")
    var file = CatalogueFile()
    file.entries = [
      .init(id: "{1} of {2} edges", translations: ["경계선 {2}개 중 {1}개"]),
      .init(id: "Output ({row}, {column})", translations: ["출력 ({row}, {column})"]),
      .init(id: "the filter", translations: ["필터"]),
      .init(id: "{1} is turned", translations: ["{1|이/가} 돌아갔습니다"]),
    ]
    var unsure = CatalogueFile.Entry(id: "unsure", translations: ["?"])
    unsure.isFuzzy = true
    file.entries.append(unsure)
    catalogue.add(file)
    return catalogue
  }()

  @Test func templateAndValuesAreKeptApart() {
    let (lost, all) = (3, 12_000)
    let message: Message = "\(lost) of \(all) edges"
    #expect(message.template == "{1} of {2} edges")
    #expect(message.english == "3 of 12,000 edges")
    #expect(message.text(in: korean) == "경계선 12,000개 중 3개")
  }

  @Test func numbersAndShapesAreFormatted() {
    let message: Message = "\(Float(-0.12345)), \(1.5), \([1, 2]), \(10_000), \("verbatim")"
    #expect(message.english == "−0.1235, 1.5, (1, 2), 10,000, verbatim")
  }

  @Test func partsOfALongLiteralAreOneTemplate() {
    let message: Message = "\(1) and " + "\(2), " + "then \(3)"
    #expect(message.template == "{1} and {2}, then {3}" && message.english == "1 and 2, then 3")
  }

  @Test func messagesInsideMessagesAreTranslated() {
    let filter: Message = "the filter"
    let message: Message = "\(filter) is turned"
    #expect(message.english == "the filter is turned")
    #expect(message.text(in: korean) == "필터가 돌아갔습니다")
  }

  @Test func whatIsMissingOrUnsureStaysEnglish() {
    #expect(Message("unsure").text(in: korean) == "unsure")
    #expect(Message(template: "new").text(in: korean) == "new")
  }

  /// Braces that are no placeholder are text.
  @Test(arguments: ["{0, 1}", "{", "}", "{}", "a {b", "{count} of {all}"])
  func otherBracesStay(_ text: String) {
    #expect(Message(template: text).english == text)
  }

  @Test func aCountChoosesTheWording() {
    func rows(_ count: Int) -> String { Message(count, "\(count) row", "\(count) rows").english }
    #expect(rows(1) == "1 row" && rows(0) == "0 rows" && rows(2) == "2 rows")
  }

  @Test(
    arguments: ["plain", "with {braces}", "\(3) of \(Float(2.5))", Message("{1}")] as [Message])
  func messagesSurviveJSON(_ message: Message) throws {
    let nested: Message = "outer \(message) end"
    for message in [message, nested] {
      let data = try JSONEncoder().encode([message])
      #expect(try JSONDecoder().decode([Message].self, from: data) == [message])
    }
  }

  /// (value, 은/는, 이/가, 을/를, 으로/로) as they are read aloud in Korean.
  @Test(
    arguments: [
      ("필터", "는", "가", "를", "로"), ("합성곱", "은", "이", "을", "으로"),
      ("픽셀", "은", "이", "을", "로"), ("3", "은", "이", "을", "으로"),
      ("1", "은", "이", "을", "로"), ("12", "는", "가", "를", "로"), ("10", "은", "이", "을", "으로"),
      ("ReLU", "는", "가", "를", "로"), ("conv2D", "는", "가", "를", "로"),
      ("(1, 4, 4, 1)", "은", "이", "을", "로"), ("“필터”", "는", "가", "를", "로"),
      ("커널\u{1112}\u{1161}\u{11AB}", "은", "이", "을", "으로"),
    ])
  func particlesFollowTheWord(
    _ value: String, _ topic: String, _ subject: String, _ object: String, _ direction: String
  ) {
    let pairs = ["은/는", "이/가", "을/를", "으로/로"]
    #expect(pairs.map { koreanParticle($0, after: value) } == [topic, subject, object, direction])
  }

  @Test(
    arguments: [
      (["LANG": "ko_KR.UTF-8"], "ko"), (["LANG": "C"], nil), ([:], nil),
      (["CONVBOOK_LANGUAGE": "en", "LANG": "ko_KR.UTF-8"], nil),
      (["LC_ALL": "", "LC_MESSAGES": "ko", "LANG": "de_DE"], "ko"), (["LANG": "xx"], nil),
    ] as [([String: String], String?)])
  func theEnvironmentChooses(_ environment: [String: String], _ language: String?) {
    #expect(Catalogue.languageOfReader(environment) == language)
  }
}
