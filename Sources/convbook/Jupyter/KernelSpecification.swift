// What Jupyter knows of the kernel: a folder with `kernel.json`, which says how it is started.

import Foundation
import LessonKit
import Notebooks
import Processes

/// The kernel in one of the folders where Jupyter looks for kernels.
struct KernelSpecification {
  static let title = JupyterKernel.title

  /// The folder of the kernel.
  let folder: URL

  /// - Parameter data: a folder of Jupyter's data.
  init(data: URL) {
    folder = data.appendingPathComponent("kernels").appendingPathComponent(JupyterKernel.name)
  }

  /// The folder of Jupyter's data that belongs to the user; see `jupyter --paths`.
  static var dataOfUser: URL {
    let environment = ProcessInfo.processInfo.environment
    if let folder = environment["JUPYTER_DATA_DIR"], !folder.isEmpty {
      return URL(fileURLWithPath: folder)
    }
    let home = FileManager.default.homeDirectoryForCurrentUser
    #if os(macOS)
      return home.appendingPathComponent("Library/Jupyter")
    #else
      let data = environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 }
      return (data.map { URL(fileURLWithPath: $0) } ?? home.appendingPathComponent(".local/share"))
        .appendingPathComponent("jupyter")
    #endif
  }

  /// Those of the user, of the active Python environment and of the system; Jupyter takes the first
  /// that is installed.
  static var all: [KernelSpecification] {
    let environment = ProcessInfo.processInfo.environment
    let prefixes =
      ["VIRTUAL_ENV", "CONDA_PREFIX"].compactMap { environment[$0] } + ["/usr/local", "/usr"]
    return
      ([dataOfUser]
      + prefixes.map { URL(fileURLWithPath: $0).appendingPathComponent("share/jupyter") })
      .map(KernelSpecification.init)
  }

  /// The program that a kernel installed now would start.
  static var programOfThisBuild: String {
    Builder().programs.appendingPathComponent("convbook").path
  }

  /// The script that Jupyter starts, read from the checkout.
  static var script: URL {
    Project.folder.appendingPathComponent("Sources/convbook/Jupyter/kernel.py")
  }

  private struct File: Codable {
    let argv: [String]
    let displayName: String
    let language: String
    let env: [String: String]

    enum CodingKeys: String, CodingKey {
      case argv, language, env
      case displayName = "display_name"
    }
  }

  /// The variable that names the engine's program.
  private static let variable = "CONVBOOK_PROGRAM"

  private var file: URL { folder.appendingPathComponent("kernel.json") }

  /// The program that the kernel starts; nil where no kernel of this project is installed.
  var program: String? {
    (try? Data(contentsOf: file)).flatMap { try? JSONDecoder().decode(File.self, from: $0) }?
      .env[Self.variable]
  }

  var isInstalled: Bool { program != nil }

  /// Writes what Jupyter reads.
  ///
  /// - Throws: the error of the file system.
  func install() throws {
    var environment = [Self.variable: Self.programOfThisBuild]
    // A server that was not started from a shell may not find the compiler.
    if let folder = SwiftCompiler.folder { environment["PATH"] = "\(folder.path):${PATH}" }
    let content = File(
      // Jupyter puts its own interpreter in place of "python3".
      argv: ["python3", Self.script.path, "-f", "{connection_file}"], displayName: Self.title,
      language: "swift", env: environment)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data((JSONText.of(content) + "\n").utf8).write(to: file, options: .atomic)
  }
}
