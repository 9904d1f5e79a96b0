// Programs compiled against the library of this build.

import Foundation
import Testing

@testable import Processes

@Suite(.serialized) struct SwiftCompilerTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("convbook-compiler-\(UUID().uuidString)")

  /// On Linux the test bundle is this very program; on macOS a helper runs it and is told its path.
  private static let products: URL = {
    let path = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    let parts = URL(fileURLWithPath: path).pathComponents.prefix { !$0.hasSuffix(".xctest") }
    return URL(fileURLWithPath: NSString.path(withComponents: Array(parts)))
  }()

  private static let library = LessonLibrary(
    products: products,
    sources: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources"))

  private func compile(_ text: String, path: String) throws -> SwiftCompiler.Result {
    try SwiftCompiler(library: Self.library).compile(
      [.init(path: path, bytes: Data(text.utf8))], cache: ProgramCache(folder: folder))
  }

  private func program(_ text: String, path: String) throws -> CompiledProgram {
    guard case .program(let program) = try compile(text, path: path) else {
      throw ProcessError("it does not compile")
    }
    return program
  }

  /// A file need not lie where it says it does; a byte order mark, as some editors write it, is no
  /// error.
  @Test func programsKnowTheirSource() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = """
      \u{FEFF}import LessonKit
      @main struct Program {
        static func main() { print(#filePath, #line, Tensor([1, 2]).shape) }
      }
      """
    let path = "/no such folder/Program.swift"
    let first = try program(text, path: path)
    #expect(try ProcessOutput.run([first.path]).output == "\(path) 3 [2]\n")
    #expect(try program(text, path: path).path == first.path)
    #expect(try program(text, path: "/other/Program.swift").path != first.path)
  }

  @Test func diagnosticsNameTheSource() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = "struct A {\n  func f() -> Int { \"\" }\n}\n"
    guard case .diagnostics(let text) = try compile(source, path: "/a/B.swift") else {
      Issue.record("it compiles")
      return
    }
    #expect(text.hasPrefix("/a/B.swift:2:21: error: "), "\(text)")
    // Nothing is kept of what does not compile.
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  /// As one writes a luma: the compiler by itself gives up, beside the operators of tensors.
  @Test(arguments: [("UInt8", "Double"), ("Int", "Float")])
  func sumsOfThreeConvertedProductsCompile(whole: String, real: String) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = """
      import LessonKit
      @main struct Program {
        static func luma(_ r: \(whole), _ g: \(whole), _ b: \(whole)) -> \(whole) {
          return \(whole)(0.299 * \(real)(r) + 0.587 * \(real)(g) + 0.114 * \(real)(b))
        }
        static func main() { print(luma(200, 100, 50)) }
      }
      """
    let program = try program(text, path: "/a/B.swift")
    #expect(try ProcessOutput.run([program.path]).output == "124\n")
  }

  /// No student's program holds the right answers.
  @Test func theLibraryHoldsNoAnswers() throws {
    let bytes = try Data(contentsOf: Self.library.file, options: .alwaysMapped)
    #expect(bytes.range(of: Data("$s9LessonKit".utf8)) != nil)
    #expect(bytes.range(of: Data("$s6Checks".utf8)) == nil)
  }
}
