// What the teacher's shell or editor has open, a student's program does not get.

#if os(Linux)
  import Foundation
  import Processes
  import TestSupport
  import Testing

  @testable import convbook

  @Suite struct InheritedDescriptorTests {
    /// Runs `convbook` with descriptors open that it did not open itself: some low, some high.
    private func run(
      _ arguments: [String], _ folder: TemporaryFolder, path: String? = nil
    ) throws -> ProcessOutput {
      try folder.write("secret", to: "secret")
      let opened = [3, 4, 9, 63, 64, 200].map { "exec \($0)<\"$0\"" }.joined(separator: "; ")
      let program = URL.builtProducts.appendingPathComponent("convbook").path
      return try ProcessOutput.run(
        ["/bin/bash", "-c", "\(opened); \"$@\" | cat", folder.path("secret"), program] + arguments,
        environment: ["CI": nil, Builder.skipBuildVariable: "1"].merging(
          path.map { ["PATH": $0] } ?? [:]
        ) { $1 }, timeLimit: 600)
    }

    @Test(arguments: [[], ["--alone"], ["--alone", "--report", "4"]])
    func aConfinedProgramHasItsPipesOnly(_ options: [String]) throws {
      let folder = try TemporaryFolder()
      let file = try folder.write(
        """
        #include <fcntl.h>
        #include <stdio.h>
        int main(void) {
          for (int i = 0; i < 1024; i++) if (fcntl(i, F_GETFD) >= 0) printf("%d ", i);
          return 0;
        }
        """, to: "open.c")
      let program = folder.path("open")
      let built = try ProcessOutput.run(["/usr/bin/env", "clang", file.path, "-o", program])
      try #require(built.status == 0, "\(built.errors)")
      let result = try run(["confine"] + options + ["--", program], folder)
      #expect(result.output == "0 1 2 ", "\(result.errors)")
    }

    @Test func neitherAnswerNorCompilerHaveOthers() throws {
      let folder = try TemporaryFolder()
      let body = """
        let open = (0..<1024).filter { fcntl(Int32($0), F_GETFD) >= 0 }
        struct Open: Error, CustomStringConvertible { var description: String }
        throw Open(description: "open: \\(open)")
        """
      try folder.write(ExerciseCommandTests.source(body), to: "class/a.swift")
      try folder.write(
        """
        #!/bin/bash
        for number in {3..254}; do [ -e /proc/$$/fd/$number ] && found+="$number "; done
        echo "open: $found" > "\(folder.path("compiler"))"
        PATH="${PATH#*:}" exec swiftc "$@"
        """, to: "bin/swiftc", isProgram: true)
      let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
      let result = try run(
        ["grade", folder.path("class"), "--output", folder.path("out"), "--json"], folder,
        path: folder.path("bin") + ":" + path)
      let grades = try JSONDecoder().decode([Grade].self, from: Data(result.output.utf8))
      let message = try #require(grades.first).message.english
      // Its pipes, moved away from where it prints.
      #expect(message.contains("open: [1, 2, 3, 4]"), "\(message)")
      // (Descriptor 255 is the shell's own, which stands for the compiler.)
      let open = try String(contentsOfFile: folder.path("compiler"), encoding: .utf8)
      #expect(open == "open: \n", "\(open)")
    }
  }
#endif
