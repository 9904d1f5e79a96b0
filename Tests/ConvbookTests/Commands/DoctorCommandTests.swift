// What the doctor says of inner loops and threads.

import LessonKit
import Testing

@testable import convbook

@Suite struct DoctorTests {
  private let sets = ["plain", "sse2", "avx2"]

  @Test func backend() {
    let usual = EnvironmentCheck.backend(wish: nil, inUse: "avx2", available: sets)
    #expect(usual.state == .good)
    #expect(usual.message.english == "avx2, the fastest here; there are also plain, sse2")
    let wished = EnvironmentCheck.backend(wish: "plain", inUse: "plain", available: sets)
    #expect(wished.state == .good && wished.message.english.contains("as CONVBOOK_BACKEND says"))
    #expect(EnvironmentCheck.backend(wish: "", inUse: "avx2", available: sets).state == .good)
  }

  @Test func backendThatIsNotThere() {
    let result = EnvironmentCheck.backend(wish: "avx512", inUse: "avx2", available: sets)
    #expect(result.state == .missing)
    #expect(
      result.message.english.contains("“avx512”, which this processor does not have; avx2 is used"))
    #expect(result.advice?.english == "Set it to plain, sse2, avx2, or leave it unset.")
  }

  @Test func threads() {
    #expect(EnvironmentCheck.threads(wish: nil, inUse: 2).message.english == "2, one for each core")
    #expect(
      EnvironmentCheck.threads(wish: "1", inUse: 1).message.english == "1, as CONVBOOK_THREADS says"
    )
    for wish in ["0", "many", "-1", "2.5", "1000"] {
      #expect(EnvironmentCheck.threads(wish: wish, inUse: 2).state == .missing)
    }
  }

  @Test func grading() {
    let all = EnvironmentCheck.grading(forbidsFiles: true, forbidsCalls: true)
    #expect(
      all.state == .good && all.message.english.hasSuffix("kept from files, network, processes"))
    let some = EnvironmentCheck.grading(forbidsFiles: false, forbidsCalls: true)
    #expect(some.state == .optional)
    #expect(some.advice?.english.contains("does not keep answers from files:") == true)
    let none = EnvironmentCheck.grading(forbidsFiles: false, forbidsCalls: false)
    #expect(none.message.english == "limits on time, memory and output")
  }

  @Test func complaining() throws {
    let run = try Run(["doctor"], environment: ["CONVBOOK_BACKEND": "mmx"])
    #expect(run.status == 1)
    #expect(run.output.contains("CONVBOOK_BACKEND is “mmx”"), "\(run.output)")
    #expect(run.output.contains("Set it to plain, "))
  }
}
