// Checks that everything that lessons need is installed, and says what to do.

import Foundation
import LessonKit
import Processes

/// `convbook doctor`.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: text("Check what the lessons need."),
    discussion: text("Exit status: 0 when nothing is missing that a lesson needs, 1 otherwise."))

  @Flag(help: .message("Print only the names of the SIMD backends that run on this processor."))
  var backends = false

  func run() throws {
    if backends { return SIMDBackend.available.forEach { print($0) } }
    let style = TerminalStyle.standardOutput
    let results = EnvironmentCheck().results
    let width = results.map(\.subject.text.displayWidth).max() ?? 0
    for result in results {
      let mark =
        switch result.state {
        case .good: style.good("✓")
        case .optional: style.accent("–")
        case .missing: style.bad("✗")
        }
      let subject = result.subject.text.padded(to: width + 2)
      print("\(mark) \(subject)\(printable(result.message.text))")
      if let advice = result.advice {
        print("".padded(to: width + 4) + style.faint(advice.text))
      }
    }
    if results.contains(where: { $0.state == .missing }) { throw ExitCode(1) }
  }
}

/// The checks of the machine and the checkout.
struct EnvironmentCheck {
  /// The result of a check.
  struct CheckResult: Equatable {
    enum State: Equatable {
      case good
      /// Missing, but not required.
      case optional
      case missing
    }
    let subject: Message
    let state: State
    let message: Message
    var advice: Message?
  }

  var results: [CheckResult] {
    [toolchain, configuration, png, jpeg] + processor + [terminal, pictures, lessons, data]
      + [
        Self.grading(
          forbidsFiles: Confinement.forbidsFiles, forbidsCalls: Confinement.forbidsCalls),
        Self.jupyter(KernelSpecification.all, here: KernelSpecification.programOfThisBuild),
      ]
  }

  private var toolchain: CheckResult {
    let version = MachineDescription.swiftVersion
    return CheckResult(
      subject: "Swift", state: version == nil ? .missing : .good,
      message: version.map { Message($0) } ?? "“swift --version” gives no answer",
      advice: version == nil ? "Install it from swift.org/install, and add it to the PATH." : nil)
  }

  private var configuration: CheckResult {
    CheckResult(
      subject: "built as", state: .good,
      message: "\(Builder.configuration), in \(shortPath(Builder().programs.path))")
  }

  // Both are linked, or this program would not run.
  private var png: CheckResult {
    CheckResult(subject: "libpng", state: .good, message: Message(CodecVersions.png))
  }
  private var jpeg: CheckResult {
    CheckResult(subject: "libjpeg", state: .good, message: Message(CodecVersions.jpeg))
  }

  private var processor: [CheckResult] {
    let environment = ProcessInfo.processInfo.environment
    return [
      CheckResult(
        subject: "processor", state: .good,
        message: MachineDescription.processorAndCores),
      Self.backend(
        wish: environment[SIMDBackend.variable], inUse: SIMDBackend.name,
        available: SIMDBackend.available),
      Self.threads(wish: environment["CONVBOOK_THREADS"], inUse: Threads.count),
    ]
  }

  /// Checks the SIMD backend against the requested one.
  static func backend(wish: String?, inUse: String, available: [String]) -> CheckResult {
    let others = available.filter { $0 != inUse }.joined(separator: ", ")
    guard let wish, !wish.isEmpty, wish != inUse else {
      let found: Message =
        wish == inUse ? "\(inUse), as \(SIMDBackend.variable) says" : "\(inUse), the fastest here"
      return CheckResult(
        subject: "SIMD backend", state: .good,
        message: others.isEmpty ? found : "\(found); there are also \(others)")
    }
    return CheckResult(
      subject: "SIMD backend", state: .missing,
      message:
        "\(SIMDBackend.variable) is “\(wish)”, which this processor does not have; \(inUse) is "
        + "used",
      advice: "Set it to \(available.joined(separator: ", ")), or leave it unset.")
  }

  /// Checks the number of threads against the requested one.
  static func threads(wish: String?, inUse: Int) -> CheckResult {
    guard let wish, !wish.isEmpty, wish != "\(inUse)" else {
      return CheckResult(
        subject: "threads", state: .good,
        message: wish == nil
          ? "\(inUse), one for each core" : "\(inUse), as CONVBOOK_THREADS says")
    }
    return CheckResult(
      subject: "threads", state: .missing,
      message: "CONVBOOK_THREADS is “\(wish)”, which is no number of threads; \(inUse) are used",
      advice: "Set it to a whole number from 1 to 256, or leave it unset.")
  }

  /// Checks the confinement that `grade` can use on this system.
  static func grading(forbidsFiles: Bool, forbidsCalls: Bool) -> CheckResult {
    let (files, calls): ([Message], [Message]) = (["files"], ["network", "processes"])
    let kept = (forbidsFiles ? files : []) + (forbidsCalls ? calls : [])
    let open = (forbidsFiles ? [] : files) + (forbidsCalls ? [] : calls)
    return CheckResult(
      subject: "grading", state: open.isEmpty ? .good : .optional,
      message: kept.isEmpty
        ? "limits on time, memory and output"
        : "limits on time, memory and output; kept from \(kept.joined(separator: ", "))",
      advice: open.isEmpty
        ? nil
        : "This system does not keep answers from \(open.joined(separator: ", ")): grade those you "
          + "don't trust in a virtual machine.")
  }

  /// Checks whether Jupyter knows the kernel, and that of this build.
  ///
  /// - Parameters:
  ///   - known: the folders where Jupyter looks for it.
  ///   - here: the program of this build.
  static func jupyter(_ known: [KernelSpecification], here: String) -> CheckResult {
    guard let found = known.first(where: \.isInstalled), let program = found.program else {
      return CheckResult(
        subject: "Jupyter", state: .optional, message: "the kernel is not installed",
        advice: "To run the notebooks in Jupyter: swift run convbook jupyter install")
    }
    let folder = shortPath(found.folder.path)
    guard program == here else {
      return CheckResult(
        subject: "Jupyter", state: .optional,
        message: "the kernel in \(folder) is that of \(shortPath(program))",
        advice: "To have this build's: swift run convbook jupyter install")
    }
    return CheckResult(subject: "Jupyter", state: .good, message: "the kernel is in \(folder)")
  }

  private var terminal: CheckResult {
    let style = TerminalStyle.standardOutput
    guard isatty(STDOUT_FILENO) == 1 else {
      return CheckResult(
        subject: "terminal", state: .optional,
        message: "none here: output is plain text, without colour and pictures")
    }
    guard style.isRich else {
      return CheckResult(
        subject: "terminal", state: .optional, message: "without colour and pictures",
        advice: "NO_COLOR is set, or TERM is dumb.")
    }
    return CheckResult(
      subject: "terminal", state: .good,
      message: "colour and small pictures, lines of \(style.width) characters")
  }

  private var pictures: CheckResult {
    let names = ["fruits.jpg", "teddy.jpg"]
    var descriptions: [String] = []
    var bad: [String] = []
    for name in names {
      do {
        let image = try Image(contentsOf: Project.images.appendingPathComponent(name).path)
        descriptions.append("\(name) \(image.width) × \(image.height)")
      } catch {
        bad.append(describe(error))
      }
    }
    return CheckResult(
      subject: "pictures", state: bad.isEmpty ? .good : .missing,
      message: Message((descriptions + bad).joined(separator: ", ")),
      advice: bad.isEmpty ? nil : "Get them back with: git checkout -- Images")
  }

  private var lessons: CheckResult {
    let lessons = Curriculum().lessons
    guard !lessons.isEmpty else {
      return CheckResult(
        subject: "lessons", state: .missing, message: "none in \(Project.lessons.path)",
        advice: "Get them back with: git checkout -- Lessons")
    }
    return CheckResult(
      subject: "lessons", state: .good,
      message: "\(lessons.count): \(Selection.runs(lessons.map(\.number)))")
  }

  /// Checks which data sets lessons read from files; `data verify` checks their content.
  private var data: CheckResult {
    let folders = DataFolders()
    guard !folders.wantsDrawn else {
      return CheckResult(subject: "data", state: .good, message: DataMessages.drawnIsAskedFor)
    }
    let found = DataSource.allCases.compactMap { source -> Message? in
      folders.foundFiles(of: source).first(where: \.isComplete).map { result in
        let folder = DataMessages.folder(shortPath(result.folder), reason: result.reason)
        return "\(source.title) in \(folder)"
      }
    }
    return CheckResult(
      subject: "data", state: found.isEmpty ? .optional : .good,
      message: found.isEmpty ? DataMessages.noneFound : found.joined(separator: ", "),
      advice: found.isEmpty ? DataMessages.toFetchAll : nil)
  }
}
