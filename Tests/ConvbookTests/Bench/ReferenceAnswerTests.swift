// What peers say, and what they must not be believed.

import Testing

@testable import convbook

@Suite struct ReferenceAnswerTests {
  @Test func greetings() throws {
    let ready = #"{"peer": "numpy", "version": "2.4.6", "works": ["simple-conv-step"]}"#
    #expect(
      try ReferenceAnswer.greeting(ready, of: .numpy)
        == .ready(version: "2.4.6", works: ["simple-conv-step"]))
    #expect(
      try ReferenceAnswer.greeting(#"{"missing": "No module named 'cv2'"}"#, of: .opencv)
        == .missing(reason: "No module named 'cv2'"))
  }

  @Test(arguments: [
    "", "hello", "[]", "{}", #"{"peer": "numpy"}"#,
    #"{"peer": "scipy", "version": "1", "works": []}"#,
    #"{"peer": "numpy", "version": 2, "works": []}"#,
  ])
  func rubbishGreetings(_ line: String) {
    #expect(throws: ReferenceLibraryError.self) { try ReferenceAnswer.greeting(line, of: .numpy) }
  }

  @Test func times() throws {
    let line = #"{"work": "photo-filter", "ms": [0.5, 2, 1e1]}"#
    #expect(try ReferenceAnswer.times(line, of: "photo-filter", count: 3) == [0.5, 2, 10])
  }

  @Test(arguments: [
    "", "0.5 0.6", "I0000 oneDNN custom operations are on", #"{"work": "photo-filter"}"#,
    #"{"work": "png-decode", "ms": [1, 2]}"#, #"{"work": "photo-filter", "ms": [1]}"#,
    #"{"work": "photo-filter", "ms": [1, 2, 3]}"#, #"{"work": "photo-filter", "ms": [1, 0]}"#,
    #"{"work": "photo-filter", "ms": [1, -2]}"#, #"{"work": "photo-filter", "ms": [1, NaN]}"#,
    #"{"work": "photo-filter", "ms": [1, 1e300]}"#, #"{"work": "photo-filter", "ms": [1, "2"]}"#,
    #"{"work": "photo-filter", "ms": [1, 2]} {"#,
  ])
  func rubbishTimes(_ line: String) {
    #expect(throws: ReferenceLibraryError.self) {
      try ReferenceAnswer.times(line, of: "photo-filter", count: 2)
    }
  }

  @Test func memory() throws {
    #expect(try ReferenceAnswer.peakMemory(#"{"peak_mb": 93.5}"#) == 93.5)
    for line in ["", "93.5", "{}", #"{"peak_mb": 0}"#, #"{"peak_mb": null}"#] {
      #expect(throws: ReferenceLibraryError.self) { try ReferenceAnswer.peakMemory(line) }
    }
  }
}
