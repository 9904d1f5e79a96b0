// A lesson: a command with flags of its own whose source is its page.

import ArgumentParser
import Datasets
import Foundation
import Networks
import Notebooks

/// What a lesson's file declares. Everything else, from `--help` to the page, comes with it.
public protocol Lesson: ParsableCommand {
  /// The lesson's own file: `#filePath`.
  static var source: String { get }
  /// The options every lesson takes.
  var options: LessonOptions { get }
  /// The lesson itself.
  func run(_ page: Notebook) throws
}

extension Lesson {
  /// The folder's name: "09-edge-filter".
  public static var name: String {
    URL(fileURLWithPath: source).deletingLastPathComponent().lastPathComponent
  }

  /// The command as `--help` shows it, in the lesson's own words.
  public static var configuration: CommandConfiguration {
    let text = try? String(contentsOfFile: source, encoding: .utf8)
    let lesson = text.map(LessonSource.init(swift:))
    return CommandConfiguration(
      commandName: name, abstract: lesson?.title ?? "", discussion: lesson?.summary ?? "",
      version: "\(name), \(Edition.name)")
  }

  /// Runs the lesson under a watcher, so that even a crash leaves a page that shows it.
  public static func main() {
    guard let reporter = WatcherChannel.ofThisProcess else {
      Foundation.exit(LessonProcess.runThisProgramWatched())
    }
    reporter.followWatcher()
    do {
      var lesson = try parseAsRoot()
      try lesson.run()
    } catch {
      exit(withError: error)
    }
  }

  /// Opens the page, runs the lesson on it, closes it.
  public func run() throws {
    do {
      var settings = options.settings(for: Self.name)
      settings.guesses = KnownGuesses.of(Self.name)
      settings.place = Curriculum().place(
        of: Self.name, source: Self.source, page: URL(fileURLWithPath: settings.folder))
      if isOlderThanItsSource {
        printError(
          "\(Self.name): its source has changed since it was built, so outputs may stand under the "
            + "wrong cells; build it again")
      }
      let reporter = WatcherChannel.ofThisProcess
      reporter?.send(
        .began(
          name: Self.name, source: Self.source, folder: settings.folder,
          process: ProcessInfo.processInfo.processIdentifier, place: settings.place,
          notice: settings.notice))
      let start = ContinuousClock.now
      let page = try Notebook(
        name: Self.name, sourcePath: Self.source, settings: settings,
        onEvent: { reporter?.send(.event($0)) })
      reporter?.ifWatcherDies = page.stopper
      do {
        try run(page)
        try page.finish()
      } catch {
        try page.stop(message: describe(error))
        throw error
      }
      reporter?.send(.wroteItsPage)
      let took = (ContinuousClock.now - start) / .seconds(1)
      // Only in a folder of pages, not beside a folder of another name that somebody chose.
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

extension Lesson {
  /// Whether the file was edited after this program was made of it.
  private var isOlderThanItsSource: Bool {
    func change(_ path: String?) -> Date? {
      path.flatMap { try? FileManager.default.attributesOfItem(atPath: $0) }?[.modificationDate]
        as? Date
    }
    guard let source = change(Self.source), let program = change(Bundle.main.executablePath)
    else { return false }
    return source > program
  }
}

/// An error in its own words.
public func describe(_ error: any Error) -> String {
  if let error = error as? CocoaError {
    // Its own words leave out which file it was.
    let path = error.filePath ?? error.url?.path
    return (path.map { "\($0): " } ?? "") + error.localizedDescription
  }
  return (error as? any LocalizedError)?.errorDescription ?? String(describing: error)
}

/// Prints a line to standard error.
public func printError(_ text: String) {
  FileHandle.standardError.write(Data((text + "\n").utf8))
}

/// 2 for trouble with a file, 1 for everything else that went wrong.
func exitStatus(for error: any Error) -> Int32 {
  error is ImageError || error is PictureTooSmall || error is OutputRefusal || error is CocoaError
    || error is DataError || error is WeightFileError || error is WeightsError
    || error is SafetensorsError || error is PageAssetMissing ? 2 : 1
}
