import Formatting
import Testing

@testable import LessonKit

@Suite struct ParserWordsTests {
  private let help = """
    OVERVIEW: Says it.

    USAGE: say <words> [--loud]

    OPTIONS:
      --times <times>         How often. (default: 3)
      -h, --help              Show help information.

    SUBCOMMANDS:
      quietly (default)       Says it quietly.

      See 'say help <subcommand>' for detailed help.
    """

  /// Names stay where they are, and so do columns; what is the command's own is left alone.
  @Test func linesOfTheParserAreTranslated() throws {
    var catalogue = Catalogue(language: "xx")
    let words = [
      ("OVERVIEW: {words}", "PRI: {words}"), ("OPTIONS:", "ELEKTOJ:"),
      ("{words} (default: {value})", "{words} (kutime: {value})"),
      ("{words} (default)", "{words} (kutima)"), ("Show help information.", "Montras helpon."),
      ("See '{command}' for detailed help.", "Pli: {command}"),
    ]
    var file = CatalogueFile()
    file.entries = words.map { .init(id: $0.0, translations: [$0.1]) }
    catalogue.add(file)
    #expect(
      ParserWords.translated(help, in: catalogue) == """
        PRI: Says it.

        USAGE: say <words> [--loud]

        ELEKTOJ:
          --times <times>         How often. (kutime: 3)
          -h, --help              Montras helpon.

        SUBCOMMANDS:
          quietly (kutima)        Says it quietly.

          Pli: say help <subcommand>
        """)
  }

  @Test func nothingChangesInEnglish() {
    #expect(ParserWords.translated(help, in: .english) == help)
  }
}
