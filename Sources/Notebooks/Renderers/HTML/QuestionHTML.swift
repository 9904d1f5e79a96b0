// Renders a question that is answered in a figure. Its script makes the figure; without scripts, on
// paper, and while nothing is to be predicted there is none.

import Formatting

extension OutputHTML {
  static func question(_ question: Question) -> String {
    let (kind, data) =
      switch question.kind {
      case .sum(let sum): ("sum", scriptJSON(sum))
      case .place(let place): ("place", scriptJSON(place))
      case .picture(let pictures): ("picture", scriptJSON(pictures))
      case .larger(let larger): ("larger", scriptJSON(larger))
      case .curve(let curve): ("curve", scriptJSON(curve))
      }
    return """
      <div class="question asked" data-question="\(kind)" data-configuration="\(escaped(data))">
      <p class="asks">\(escaped(question.words))</p>
      <div class="ground"></div>
      <div class="answer" aria-live="polite"></div>
      <div class="methods"></div></div>
      """
  }
}
