// Lists and verifies the files of MNIST and Fashion-MNIST.

import Foundation
import LessonKit

/// `convbook data`.
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: text("MNIST and Fashion-MNIST: find, fetch, check."),
    discussion: text(
      """
      Lessons that train use these sets where they are found, and pictures drawn by this program \
      where they are not. They are looked for in the folder that --data names; if none is named, \
      where the variable CONVBOOK_DATA says and then in your cache folder. CONVBOOK_DATA=drawn \
      asks for drawn pictures.
      """),
    subcommands: [DataListCommand.self, DataFetchCommand.self, DataVerifyCommand.self],
    defaultSubcommand: DataListCommand.self)
}

/// The options of the data commands: data sets and folder.
struct DataOptions: ParsableArguments {
  @Argument(
    help: .message("mnist or fashion-mnist; both by default.", valueName: "set"),
    transform: DataOptions.source)
  var sets: [DataSource] = []

  /// Parses the name of a data set.
  static func source(_ text: String) throws -> DataSource {
    let word = text.lowercased()
    if let source = DataSource.allCases.first(where: { [$0.rawValue, "\($0)"].contains(word) }) {
      return source
    }
    let names = DataSource.allCases.map(\.rawValue)
    throw CommandError(
      .usage,
      Suggestions.question(
        for: word, in: names + ["list", "fetch", "verify"],
        after: """
          there is no set “\(text.prefix(40))”; there are: \(names.joined(separator: ", ")).
          """))
  }

  /// The selected data sets; both by default.
  var sources: [DataSource] { DataSource.allCases.filter { sets.isEmpty || sets.contains($0) } }
}

/// `convbook data list`.
struct DataListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: text("Say where the sets were looked for and found."))

  @OptionGroup var options: DataOptions
  @Option(help: .message("Look only in this folder.", valueName: "folder")) var data: String?

  func run() throws {
    let folders = DataFolders(named: data)
    for source in options.sources { DataReport(of: source, in: folders).print() }
    if folders.wantsDrawn { Swift.print("\n\(DataMessages.drawnIsAskedFor)") }
  }
}

/// `convbook data verify`.
struct DataVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: text("Hold the sets against their published checksums."),
    discussion: text(
      """
      Exit status: 0 when every set that was found is complete and as published, 1 when one is \
      not, \
      or none was found.
      """))

  @OptionGroup var options: DataOptions
  @Option(help: .message("Look only in this folder.", valueName: "folder")) var data: String?

  func run() throws {
    let folders = DataFolders(named: data)
    let reports = options.sources.map { DataReport(of: $0, in: folders) }
    for report in reports { report.print() }
    guard reports.contains(where: { $0.finding != nil }) else {
      throw CommandError(.no, DataMessages.nothingToVerify)
    }
    let isGood = reports.allSatisfy { $0.finding == nil || $0.isGood }
    print("\n\(isGood ? DataMessages.allGood : DataMessages.someBad)")
    if !isGood { throw ExitCode(1) }
  }
}
