// Renders an interactive figure as HTML: its numbers as tables, which the script replaces.

import Formatting

extension OutputHTML {
  static func figure(_ figure: Figure) -> String {
    let tables = figure.tables.map { html([CellOutput(place: nil, content: .table($0))]) }.joined()
    let (kind, data) =
      switch figure.kind {
      case .window(let window): ("window", scriptJSON(window))
      case .editor(let editor): ("editor", scriptJSON(editor))
      case .moves(let moves): ("moves", scriptJSON(moves.configuration))
      case .mixer(let mixer): ("mixer", scriptJSON(mixer.configuration))
      case .scores(let scores): ("scores", scriptJSON(scores))
      }
    let interactions = figure.kind.interactions.map(\.rawValue)
    let still =
      figure.still.map { picture in
        """
        <img src="\(escaped(picture.file))" width="\(picture.width)" height="\(picture.height)" \
        alt="\(escaped(picture.alt))">
        """
      } ?? ""
    return """
      <figure class="\(kind)" data-figure="\(kind)" \
      data-interactions="\(interactions.joined(separator: " "))" \
      data-configuration="\(escaped(data))" data-alt="\(escaped(figure.alt))">
      <div class="work">\(tables)\(still)</div>
      <figcaption>\(escaped(figure.caption))</figcaption></figure>
      """
  }
}
