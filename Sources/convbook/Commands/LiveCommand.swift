// Serves the book to a browser, where lessons can be edited and run.

import FlyingFox
import FlyingSocks
import Foundation
import LessonKit
import Live
import Processes

/// `convbook live [LESSON]`.
struct LiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "live", abstract: text("Open the book in the browser: edit a line and see."),
    discussion: text(
      """
      Every cell of code can be edited on its page, or in your own editor: save the file, and the \
      page follows. Your edits go to .convbook/live/, never to the book's files. The whole lesson \
      runs from the top each time, as it would in the terminal with the same text.

      The server compiles and runs what it is sent. So it listens to this machine alone, and only \
      the link that it prints opens it.

        swift run convbook live
        swift run convbook live 9
      """))

  @Argument(
    help: .message("The lesson to open; the contents page by default.", valueName: "lesson"))
  var selection: String?

  @Option(
    in: 0...65535,
    help: "The port to listen to, 0 for any that is free; by default 8417 or the next."
  )
  var port: Int?

  @Flag(help: .message("Don't open the browser."))
  var noOpen = false

  @Option(
    help: .message(
      "The address of this machine to listen to, instead of its own 127.0.0.1.",
      valueName: "address"))
  var host: String?

  @Flag(
    help: .message(
      "Needed for --host: whoever sees the link can run programs on this machine as you."))
  var letOthersRunProgramsHere = false

  private static let loopback = "127.0.0.1"
  private static let defaultPort = 8417
  /// How many ports are tried when none was named.
  private static let triedPorts = 20

  func validate() throws {
    if let host, host != Self.loopback, !letOthersRunProgramsHere {
      throw ValidationError(
        text(
          "--host \(host) lets others use this server, and it runs what it is sent. If that is "
            + "what you want, say so with --let-others-run-programs-here."))
    }
  }

  func run() throws {
    signal(SIGPIPE, SIG_IGN)
    let curriculum = Curriculum()
    let start = try selection.flatMap {
      try Selection.lessons([$0], in: curriculum, next: curriculum.next(in: Project.output)).first
    }
    let builder = Builder()
    let library = try builder.currentLibrary(StatusLine())
    let engine = LiveEngine(
      compiler: builder.lessonCompiler(library, lessons: curriculum.lessons.count),
      confiningProgram: builder.programs.appendingPathComponent("convbook").path)
    let lessons = LiveLessons(
      engine: engine, start: start, folder: Project.folder.appendingPathComponent(".convbook/live"))
    let sources = endOnSignals()
    let ended = DispatchSemaphore(value: 0)
    let failure = Failure()
    Task {
      do { try await serve(lessons) } catch { failure.error = error }
      ended.signal()
    }
    ended.wait()
    sources.forEach { $0.cancel() }
    if let error = failure.error { throw error }
  }

  /// What the server failed with: written before `ended` is signalled, read after it.
  private final class Failure: @unchecked Sendable { var error: (any Error)? }

  private func serve(_ lessons: LiveLessons) async throws {
    let address = host ?? Self.loopback
    let first = port ?? Self.defaultPort
    let ports = port == nil ? Array(first..<first + Self.triedPorts) : [first]
    for port in ports {
      guard let free = Self.freePort(address, port) else { continue }
      return try await serve(lessons, address, free)
    }
    throw CommandError(.trouble, LiveMessages.portInUse(first))
  }

  private func serve(_ lessons: LiveLessons, _ address: String, _ port: Int) async throws {
    let names = address == Self.loopback ? [address, "localhost"] : [address]
    let access = LiveAccess(names: names, port: port)
    try LiveFolder.make()
    let inside = sockaddr_un.unix(path: LiveFolder.url.appendingPathComponent("socket").path)
    let server = HTTPServer(
      address: inside, logger: .disabled, handler: LiveServer(access: access, lessons: lessons))
    let running = Task { try await server.run() }
    try await server.waitUntilListening()
    let door = try await LiveDoor.open(
      to: inside, at: .inet(ip4: address, port: UInt16(port)))
    let watching = Task { try await door.run() }
    let link = "http://\(address):\(port)/?token=\(access.token)"
    print(LiveMessages.link(link))
    print(LiveMessages.howToEnd)
    // Also into a pipe, for whoever waits for the link.
    fflush(nil)
    if !noOpen { Self.open(link) }
    try await running.value
    try await watching.value
  }

  /// Returns the port if it is free, or any that is for 0; nil when it is in use.
  private static func freePort(_ address: String, _ port: Int) -> Int? {
    guard let socket = try? Socket(domain: AF_INET) else { return nil }
    defer { try? socket.close() }
    do {
      try socket.setValue(true, for: .localAddressReuse)
      try socket.bind(to: .inet(ip4: address, port: UInt16(port)))
      try socket.listen()
    } catch { return nil }
    guard case .ip4(_, let bound) = try? socket.sockname() else { return nil }
    return Int(bound)
  }

  private static func open(_ link: String) {
    #if os(macOS)
      let opener = "open"
    #else
      let opener = "xdg-open"
    #endif
    // Without a desktop there is none, and the link was printed.
    _ = try? ChildProcess.start(["/usr/bin/env", opener, link])
  }

  /// Ends this process on Ctrl-C and SIGTERM, with all that it runs.
  private func endOnSignals() -> [any DispatchSourceSignal] {
    [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        ChildProcess.endAll()
        print("")
        fflush(nil)
        Foundation.exit(number == SIGINT ? 0 : 128 + number)
      }
      source.resume()
      return source
    }
  }
}
