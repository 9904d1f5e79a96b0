// Renders an interactive figure as HTML: its numbers as tables, which the script replaces.

import Formatting

extension OutputHTML {
  static func figure(_ figure: Figure) -> String {
    let content = figure.kind.content
    let tables = content.tables.map { html([CellOutput(place: nil, content: .table($0))]) }.joined()
    let name = content.name
    let style = content.assets.contains(.grid) ? "grids \(name)" : name
    let interactions = figure.kind.interactions.map(\.rawValue)
    let still =
      content.still.map { picture in
        """
        <img src="\(escaped(picture.file))" width="\(picture.width)" height="\(picture.height)" \
        alt="\(escaped(picture.alt))">
        """
      } ?? ""
    return """
      <figure class="\(style)" data-figure="\(name)" \
      data-interactions="\(interactions.joined(separator: " "))" \
      data-configuration="\(escaped(scriptJSON(content)))" data-alt="\(escaped(figure.alt))">
      <div class="work">\(tables)\(still)</div>
      <figcaption>\(escaped(figure.caption))</figcaption></figure>
      """
  }
}

extension FigureContent {
  fileprivate var name: String { Self.asset.rawValue }
  /// All scripts that it needs.
  var assets: Set<PageAsset> { Self.uses.union([Self.asset]) }
}
