import Foundation
import LessonKit
import Notebooks
import Processes
import TestSupport
import Testing

@testable import Live

// One after the other: each runs the compiler.
@Suite(.serialized) struct LiveEngineTests {
  private let folder: TemporaryFolder
  private let lesson: LessonFolder
  private let files: EditedFiles
  private let engine: LiveEngine

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Self.text("page.say(\"book\")"), to: "Lessons/90-odd/Odd.swift")
    lesson = try #require(LessonFolder(folder.url.appendingPathComponent("Lessons/90-odd")))
    files = EditedFiles(of: lesson, in: folder.url.appendingPathComponent("live"))
    var limits = LiveEngine.Limits()
    limits.megabytes = 1024
    let library = LessonLibrary(
      products: .builtProducts, sources: Project.folder.appendingPathComponent("Sources"))
    engine = LiveEngine(
      compiler: LessonCompiler(
        library: library, folder: folder.url.appendingPathComponent("programs"), lessons: 1),
      confiningProgram: URL.builtProducts.appendingPathComponent("convbook").path, limits: limits)
  }

  private static func text(_ statements: String...) -> String {
    let cells = statements.map { "    //: ## Next\n    \($0)\n" }.joined()
    return """
      //: # 90. Odd
      import LessonKit
      @main
      struct Odd: Lesson {
        static let source = #filePath
        @OptionGroup var options: LessonOptions
        func run(_ page: Notebook) throws {
      \(cells)  }
      }
      """
  }

  private func events(_ statements: String...) async throws -> [RunEvent] {
    let cells = statements.map { $0 }
    try files.write(
      cells.isEmpty
        ? files.bookText(of: "Odd.swift") ?? ""
        : Self.text(cells.joined(separator: "\n    //: ## Next\n    ")),
      to: nil)
    var events: [RunEvent] = []
    let request = LiveEngine.Request(lesson: lesson, edits: files.folder, output: files.output)
    for await event in engine.run(request, stopper: ProgramStopper()) { events.append(event) }
    return events
  }

  private func ending(_ events: [RunEvent]) -> RunEnding? {
    if case .ended(let ending)? = events.last { ending } else { nil }
  }

  @Test func theEventsOfARunComeInTheirOrder() async throws {
    let events = try await events("page.say(\"one\")", "page.say(\"two\")")
    let names = events.map { event in
      switch event {
      case .compiling: "compiling"
      case .began: "began"
      case .cell: "cell"
      case .output: "output"
      case .printed: "printed"
      case .progress: "progress"
      case .options: "options"
      case .keptTraining: "keptTraining"
      case .printedError: "printedError"
      case .cellEnded: "cellEnded"
      case .ended(let ending): "\(ending)"
      }
    }
    #expect(
      names == [
        "compiling", "began", "cell", "options", "output", "cell", "output", "finished",
      ])
    // They are what another process reads as JSON.
    let json = try JSONEncoder().encode(events)
    #expect(try JSONDecoder().decode([RunEvent].self, from: json).count == events.count)
    // The page is written beside the edits, and the book's file is as it was.
    #expect(FileManager.default.fileExists(atPath: files.output.path + "/index.html"))
    #expect(files.bookText(of: "Odd.swift")?.contains("\"book\"") == true)
  }

  @Test func whatIsPrintedComesBetweenTheOutputs() async throws {
    let events = try await events(
      "print(\"a\"); print(\"b\", terminator: \"\")", "page.say(\"c\")", "print(\"d\")")
    let shown = events.compactMap { event -> String? in
      switch event {
      case .printed(let output):
        if case .printed(let lines) = output.content { lines.text } else { nil }
      case .output(let output):
        if case .text(let words) = output.content { "(\(words.text))" } else { nil }
      default: nil
      }
    }
    // What follows each other may come in one event or in two.
    #expect(shown.joined() == "a\nb(c)d\n")
    #expect(ending(events) == .finished)
  }

  @Test func whatIsPrintedWithoutEndIsCut() async throws {
    let events = try await events("for n in 0..<90_000 { print(n) }", "page.say(\"over\")")
    let lines = events.compactMap { event -> CellOutput.Printed? in
      guard case .printed(let output) = event, case .printed(let lines) = output.content
      else { return nil }
      return lines
    }
    #expect(lines.last?.isCut == true)
    #expect(lines.reduce(0) { $0 + $1.text.utf8.count } <= 200_000)
    #expect(lines.map(\.text).joined().hasPrefix("0\n1\n2\n"))
    #expect(ending(events) == .finished)
  }

  @Test func theBooksTextRunsWhereNothingWasEdited() async throws {
    let events = try await events()
    #expect(ending(events) == .finished)
    #expect(files.names.isEmpty)
  }

  @Test func errorsOfTheCompilerHaveTheirPlaces() async throws {
    let events = try await events("page.say(\"one\")", "let count: Int = 1.5")
    guard case .rejected(let diagnostics)? = ending(events) else {
      Issue.record("\(events)")
      return
    }
    let error = try #require(diagnostics.first { $0.isError })
    #expect(error.file?.hasSuffix("Lessons/90-odd/Odd.swift") == true)
    #expect(error.line == 11)
    #expect(error.words.contains("Double"))
  }

  @Test(
    arguments: [
      ("preconditionFailure(\"odd\")", "The lesson crashed"),
      ("struct Odd: Error {}; throw Odd()", "The lesson stopped with an error"),
      ("Foundation.exit(0)", "The lesson ended early"),
      ("_ = [UInt8](repeating: 1, count: 4 << 30)", "The lesson crashed"),
    ])
  func aFailureHasItsPlace(statement: String, title: String) async throws {
    let imports = statement.contains("Foundation") ? "import Foundation\n" : ""
    try files.write(imports + Self.text("page.say(\"one\")", statement), to: nil)
    var last: RunEvent?
    let request = LiveEngine.Request(lesson: lesson, edits: files.folder, output: files.output)
    for await event in engine.run(request, stopper: ProgramStopper()) { last = event }
    guard case .ended(.failed(let failure))? = last else {
      Issue.record("\(String(describing: last))")
      return
    }
    #expect(failure.title.text == title)
  }

  @Test(
    arguments: [
      ("\n \n", String.Encoding.utf8, "is empty"),
      (Self.text("page.say(\"one\")"), .utf16, "no UTF-8"),
      (Self.text("page.say(\"\0\")"), .utf8, "no UTF-8"),
    ])
  func aFileThatIsNoTextIsNamed(text: String, encoding: String.Encoding, words: String)
    async throws
  {
    // The book's own file: edits from a page are UTF-8 always.
    try #require(text.data(using: encoding)).write(
      to: lesson.folder.appendingPathComponent("Odd.swift"))
    var events: [RunEvent] = []
    let request = LiveEngine.Request(lesson: lesson, output: files.output)
    for await event in engine.run(request, stopper: ProgramStopper()) { events.append(event) }
    guard case .trouble(let message)? = ending(events) else {
      Issue.record("\(events)")
      return
    }
    #expect(message.text.contains("Odd.swift"))
    #expect(message.text.contains(words))
  }

  @Test func anEndlessLoopIsStopped() async throws {
    try files.write(Self.text("page.say(\"one\")", "while true {}"), to: nil)
    let stopper = ProgramStopper()
    let request = LiveEngine.Request(lesson: lesson, edits: files.folder, output: files.output)
    var events: [RunEvent] = []
    for await event in engine.run(request, stopper: stopper) {
      events.append(event)
      if case .output = event { stopper.stop() }
    }
    #expect(ending(events) == .stopped)
  }

  #if os(Linux)
    @Test func programsThatALessonStartsEndWithIt() async throws {
      // setsid starts them outside of the group of its caller.
      let start = """
        import Foundation
        func start(_ count: Int, _ seconds: String) throws {
          for _ in 0..<count {
            let program = Process()
            program.executableURL = URL(fileURLWithPath: "/usr/bin/setsid")
            program.arguments = ["sleep", seconds]
            try program.run()
          }
          sleep(1)
        }

        """
      let request = LiveEngine.Request(lesson: lesson, edits: files.folder, output: files.output)
      let (few, many) = ("1000.\(getpid())", "2000.\(getpid())")
      try files.write(
        start + Self.text("try start(3, \"\(few)\")", "page.say(\"one\")"), to: nil)
      var last: RunEvent?
      for await event in engine.run(request, stopper: ProgramStopper()) { last = event }
      #expect(last.map { [$0] }.map(ending) == .finished)
      #expect(await haveEnded(few))

      try files.write(
        start + Self.text("try start(200, \"\(many)\")", "page.say(\"one\")"), to: nil)
      for await event in engine.run(request, stopper: ProgramStopper()) { last = event }
      guard case .ended(.failed(let failure))? = last else {
        Issue.record("\(String(describing: last))")
        return
      }
      #expect(failure.title.text == "The lesson started too many programs")
      #expect(await haveEnded(many))
    }

    /// Whether no process sleeps for so many seconds any more: on a busy machine it takes a moment
    /// until one that is killed is gone.
    private func haveEnded(_ seconds: String) async -> Bool {
      for _ in 0..<100 where sleepers(seconds) > 0 { try? await Task.sleep(for: .milliseconds(50)) }
      return sleepers(seconds) == 0
    }

    /// The processes that sleep for so many seconds.
    private func sleepers(_ seconds: String) -> Int {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
      return names.count { name in
        let data = try? FileHandle(forReadingAtPath: "/proc/\(name)/cmdline")?.readToEnd()
        return String(decoding: data ?? Data(), as: UTF8.self) == "sleep\0\(seconds)\0"
      }
    }
  #endif

  // MARK: An open lesson

  private func next(
    _ changes: inout AsyncStream<LiveLesson.Change>.Iterator,
    _ isWanted: (LiveLesson.View) -> Bool
  ) async -> LiveLesson.View? {
    while let change = await changes.next() {
      if case .view(let view) = change, isWanted(view) { return view }
    }
    return nil
  }

  private func words(_ view: LiveLesson.View?) -> [String] {
    view?.record.outputs.map { if case .text(let words) = $0.content { words.text } else { "" } }
      ?? []
  }

  private func isOver(_ view: LiveLesson.View) -> Bool {
    switch view.phase {
    case .ended, .kept: true
    case .compiling, .running: false
    }
  }

  @Test func anEditRunsAndWhatWasRunBeforeIsKept() async throws {
    let live = LiveLesson(lesson, files: files, engine: engine)
    var changes = await live.changes().makeAsyncIterator()
    let first = try #require(await next(&changes, isOver))
    #expect(words(first) == ["book"] && first.phase == .ended(.finished))
    let cell = try #require(first.texts.values.first { $0.text.contains("say") })
    _ = try await live.edit(cell, to: "page.say(\"mine\")")
    let second = await next(&changes, isOver)
    #expect(words(second) == ["mine"] && second?.editedFiles == ["Odd.swift"])
    // The page had other lines: nothing is written.
    guard case .conflict = try await live.edit(cell, to: "page.say(\"theirs\")") else {
      Issue.record("an edit of lines that are gone was written")
      return
    }
    try await live.putBack()
    let third = await next(&changes, isOver)
    #expect(words(third) == ["book"] && third?.phase == .kept)
    // Saved in an editor: other words between the code leave what was shown.
    try folder.write(
      Self.text("page.say(\"book\")").replacing("## Next", with: "## Other"),
      to: "Lessons/90-odd/Odd.swift")
    let fourth = await next(&changes) {
      $0.record.source.cells.contains { $0.text.contains("Other") }
    }
    #expect(fourth?.phase == .kept && words(fourth) == ["book"])
    // Other code runs.
    try folder.write(Self.text("page.say(\"saved\")"), to: "Lessons/90-odd/Odd.swift")
    let fifth = await next(&changes) { words($0) == ["saved"] && isOver($0) }
    #expect(fifth?.phase == .ended(.finished))
    await live.close()
  }

  @Test func aCellThatIsEmptiedStays() async throws {
    let live = LiveLesson(lesson, files: files, engine: engine)
    var changes = await live.changes().makeAsyncIterator()
    let first = try #require(await next(&changes, isOver))
    let cell = try #require(first.texts.values.first { $0.text.contains("say") })
    _ = try await live.edit(cell, to: " \n")
    let emptied = try #require(await next(&changes, isOver))
    #expect(emptied.phase == .ended(.finished) && words(emptied).isEmpty)
    let left = try #require(emptied.texts.values.first { $0.text.contains("//") })
    #expect(emptied.texts.count == first.texts.count)
    _ = try await live.edit(left, to: "page.say(\"again\")")
    #expect(words(await next(&changes, isOver)) == ["again"])
    await live.close()
  }

  /// What a stopped run has written is in nobody's way, nor is a run that is still being stopped.
  @Test func aStoppedRunLeavesNothingThatStopsTheNext() async throws {
    func shows(_ level: Int, _ rest: String) -> String {
      Self.text(
        """
        page.show(Tensor([[\(level), 2], [3, 4]]), "odd", .bytes)
            //: ![Four greys](odd "Greys")
        """, rest)
    }
    try folder.write(shows(10, "page.say(\"first\")"), to: "Lessons/90-odd/Odd.swift")
    let live = LiveLesson(lesson, files: files, engine: engine)
    var changes = await live.changes().makeAsyncIterator()
    #expect(await next(&changes, isOver)?.phase == .ended(.finished))
    for (level, isStopped) in [(20, true), (30, false), (40, false)] {
      try folder.write(shows(level, "while true {}"), to: "Lessons/90-odd/Odd.swift")
      // Its picture is written, and it goes on.
      _ = await next(&changes) {
        if case .running(let cell) = $0.phase {
          cell > 1 && FileManager.default.fileExists(atPath: files.output.path + "/01-odd.png")
        } else {
          false
        }
      }
      if isStopped {
        await live.stop()
        #expect(await next(&changes, isOver)?.phase == .ended(.stopped))
      }
      let word = "after \(level)"
      try folder.write(shows(level + 5, "page.say(\"\(word)\")"), to: "Lessons/90-odd/Odd.swift")
      let view = await next(&changes) { isOver($0) && words($0).contains(word) }
      #expect(view?.phase == .ended(.finished))
    }
    await live.close()
  }

  /// What the last run showed is there at once when the server is started again.
  @Test func theLastRunOutlivesTheServer() async throws {
    let live = LiveLesson(lesson, files: files, engine: engine)
    var changes = await live.changes().makeAsyncIterator()
    _ = await next(&changes, isOver)
    let kept = files.folder.appendingPathComponent("kept.json").path
    for _ in 0..<200 where !FileManager.default.fileExists(atPath: kept) {
      try await Task.sleep(for: .milliseconds(25))
    }
    let again = LiveLesson(lesson, files: files, engine: engine)
    var others = await again.changes().makeAsyncIterator()
    let view = await next(&others, isOver)
    #expect(view?.phase == .kept && words(view) == ["book"])
  }

  /// Whatever ended the server would end it again, before it could be put back.
  @Test func anEditDuringWhichTheServerEndedDoesNotRunByItself() async throws {
    try files.write(Self.text("page.say(\"mine\")"), to: nil)
    files.isMarked = true
    let again = LiveLesson(lesson, files: files, engine: engine)
    var changes = await again.changes().makeAsyncIterator()
    let view = await next(&changes, isOver)
    guard case .ended(.trouble)? = view?.phase else {
      Issue.record("it is \(String(describing: view?.phase))")
      return
    }
    // Whoever asks for it gets it.
    await again.run()
    let shown = await next(&changes) { isOver($0) && words($0) == ["mine"] }
    #expect(shown?.phase == .ended(.finished))
    for _ in 0..<200 where files.isMarked { try await Task.sleep(for: .milliseconds(25)) }
    #expect(!files.isMarked)
  }

  /// A run that is left for what was kept is none that the server ended in.
  @Test func whatIsShownFromBeforeIsNotMarked() async throws {
    let live = LiveLesson(lesson, files: files, engine: engine)
    var changes = await live.changes().makeAsyncIterator()
    let first = try #require(await next(&changes, isOver))
    let cell = try #require(first.texts.values.first { $0.text.contains("say") })
    _ = try await live.edit(cell, to: "while true {}")
    for _ in 0..<400 where !files.isMarked { try await Task.sleep(for: .milliseconds(25)) }
    #expect(files.isMarked)
    try await live.putBack()
    _ = await next(&changes) { $0.phase == .kept }
    #expect(!files.isMarked)
    await live.close()
  }
}
