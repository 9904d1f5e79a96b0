// Runs the benchmarks, optionally with other libraries.

import ArgumentParser
import Foundation
import LessonKit

/// `convbook bench [WORK…]`.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: text("Time the numeric work of the lessons, also beside others."),
    discussion: text(
      """
      Works: \(BenchmarkCase.all.filter { !$0.isScaling }.map(\.name).joined(separator: ", ")); \
      with --all \
      also \(BenchmarkCase.all.filter(\.isScaling).map(\.name).joined(separator: ", ")).

      With --peers the scripts bench_*.py of Tests/Peers do the same works with TensorFlow, \
      PyTorch, NumPy, OpenCV, SciPy and Pillow, as far as Python has them. Sides take turns, round \
      by round, so that a slow spell of the machine hits all of them; “× ours” is a library's time \
      divided by ours in the same round, the median over the rounds.

        swift run -c release convbook bench
        swift run -c release convbook bench --peers photo-filter
        swift run -c release convbook bench --peers --all --threads 1,2
        swift run -c release convbook bench --baseline before.json

      --baseline tells slower and faster works from noise by the middle halves of both runs: where \
      they overlap, the work counts as the same. More rounds tell smaller differences.
      """))

  @Argument(help: .message("The works to time; all but the series when none is named."))
  var works: [String] = []

  @Flag(help: .message("Time other libraries too, by turns with ours.")) var peers = false

  @Flag(help: .message("Time the series too: batches of 1 to 1000, photos of 256² to 2048²."))
  var all = false

  @Option(in: 1...1000, help: "How many rounds.") var rounds = 7

  @Option(
    parsing: .unconditional,
    help: .message(
      "How many threads each side has, one number or several: 1,2. All cores by default.",
      valueName: "counts"))
  var threads: String?

  @Option(
    help: .message(
      "The Python that has the libraries; CONVBOOK_PYTHON or python3 by default.",
      valueName: "program"))
  var python: String?

  @Flag(help: .message("Print JSON: an array with an entry for each work.")) var json = false

  @Flag(help: .message("Print the table in Markdown, for the README.")) var markdown = false

  @Option(
    help: .message(
      "An earlier output of --json to compare the times with; with --json or --markdown the "
        + "comparison goes to standard error.",
      valueName: "file"))
  var baseline: String?

  @Flag(
    help: .message(
      "Time networks layer by layer instead, beside the peaks of this machine; also as a page, "
        + "roofline.html."))
  var roofline = false

  @Flag(
    help: .message(
      "Plot time and memory over threads, batch size and picture width instead, as SVG files."))
  var plots = false

  @Option(
    name: [.customShort("o"), .long],
    help: .message("The folder for pictures; Output/bench by default.", valueName: "folder"))
  var output: String?

  func validate() throws {
    if json, markdown { throw ValidationError(text("give --json or --markdown, not both.")) }
    if roofline || plots {
      guard works.isEmpty, !peers, !all, !json, !markdown, baseline == nil, threads == nil else {
        throw ValidationError(
          text(
            "--roofline and --plots measure works of their own; beside them there are only "
              + "--rounds and --output."))
      }
    }
    if output == "" { throw ValidationError(text("--output needs the name of a folder.")) }
    if python == "" { throw ValidationError(text("--python needs the name of a program.")) }
  }

  func run() throws {
    // Writing to a script that has crashed must not end this process; reading reports it.
    signal(SIGPIPE, SIG_IGN)
    let chosen = try BenchmarkCase.selected(works, withSeries: all)
    let counts = try threadCounts()
    let progress = BenchProgress()
    #if DEBUG
      progress.say("This is a debug build; to measure, use: swift run -c release convbook bench")
    #endif
    let folder =
      output.map { URL(fileURLWithPath: $0) } ?? Project.output.appendingPathComponent("bench")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    if roofline { try measureRoofline(folder, progress) }
    if plots { try measureScaling(folder, progress) }
    if roofline || plots { return }
    let earlier = try baseline.map { try BenchComparison.baseline(at: $0, of: chosen) }
    let pool = try peers ? startingPool(folder, progress) : nil
    var session = BenchSession(rounds: rounds, threads: counts, pool: pool, progress: progress)
    let results = try session.run(chosen)

    let machine = Self.machine(
      results.map(\.threads), versions: session.pool?.versions ?? [:])
    let chart = BenchChart(results, footer: machine.english).image
    let picture = folder.appendingPathComponent("bench.png").path
    try chart?.write(to: picture)
    let comparison = earlier.map {
      BenchComparison(
        before: $0, now: results.map(BenchEntry.init), machine: MachineDescription.forTimes.english
      ).lines
    }
    if json || markdown {
      comparison?.forEach(progress.say)
      return print(
        json
          ? try results.json()
          : BenchMarkdown.text(results, machine: machine.english, rounds: rounds))
    }
    BenchTable(results).lines.forEach { print($0) }
    print("\n\(machine).")
    let losses = BenchTable.losses(results)
    if !losses.isEmpty { print(losses) }
    if chart != nil { print(text("The same as a picture: \(shortPath(picture))")) }
    if let comparison { print("\n\(comparison.joined(separator: "\n"))") }
  }

  private func measureRoofline(_ folder: URL, _ progress: BenchProgress) throws {
    let roofline = Roofline.measure(rounds: rounds, progress)
    let page = folder.appendingPathComponent("roofline.html")
    try RooflinePage(roofline: roofline, machine: Self.machine([Threads.count])).html
      .write(to: page, atomically: true, encoding: .utf8)
    roofline.lines.forEach { print($0) }
    print(text("The same as a page: \(shortPath(page.path))"))
  }

  private func measureScaling(_ folder: URL, _ progress: BenchProgress) throws {
    for plot in try ScalingPlots.measure(rounds: rounds, progress) {
      let file = folder.appendingPathComponent(plot.file)
      try plot.svg.write(to: file, atomically: true, encoding: .utf8)
      print(shortPath(file.path))
    }
  }

  /// Parses the numbers of threads.
  private func threadCounts() throws(CommandError) -> [Int]? {
    guard let threads else { return nil }
    var counts: [Int] = []
    for word in NumberParsing.list(threads) {
      let count = try NumberParsing.whole(word, "the number of threads", in: 1...1024)
      if !counts.contains(count) { counts.append(count) }
    }
    return counts
  }

  /// Creates the pool of libraries; nil without Python, after printing that.
  private func startingPool(_ folder: URL, _ progress: BenchProgress) throws -> ReferencePool? {
    let variable = "CONVBOOK_PYTHON"
    let named = ProcessInfo.processInfo.environment[variable].flatMap { $0.isEmpty ? nil : $0 }
    let program = python ?? named ?? "python3"
    guard ReferencePool.canRun(program) else {
      guard python == nil, named == nil else {
        let origin = python == nil ? variable : "--python"
        throw CommandError(
          .trouble, "“\(program)”, which \(origin) names, is no Python that starts.")
      }
      progress.say(
        "There is no python3 here, so our side is timed alone. To have the peers, install Python "
          + "3.9 or later, then: \(ReferenceLibrary.advice(for: ReferenceLibrary.allCases))")
      return nil
    }
    try BenchmarkCase.writePhotos(to: folder)
    return ReferencePool(python: program, photos: folder, progress: progress)
  }

  /// Describes processor, cores and versions.
  private static func machine(_ threads: [Int], versions: [ReferenceLibrary: String] = [:])
    -> Message
  {
    let counts = Set(threads).sorted().map { Message($0, "\($0) thread", "\($0) threads") }
    let libraries = ReferenceLibrary.allCases.compactMap { peer in
      versions[peer].map { Message("\(peer.title) \($0)") }
    }
    let parts: [Message] =
      [MachineDescription.processorAndCores, counts.joined(separator: " and ")]
      + ["\(SIMDBackend.name) backend"]
      + [MachineDescription.swift].compactMap { $0.map { Message($0) } } + libraries
    return parts.joined(separator: ", ")
  }
}
