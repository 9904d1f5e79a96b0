// A lesson: a command whose source file is its page.

import ArgumentParser
import Datasets
import Foundation
import Networks
import Notebooks
import Processes

/// A lesson. A conforming type declares its source, options and `run`; the rest is provided.
public protocol Lesson: ParsableCommand {
  /// The lesson's own file: `#filePath`. A long lesson also has parts, other files of its folder:
  /// where `run` calls `try poolingClaims(page)` and the folder has `PoolingClaims.swift`, the page
  /// shows that file's cells next.
  static var source: String { get }
  /// Numbers that readers guess wrongly, by the step that traces the right one: in the lesson's
  /// folder, in `Guesses.swift`, because its cells would give the answer away.
  static var guesses: Guesses { get }
  /// The options every lesson takes.
  var options: LessonOptions { get }
  /// Runs the lesson's code.
  func run(_ page: Notebook) throws
}

extension Lesson {
  /// No guesses are known.
  public static var guesses: Guesses { [:] }

  /// The folder's name: "09-edge-filter".
  public static var name: String {
    URL(fileURLWithPath: source).deletingLastPathComponent().lastPathComponent
  }

  /// The configuration of the command, with title and summary from the lesson's prose.
  public static var configuration: CommandConfiguration {
    // The parser asks for it at each step, and to split a lesson into its cells takes a while.
    LessonConfigurations.shared.configuration(of: source) {
      let lesson = LessonSource(LessonText(path: source))
      return CommandConfiguration(
        commandName: name, abstract: lesson.title.map { Message(template: $0).text } ?? "",
        discussion: Message(template: lesson.summary).text,
        version: "\(name), \(Edition.name)")
    }
  }

  /// Runs the lesson in a child process, so that a crash also leaves a page that shows it.
  public static func main() {
    StandardStreams.prepare()
    guard let channel = WatcherChannel.ofThisProcess else {
      Foundation.exit(LessonProcess.runThisProgramWatched())
    }
    channel.followWatcher()
    do {
      var lesson = try parseAsRoot(try Catalogue.chooseLanguage())
      try lesson.run()
    } catch let error as LanguageError {
      printError("\(name): \(printable(error.description))")
      Foundation.exit(64)
    } catch {
      endProgram(with: error, of: Self.self)
    }
  }

  /// Opens the page, runs the lesson and writes the final page.
  public func run() throws {
    do {
      var settings = options.settings(for: Self.name)
      settings.guesses = Self.guesses
      let environment = ProcessInfo.processInfo.environment
      settings.checksGuesses = environment[Notebook.Settings.guessCheckVariable] != nil
      settings.refreshesPage = environment[WatcherChannel.pageAtEndVariable] == nil
      settings.arguments = LessonOptions.recorded(try Catalogue.chooseLanguage())
      settings.navigation = Curriculum().navigation(
        of: Self.name, source: Self.source, page: URL(fileURLWithPath: settings.folder))
      if isOlderThanItsSource {
        printError(
          text(
            "\(Self.name): its source has changed since it was built, so outputs may stand under "
              + "the wrong cells; build it again"))
      }
      let channel = WatcherChannel.ofThisProcess
      channel?.send(
        .began(
          name: Self.name, source: Self.source, folder: settings.folder,
          process: ProcessInfo.processInfo.processIdentifier, place: settings.navigation,
          notice: settings.notice))
      if environment[WatcherChannel.optionsVariable] != nil {
        channel?.send(.options(Self.declaredOptions))
      }
      let start = ContinuousClock.now
      let page = try Notebook(
        name: Self.name, sourcePath: Self.source, settings: settings,
        onOutput: { channel?.send(.output($0)) })
      channel?.onWatcherExit = page.stopper
      do {
        try run(page)
        page.record(inputs: InputPictures.shared.all)
        try page.finish()
      } catch {
        page.record(inputs: InputPictures.shared.all)
        try page.stop(message: describe(error))
        throw error
      }
      channel?.send(.wroteItsPage)
      let took = (ContinuousClock.now - start) / .seconds(1)
      // Only in an output folder, not above a folder with a name of the reader's choice.
      let folder = URL(fileURLWithPath: settings.folder)
      if folder.lastPathComponent == Self.name {
        LessonTimes(folder: folder.deletingLastPathComponent()).remember(took, of: Self.name)
      }
      if options.writesToProject { try Curriculum().contentsPage(in: Project.output).write() }
    } catch let error where !(error is ExitCode) {
      WatcherChannel.ofThisProcess?.send(.wroteItsPage)
      printError("\(Self.name): \(describe(error))")
      throw ExitCode(exitStatus(for: error))
    }
  }
}

/// The configurations that were asked for, by the paths of the lessons' files. A lock guards them.
private final class LessonConfigurations: @unchecked Sendable {
  static let shared = LessonConfigurations()
  private let lock = NSLock()
  private var known: [String: CommandConfiguration] = [:]

  func configuration(
    of source: String, made: () -> CommandConfiguration
  ) -> CommandConfiguration {
    lock.withLock {
      let configuration = known[source] ?? made()
      known[source] = configuration
      return configuration
    }
  }
}

extension Lesson {
  /// Whether one of the source files was edited after this program was built.
  private var isOlderThanItsSource: Bool {
    func change(_ path: String?) -> Date? {
      path.flatMap { try? FileManager.default.attributesOfItem(atPath: $0) }?[.modificationDate]
        as? Date
    }
    guard let program = change(Bundle.main.executablePath) else { return false }
    let folder = URL(fileURLWithPath: Self.source).deletingLastPathComponent()
    let parts = LessonText(path: Self.source).partNames.map {
      folder.appendingPathComponent($0).path
    }
    return ([Self.source] + parts).compactMap(change).contains { $0 > program }
  }
}

/// Returns an error's message.
public func describe(_ error: any Error) -> String {
  if let error = error as? CocoaError {
    // Foundation's message leaves out the file.
    let path = error.filePath ?? error.url?.path
    return (path.map { "\($0): " } ?? "") + systemReason(of: error)
  }
  return (error as? any LocalizedError)?.errorDescription ?? String(describing: error)
}

/// Ends the program with an error that the argument parser reports, or with its help.
public func endProgram(with error: any Error, of command: any ParsableCommand.Type) -> Never {
  let code = command.exitCode(for: error)
  // Help and the version are no errors, and go where they can be piped.
  let message = ParserWords.translated(command.fullMessage(for: error))
  if code.isSuccess { print(message) }
  fflush(nil)
  if !code.isSuccess, !message.isEmpty { printError(message) }
  exit(code.rawValue)
}

/// Prints a line to standard error; characters that could command the terminal are shown instead.
public func printError(_ text: String) {
  StandardStreams.writeError(printable(text) + "\n")
}

/// Returns the exit status of an error: 2 for a file error, else 1.
func exitStatus(for error: any Error) -> Int32 {
  error is ImageError || error is PictureTooSmall || error is OutputRefusal || error is CocoaError
    || error is DataError || error is WeightFileError || error is WeightsError
    || error is SafetensorsError || error is PageAssetMissing ? 2 : 1
}
