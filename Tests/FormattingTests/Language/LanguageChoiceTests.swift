import Testing

@testable import Formatting

@Suite struct LanguageChoiceTests {
  @Test(
    arguments: [
      (["run", "5"], ["run", "5"], nil),
      (["--language", "ko", "run", "5"], ["run", "5"], "ko"),
      (["run", "--language=KO", "5"], ["run", "5"], "ko"),
      (["run", "--language", "ko", "--language", "en"], ["run"], "en"),
      (["run", "--", "--language", "ko"], ["run", "--", "--language", "ko"], nil),
      (["--language", "ko", "run", "--", "-q"], ["run", "--", "-q"], "ko"),
    ] as [([String], [String], String?)])
  func isTakenOutOfTheArguments(
    _ arguments: [String], _ rest: [String], _ language: String?
  ) throws {
    let found = try Catalogue.split(arguments)
    #expect(found.rest == rest)
    #expect(found.language == language)
  }

  @Test(arguments: [(["--language", "xx"], "“xx”"), (["run", "--language"], "After --language")])
  func oneThatIsNotThereIsRefused(_ arguments: [String], _ words: String) throws {
    let error = try #require(throws: LanguageError.self) { try Catalogue.split(arguments) }
    #expect(error.description.contains(words) && error.description.contains("en, ko"))
  }
}
