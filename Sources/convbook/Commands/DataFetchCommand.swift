// Downloads MNIST and Fashion-MNIST to the folder where lessons look for them.

import Foundation
import LessonKit

/// `convbook data fetch`.
struct DataFetchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch", abstract: text("Fetch the sets, about 12 and 31 MB."),
    discussion: text(
      """
      Each file is checked against its published checksum. What breaks off is kept as a .part \
      file, \
      and the same command goes on from there. A folder that was fetched can be served to a class \
      by any web server:

        python3 -m http.server --directory ~/.cache/convbook      # on one machine
        swift run convbook data fetch --mirror http://that-machine:8000

      Exit status: 0 when everything is there, 2 when something could not be fetched or written, \
      64 \
      for wrong usage.
      """))

  @OptionGroup var options: DataOptions

  @Option(
    help: .message(
      "The folder to put them in; your cache folder by default.", valueName: "folder"))
  var to: String?

  @Option(
    help: .message(
      "Take them from this server alone: its folders mnist/ and fashion-mnist/.",
      valueName: "address"))
  var mirror: String?

  func validate() throws {
    if let mirror, URL(string: mirror)?.host == nil || !mirror.hasPrefix("http") {
      throw ValidationError(
        text("--mirror needs an address like http://192.168.0.2:8000, not “\(mirror)”."))
    }
    if to == "" { throw ValidationError(text("--to needs the name of a folder.")) }
  }

  func run() throws {
    let folder = to ?? DataFolders.cache()
    let line = StatusLine()
    let interrupt = Interrupt {
      line.clear()
      print(DataMessages.stopped)
    }
    defer { interrupt.stop() }
    for source in options.sources {
      let target = folder + "/" + source.folderName
      let width = source.files.map(\.name.count).max() ?? 0
      for file in source.files {
        let row =
          source.title.padded(to: 15) + file.name.padded(to: width + 2)
        print("\(row)\(try fetch(file, of: source, into: target, row, line))")
        fflush(nil)
      }
      print(DataMessages.isComplete(source.title, shortPath(target)))
    }
    // Absolute, since lessons may run in another folder.
    let absolute = to.map { URL(fileURLWithPath: $0).path }
    print(absolute.map(DataMessages.toUseIt) ?? DataMessages.lessonsFindIt)
  }

  /// Downloads a file with a progress line.
  ///
  /// - Returns: the outcome as text.
  private func fetch(
    _ file: PublishedFile, of source: DataSource, into folder: String, _ row: String,
    _ line: StatusLine
  ) throws -> Message {
    let start = Date()
    let counter = ByteCounter()
    line.show {
      let (first, now) = counter.range
      let state = DataMessages.fetching(
        now, of: file.size, seconds: Date().timeIntervalSince(start), fresh: now - first)
      return "\(row)\(state)"
    }
    defer { line.clear() }
    let fetcher = Fetcher(
      folder: folder, mirrors: mirror.map { [source.mirror(on: $0)] } ?? source.mirrors,
      progress: counter.set)
    switch try fetcher.fetch(file) {
    case .wasThere: return DataMessages.wasThere
    case .fetched(let resumedAt):
      return DataMessages.fetched(
        byteCount(file.size).text, duration(Date().timeIntervalSince(start)),
        resumedAt: resumedAt)
    }
  }
}

/// The number of bytes so far: set by the transfer, read by the progress line.
private final class ByteCounter: @unchecked Sendable {
  private let lock = NSLock()
  private var first: Int?
  private var now = 0

  var range: (Int, Int) { lock.withLock { (first ?? 0, now) } }

  @Sendable func set(_ count: Int) {
    lock.withLock {
      first = first ?? count
      now = count
    }
  }
}

/// While it exists, Ctrl-C prints a message before the program ends.
private struct Interrupt {
  private let source: any DispatchSourceSignal

  init(_ farewell: @escaping @Sendable () -> Void) {
    signal(SIGINT, SIG_IGN)
    source = DispatchSource.makeSignalSource(
      signal: SIGINT, queue: DispatchQueue(label: "convbook.interrupt"))
    source.setEventHandler {
      farewell()
      // The status that shells report after Ctrl-C.
      exit(128 + SIGINT)
    }
    source.resume()
  }

  func stop() {
    source.cancel()
    signal(SIGINT, SIG_DFL)
  }
}
