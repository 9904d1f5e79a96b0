// A kernel for Jupyter, so that notebooks run where classes already are.

import Foundation
import LessonKit
import Live
import Processes

/// `convbook jupyter install|uninstall|engine`.
struct JupyterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jupyter", abstract: text("Run the notebooks in Jupyter: install its kernel."),
    discussion: text(
      """
      The kernel runs the notebooks that lessons write, and notebooks of your own with Swift in \
      their cells. Jupyter is to be there, with its package ipykernel.

        swift run convbook jupyter install
        cp Output/09-edge-filter/notebook.ipynb edges.ipynb
        jupyter lab edges.ipynb
      """),
    subcommands: [
      JupyterInstallCommand.self, JupyterUninstallCommand.self, JupyterEngineCommand.self,
    ])
}

/// Where Jupyter looks for kernels.
struct KernelPlace: ParsableArguments {
  @Flag(help: .message("For you alone; that is the default."))
  var user = false
  @Option(
    help: .message(
      "For the Python environment in this folder, as /opt/conda or a virtual environment.",
      valueName: "folder"))
  var prefix: String?

  func validate() throws {
    guard !user || prefix == nil else {
      throw ValidationError(text("take --user or --prefix, not both."))
    }
  }

  var specification: KernelSpecification {
    let prefix = prefix.map { URL(fileURLWithPath: ($0 as NSString).expandingTildeInPath) }
    return KernelSpecification(
      data: prefix?.appendingPathComponent("share/jupyter") ?? KernelSpecification.dataOfUser)
  }
}

/// `convbook jupyter install`.
struct JupyterInstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install", abstract: text("Tell Jupyter of the kernel of this build."))

  @OptionGroup var place: KernelPlace

  func run() throws {
    // Later a cell would wait for it.
    _ = try Builder().currentLibrary(StatusLine())
    let specification = place.specification
    try specification.install()
    print(text("The kernel “\(KernelSpecification.title)” is in \(specification.folder.path)."))
  }
}

/// `convbook jupyter uninstall`.
struct JupyterUninstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uninstall", abstract: text("Remove the kernel from Jupyter."))

  @OptionGroup var place: KernelPlace

  func run() throws {
    let specification = place.specification
    guard specification.isInstalled else {
      throw CommandError(
        .trouble, "\(specification.folder.path): there is no kernel of this project.")
    }
    try FileManager.default.removeItem(at: specification.folder)
    print(text("The kernel is no longer in \(specification.folder.path)."))
  }
}

/// `convbook jupyter engine`, which the kernel's wrapper in Python starts: it reads requests and
/// writes replies, each a line of JSON.
struct JupyterEngineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "engine", abstract: text("Run cells for the kernel's wrapper."),
    discussion: text("Sources/convbook/Jupyter/KernelMessages.swift has the messages."),
    shouldDisplay: false)

  @Option(in: 1...1_000_000, help: "The seconds that a cell may take.")
  var seconds = Int(LiveEngine.Limits().seconds)

  func run() throws {
    signal(SIGPIPE, SIG_IGN)
    // The wrapper has Ctrl-C, and says what is to be ended.
    signal(SIGINT, SIG_IGN)
    let builder = Builder()
    let lessons = Curriculum().lessons
    let library = try builder.currentLibrary(StatusLine(isSilent: true))
    let engine = LiveEngine(
      compiler: builder.lessonCompiler(library, lessons: lessons.count),
      confiningProgram: builder.programs.appendingPathComponent("convbook").path)
    let own = FileManager.default.temporaryDirectory
      .appendingPathComponent("convbook-jupyter-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: own) }
    let session = KernelSession(
      engine: engine, lessons: lessons,
      folders: .init(
        session: own, trainings: Project.folder.appendingPathComponent(".convbook/jupyter")),
      limit: Double(seconds), reply: KernelWire.write)
    let ended = DispatchSemaphore(value: 0)
    Task {
      await KernelWire.serve(session)
      ended.signal()
    }
    ended.wait()
    ChildProcess.endAll()
  }
}
