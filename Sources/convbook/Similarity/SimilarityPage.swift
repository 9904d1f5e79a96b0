// The page of similar answers: each pair side by side, with the lines that they share. It says what
// is alike and judges nobody.

import Foundation
import LessonKit

/// Similar answers as a page.
struct SimilarityPage {
  let answers: SimilarAnswers

  var html: String {
    let title = text("Answers that are built alike")
    var body = "<h1>\(title)</h1>\n"
    let words: [Message] = [
      """
      Two answers may be alike without either author having seen the other: there are few ways to \
      write a short function, and partners who work together write the same. This page says where \
      to look, and nothing about why; ask both before you conclude anything.
      """,
      """
      Compared is the structure: names, numbers, comments and spaces make no difference. The \
      starter's code, the lesson's, and what more than half of the class writes are left out. The \
      percentage is of what is left of the shorter answer, which may be a mistake that both made.
      """,
    ]
    for paragraph in words { body += "<p>\(escaped(paragraph))</p>\n" }
    for exercise in answers.exercises { body += section(exercise) }
    return HTMLDocument(
      title: title, metadata: [.name("convbook:version", content: Edition.version)],
      styles: ClassPage.css + Self.css,
      body: "<div class=\"layout class\"><main>\n\(body)</main></div>"
    ).html
  }

  private static let css = """
    .class .pair { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1rem; }
    .class .pair pre { font-size: .75rem; overflow-x: auto; margin: 0; }
    .class .pair mark { background: color-mix(in srgb, var(--accent) 22%, transparent);
      color: inherit; font-weight: 600; }
    .class section { max-width: none; }
    @media (max-width: 60rem) { .class .pair { grid-template-columns: minmax(0, 1fr); } }
    """

  private func section(_ exercise: SimilarAnswers.Exercise) -> String {
    let heading = ExerciseFolder.heading(ofLesson: exercise.number)
    let median = Int((exercise.median * 100).rounded())
    var html = "<section id=\"exercise-\(exercise.number)\"><h2>\(escaped(heading))</h2>\n"
    var facts: [Message] = [
      Message(
        exercise.compared, "\(exercise.compared) answer was compared.",
        "\(exercise.compared) answers were compared.")
    ]
    if exercise.tooShort > 0 {
      facts.append(
        Message(
          exercise.tooShort, "\(exercise.tooShort) has too little of its own to be compared.",
          "\(exercise.tooShort) have too little of their own to be compared."))
    }
    if exercise.compared > 1 {
      facts.append("Half of all pairs share \(median) percent or less.")
    }
    if exercise.pairs.isEmpty {
      let least = Int(SimilarAnswers.leastShare * 100)
      facts.append("No two share \(least) percent or more.")
    }
    if exercise.more > 0 {
      let (shown, least) = (exercise.pairs.count, Int(SimilarAnswers.leastShare * 100))
      facts.append(
        Message(
          exercise.more,
          "\(exercise.more) more pair shares \(least) percent or more; the \(shown) most similar "
            + "are shown.",
          "\(exercise.more) more pairs share \(least) percent or more; the \(shown) most similar "
            + "are shown."))
    }
    html += "<p>\(facts.map { escaped($0) }.joined(separator: " "))</p>\n"
    for pair in exercise.pairs { html += Self.html(pair) }
    return html + "</section>\n"
  }

  private static func html(_ pair: SimilarAnswers.Pair) -> String {
    let (first, second) = (pair.first.student, pair.second.student)
    let summary = text("\(first) and \(second): \(pair.percent) percent")
    return """
      <details><summary>\(escaped(summary))</summary>
      <div class="pair">
      \(column(pair.first, pair.shared))\(column(pair.second, pair.shared))</div></details>

      """
  }

  private static func column(_ answer: SimilarAnswers.Answer, _ shared: Set<UInt64>) -> String {
    let marked = shared.reduce(into: Set<Int>()) {
      $0.formUnion(answer.fingerprints.lines[$1] ?? [])
    }
    let lines = answer.text.split(separator: "\n", omittingEmptySubsequences: false)
    let html = lines.enumerated().map { index, line in
      marked.contains(index + 1) ? "<mark>\(escaped(line))</mark>" : escaped(line)
    }
    return """
      <div><h3>\(escaped(answer.student))</h3>
      <pre>\(html.joined(separator: "\n"))</pre></div>

      """
  }
}
