import Testing

@testable import LessonKit

@Suite struct CrashReportTests {
  /// The backtrace tells a path below the folder that the compiler was started in without it.
  @Test(arguments: ["/book/Lessons/90-odd/Odd.swift", "Lessons/90-odd/Odd.swift", "Odd.swift"])
  func theLineOfTheLessonIsFound(path: String) {
    let report = CrashReport(
      """
      Swift/ContiguousArrayBuffer.swift:692: Fatal error: Index out of range

      *** Signal 4: Backtracing from 0x7f... done ***

      Thread 0 "program" crashed:

      2 [ra] 0x01 Array.subscript.getter + 84 in libswiftCore.so
      3 [ra] 0x02 Odd.run(_:) + 836 in program at \(path):23:15
      4 [ra] 0x03 Lesson.run() + 3248 in lib.so at /book/Sources/LessonKit/Lesson/Lesson.swift:86:13
      """, source: "/book/Lessons/90-odd/Odd.swift")
    let failure = report.failure(signal: 4)
    #expect(failure.message.text == "Fatal error: Index out of range")
    #expect(failure.place == .init(line: 23))
  }
}
