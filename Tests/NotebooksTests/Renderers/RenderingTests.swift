import Foundation
import Tensors
import TestSupport
import Testing

@testable import Notebooks

/// A record with one of everything, its texts as unfriendly as they can be.
private func record(_ outcome: Outcome) -> LessonRecord {
  let hostile = "\"><script>alert('x')</script>"
  var record = LessonRecord(
    name: "99-test",
    source: LessonSource(
      swift: """
        //: # A \(hostile) title
        //: Summary \(hostile).
        let a = "<b>" // 2
        //: ## Next
        let b = 4
        """))
  record.outcome = outcome
  record.outputs = [
    CellOutput(
      place: .init(line: 3),
      content: .trace(
        .init(
          step: hostile, inputs: [.init(name: "input", shape: [1, 2])], output: [3],
          detail: Message(hostile), explanation: [Message(hostile)]))),
    CellOutput(place: .init(line: 3), content: .trace(.init(step: "count", value: 760))),
    CellOutput(place: .init(line: 3), content: .text(Message(hostile))),
    CellOutput(
      place: .init(line: 3),
      content: .table(
        .init(
          caption: Message(hostile), columns: ["a"], rows: [[Message(hostile)]], isMatrix: false))),
    CellOutput(
      place: nil,
      content: .picture(
        .init(
          key: "x", file: "01-x.png", caption: Message(hostile), alt: Message(hostile), height: 2,
          width: 2, scale: Message(hostile),
          isCover: false))),
    CellOutput(
      place: nil,
      content: .claim(
        .init(
          document: hostile, words: Message(hostile), holds: false, reason: Message(hostile),
          source: Message(hostile)))),
  ]
  return record
}

@Suite struct RenderingTests {
  @Test func aClaimStandsBeforeItsCodeAndItsAnswersSayWhichIsRight() throws {
    var record = record(.finished)
    record.outputs = [
      CellOutput(
        place: .init(line: 3),
        content: .claim(
          .init(document: "003", words: "1 is 2.", holds: false, reason: "It is 1."))),
      CellOutput(place: .init(line: 3), content: .text("Said"), fold: "Two lines"),
      CellOutput(place: .init(line: 3), content: .text("Again"), fold: "Two lines"),
    ]
    let html = PageRenderer(record).html
    let (claim, code) = (html.firstRange(of: "1 is 2."), html.firstRange(of: "class=\"code\""))
    #expect(try #require(claim).lowerBound < #require(code).lowerBound)
    #expect(html.contains(#/class="wrong">\s+It holds/#))
    #expect(html.contains(#/class="right">\s+It does not hold/#))
    #expect(html.contains("<strong>It does not hold.</strong> It is 1."))
    #expect(html.contains(#/(?s)<details class="folded">.*?Said.*?Again.*?<\/details>/#))
    #expect(html.components(separatedBy: "<summary>Two lines</summary>").count == 2)
  }

  @Test func noTextBecomesMarkupOnThePage() {
    let html = PageRenderer(record(.stopped(.init(title: "<script>", message: "<script>")))).html
    let texts = html.replacing(#/(?s)<script>\n"use strict";.*?</script>\n/#, with: "")
    #expect(!texts.contains("<script"))
    #expect(!html.contains("<b>"))
  }

  /// What carries data to scripts and links must hold texts as well as the page itself.
  @Test func noTextLeavesTheAttributeItStandsIn() throws {
    let hostile = "\"'><img src=x onerror=alert(1)></script><script>alert(2)</script>"
    var record = record(.finished)
    record.name = hostile
    record.navigation = PageNavigation(
      previous: .init(name: hostile, title: hostile), next: .init(name: "a", title: hostile),
      source: "../../Lessons/\(hostile)")
    var prediction = Prediction(shape: [2, 3])
    prediction.axes = [Message(hostile), Message(hostile)]
    prediction.mistakes = [.init(answer: [3, 2], words: Message(hostile))]
    let trace = CellOutput.Trace(step: hostile, output: [2, 3], prediction: prediction)
    record.outputs.append(CellOutput(place: .init(line: 3), content: .trace(trace)))
    record.outputs += record.outputs.filter {
      if case .picture = $0.content { true } else { false }
    }
    let html = PageRenderer(record).html
    // One script in the head, one at the end, and the pictures that were shown.
    #expect(html.components(of: "<script") == 2 && html.components(of: "</script") == 2)
    #expect(html.components(of: "<img") == 2 && !html.contains("<img src=x"))
    let data = try #require(html.firstMatch(of: /data-prediction="([^"]*)"/))
    #expect(data.1.contains("alert(2)") && !data.1.contains { "<>'".contains($0) })
    let plan = PlaceholderPage(
      lesson: .init(name: "a", number: 1, title: hostile, summary: hostile, command: hostile),
      navigation: record.navigation
    ).html
    #expect(!plan.contains("<script") && !plan.contains("<img"))
  }

  @Test func aFailureStandsUnderItsCellAndWhatFollowsIsMarked() throws {
    let html = PageRenderer(
      record(.stopped(.init(title: "Crash", message: "words", place: .init(line: 3))))
    ).html
    let failure = try #require(html.range(of: "id=\"stopped\""))
    let next = try #require(html.range(of: "class=\"cell not-run\""))
    #expect(failure.upperBound < next.lowerBound)
    #expect(html.contains("role=\"alert\""))
  }

  @Test func aFinishedPageHasNoFailure() {
    let html = PageRenderer(record(.finished)).html
    #expect(!html.contains("id=\"stopped\"") && !html.contains("class=\"cell not-run\""))
    #expect(!html.contains("role=\"alert\""))
  }

  @Test func traceFileHoldsShapesAndNumbers() throws {
    let entries = try TraceFile.entries(Data(TraceFile.json(record(.finished).outputs).utf8))
    #expect(entries.count == 2)
    #expect(entries[0].inputs == ["input": [1, 2]] && entries[0].output == [3])
    #expect(entries[1].value == 760 && entries[1].output == nil && entries[1].inputs == nil)
    #expect(try TraceFile.json([]) == "[]\n")
  }

  @Test func notebookIsWhatJupyterExpects() throws {
    let text = try JupyterRenderer(
      record(.stopped(.init(title: "Crash", message: "words", place: .init(line: 3)))),
      folder: "/nowhere"
    ).json
    let notebook = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(notebook["nbformat"] as? Int == 4 && notebook["nbformat_minor"] as? Int == 5)
    let cells = try #require(notebook["cells"] as? [[String: Any]])
    #expect(cells.map { $0["cell_type"] as? String } == ["markdown", "code", "markdown", "code"])
    let ids = cells.compactMap { $0["id"] as? String }
    #expect(Set(ids).count == cells.count)
    #expect(ids.allSatisfy { $0.wholeMatch(of: /[a-zA-Z0-9_-]{1,64}/) != nil }, "\(ids)")
    let outputs = try #require(cells[1]["outputs"] as? [[String: Any]])
    #expect(outputs.last?["output_type"] as? String == "error")
    #expect(cells[3]["execution_count"] is NSNull)
    let metadata = try #require(notebook["metadata"] as? [String: Any])
    #expect(metadata["convbook"] as? [String: String] == ["version": Edition.version])
  }

  @Test func aPageSaysWhichEditionItIsOf() {
    let line = "<meta name=\"generator\" content=\"Convbook \(Edition.version)\">"
    #expect(PageRenderer(record(.finished)).html.contains(line))
    let contents = ContentsPage(parts: [], folder: FileManager.default.temporaryDirectory)
    #expect(contents.html.contains(line))
  }

  @Test(
    arguments: [
      ("for x in y", ["for", "in"]), ("f(for: x, in: y)", []), ("a.default", []),
      ("switch a {\n  default: b\n}", ["switch", "default"]), ("f(default: 1)", []),
      ("try await f()", ["try", "await"]), ("let a = b ? true : false", ["let", "true", "false"]),
      ("/* for */ if", ["if"]), ("#\"if \"# in", ["in"]), ("inout Int", ["inout"]),
    ] as [(String, [String])])
  func keywordsAreToldFromLabelsAndNames(code: String, keywords: [String]) {
    let found = SwiftHighlighter.html(code).matches(of: /<span class="keyword">([^<]*)</)
    #expect(found.map { String($0.1) } == keywords)
  }

  @Test func highlightingKeepsEveryCharacter() {
    let code =
      "let a = \"x \\(b[\"k\"]) <\" // c & d\n#if @main 1_000.5 \"open\nSwift \"\"\"\n a \"\"\""
    var text = SwiftHighlighter.html(code)
    while let tag = text.firstMatch(of: /<[^>]*>/) { text.removeSubrange(tag.range) }
    #expect(text == escaped(code))
  }
}

@Suite struct ScaleTests {
  @Test(
    arguments: [
      (GreyMapping.bytes, [0, 127.4, 255, -3, 300], [0, 127, 255, 0, 255]),
      (.unit, [0, 0.5, 1], [0, 128, 255]),
      (.stretched, [-2, 0, 2], [0, 128, 255]),
      (.signed, [-2, 0, 1, 2], [1, 128, 192, 255]),
      (.signed(4), [-2, 0, 4, -8], [65, 128, 255, 0]),
      (.stretched, [7, 7], [255, 255]),
      (.signed, [0, 0], [128, 128]),
      (.unit, [.nan, .infinity, -.infinity], [0, 255, 0]),
    ] as [(GreyMapping, [Float], [UInt8])])
  func numbersBecomeGrey(scale: GreyMapping, numbers: [Float], grey: [UInt8]) {
    #expect(scale.grey(Tensor(numbers)) == grey)
  }

  @Test func aPictureOfATensorHasItsShape() {
    #expect(GreyMapping.bytes.image(Tensor(shape: [1, 2, 3, 1], repeating: 0)).shape == [2, 3, 1])
    #expect(GreyMapping.bytes.image(Tensor(shape: [2, 3, 3], repeating: 0)).shape == [2, 3, 3])
  }
}
