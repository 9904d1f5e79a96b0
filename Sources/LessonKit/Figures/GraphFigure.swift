// Draws a computational graph: values of the forward pass above the lines, gradients of the
// backward pass below.

import Networks
import Pixels

/// A drawing of a computational graph of scalars, inputs left, result right.
///
/// After each node its value is written above the line in green, its gradient below in red; before
/// it, in blue, the local gradient of each input. Inputs are boxes, operations circles.
public struct GraphFigure: DrawnFigure {
  private let nodes: [GraphNode]
  private let hasSlopes: Bool
  private let hasGradients: Bool
  /// The column of each node, from the left; `rows` holds the row from the top.
  private var columns: [ObjectIdentifier: Int] = [:]
  private var rows: [ObjectIdentifier: Double] = [:]

  private static let value = Colour.green
  private static let gradient = Colour.red
  private static let slope = Colour.blue
  private static let foreground = Colour(grey: 60)
  private static let rowHeight = 62.0
  private static let nodeHeight = 32.0

  /// Lays out a graph: each input gets a row, each operation is centred on its inputs.
  ///
  /// - Parameters:
  ///   - result: the graph's last node.
  ///   - slopes: whether local gradients are written on the lines.
  ///   - gradients: whether gradients are written below the lines.
  ///   - rows: rows of nodes, from 0 at the top, that replace the computed ones, for lines that
  ///     would cross another node.
  public init(
    of result: GraphNode, slopes: Bool = false, gradients: Bool = true,
    rows: [(node: GraphNode, row: Double)] = []
  ) {
    hasSlopes = slopes
    hasGradients = gradients
    nodes = result.nodes
    for node in nodes {
      columns[ObjectIdentifier(node)] =
        node.inputs.map { columns[ObjectIdentifier($0)] ?? 0 }.max().map { $0 + 1 } ?? 0
    }
    // An input is in the column before the first operation that uses it.
    for input in nodes where input.inputs.isEmpty {
      let users = nodes.filter { node in node.inputs.contains { $0 === input } }
      columns[ObjectIdentifier(input)] =
        users.compactMap { columns[ObjectIdentifier($0)] }.min().map { $0 - 1 } ?? 0
    }
    var next = 0.0
    for node in nodes {
      let own = ObjectIdentifier(node)
      let above = node.inputs.compactMap { self.rows[ObjectIdentifier($0)] }
      var row = node.inputs.isEmpty ? next : above.reduce(0, +) / Double(above.count)
      // Two operations on the same input would have the same position.
      let taken = nodes.filter { columns[ObjectIdentifier($0)] == columns[own] }
        .compactMap { self.rows[ObjectIdentifier($0)] }
      while taken.contains(where: { abs($0 - row) < 0.9 }) { row += 1 }
      self.rows[own] = rows.first { $0.node === node }?.row ?? row
      if node.inputs.isEmpty { next += 1 }
    }
  }

  /// The column of a node from 0 at the left, and its row, downwards.
  func gridPlace(of node: GraphNode) -> (column: Int, row: Double) {
    let own = ObjectIdentifier(node)
    return (columns[own] ?? 0, rows[own] ?? 0)
  }

  /// The drawing.
  public var drawing: Drawing {
    let bottom = nodes.map { place(of: $0).y }.max() ?? 0
    let right = nodes.map { place(of: $0).x + halfWidth(of: $0) + stub }.max() ?? 0
    let named = nodes.last.map { Image.textSize($0.name, capHeight: 11).width + 24 } ?? 0
    var drawing = Drawing(height: Int(bottom) + 58, width: Int(right) + named + 12)
    for node in nodes { drawLines(into: node, on: &drawing) }
    for node in nodes {
      drawNode(node, on: &drawing)
      drawNumbers(behind: node, on: &drawing)
    }
    drawLegend(on: &drawing)
    return drawing
  }

  // MARK: Measures

  /// The length of the horizontal line after a node, which carries the numbers.
  private var stub: Double {
    let texts = nodes.flatMap { [number($0.value), number($0.gradient)] }
    return Double(max(30, texts.map { Image.textSize($0, capHeight: 10).width }.max() ?? 0) + 14)
  }

  private func halfWidth(of node: GraphNode) -> Double {
    let text = node.inputs.isEmpty ? node.name : node.symbol
    return max(Self.nodeHeight, Double(Image.textSize(text, capHeight: 11).width) + 18) / 2
  }

  private func place(of node: GraphNode) -> Point {
    let widest = nodes.map(halfWidth).max() ?? 0
    // Space for slanted lines between the numbers of a node and the next node.
    let slant = hasSlopes ? 66.0 : 40.0
    let pitch = 2 * widest + stub + slant
    let top = rows.values.min() ?? 0
    return Point(
      y: 38 + ((rows[ObjectIdentifier(node)] ?? 0) - top) * Self.rowHeight,
      x: 12 + widest + Double(columns[ObjectIdentifier(node)] ?? 0) * pitch)
  }

  /// Returns the end of the horizontal line after a node.
  private func end(of node: GraphNode) -> Point {
    let place = place(of: node)
    return Point(y: place.y, x: place.x + halfWidth(of: node) + stub)
  }

  // MARK: Drawing

  private func drawLines(into node: GraphNode, on drawing: inout Drawing) {
    let (place, half) = (place(of: node), halfWidth(of: node))
    for (number, input) in node.inputs.enumerated() {
      // Of two inputs one arrives above the middle and one below.
      let side = node.inputs.count == 1 ? 0 : number == 0 ? -1.0 : 1.0
      let tip = Point(y: place.y + side * 9, x: place.x - half + (side == 0 ? -2 : 1))
      let start = end(of: input)
      drawing.drawArrow(from: start, to: tip, lineWidth: 1.5, Self.foreground)
      guard hasSlopes else { continue }
      let slope = LessonKit.number(node.localGradients[number])
      // Two lines from the same node are close together, so one number is shifted.
      let isTwin = node.inputs.count { $0 === input } > 1
      let share = !isTwin ? 0.5 : number == 0 ? 0.7 : 0.36
      let middle = Point(
        y: start.y + (tip.y - start.y) * share, x: start.x + (tip.x - start.x) * share - 3)
      let size = Image.textSize(slope, capHeight: 9)
      drawing.drawLine(
        from: Point(y: middle.y, x: middle.x - Double(size.width) / 2),
        to: Point(y: middle.y, x: middle.x + Double(size.width) / 2), lineWidth: 16, .white)
      drawing.drawText(
        slope, at: middle, capHeight: 9, anchor: .centre, weight: 1.2, Self.slope)
    }
  }

  private func drawNode(_ node: GraphNode, on drawing: inout Drawing) {
    let (place, half) = (place(of: node), halfWidth(of: node))
    let height = Self.nodeHeight
    if node.inputs.isEmpty {
      let (top, left) = (place.y - height / 2, place.x - half)
      drawing.fillRectangle(
        y: top, x: left, height: height, width: 2 * half, Colour(red: 232, green: 240, blue: 250))
      drawing.strokeRectangle(
        y: top, x: left, height: height, width: 2 * half, lineWidth: 1.5, Self.foreground)
    } else {
      let (left, right) = (
        Point(y: place.y, x: place.x - half + height / 2),
        Point(y: place.y, x: place.x + half - height / 2)
      )
      drawing.drawLine(from: left, to: right, lineWidth: height, Self.foreground)
      drawing.drawLine(from: left, to: right, lineWidth: height - 3, .white)
      if !node.name.isEmpty && node !== nodes.last {
        drawing.drawText(
          node.name, at: Point(y: place.y - height / 2 - 6, x: place.x), capHeight: 11,
          anchor: .bottom, weight: 1.3, Self.foreground)
      }
    }
    drawing.drawText(
      node.inputs.isEmpty ? node.name : node.symbol, at: place,
      capHeight: node.symbol.count == 1 ? 14 : 11, anchor: .centre, weight: 1.2, Self.foreground)
  }

  private func drawNumbers(behind node: GraphNode, on drawing: inout Drawing) {
    let (place, end) = (place(of: node), end(of: node))
    let start = Point(y: place.y, x: place.x + halfWidth(of: node))
    if node === nodes.last {
      let tip = Point(y: end.y, x: end.x + 10)
      drawing.drawArrow(from: start, to: tip, lineWidth: 1.5, Self.foreground)
      drawing.drawText(
        node.name, at: Point(y: tip.y, x: tip.x + 8), capHeight: 11, anchor: .left, weight: 1.3,
        Self.foreground)
    } else {
      drawing.drawLine(from: start, to: end, lineWidth: 1.5, Self.foreground)
    }
    let middle = (start.x + end.x) / 2
    drawing.drawText(
      number(node.value), at: Point(y: place.y - 6, x: middle), capHeight: 10, anchor: .bottom,
      weight: 1.2, Self.value)
    guard hasGradients else { return }
    drawing.drawText(
      number(node.gradient), at: Point(y: place.y + 7, x: middle), capHeight: 10, anchor: .top,
      weight: 1.2, Self.gradient)
  }

  private func drawLegend(on drawing: inout Drawing) {
    var x = 12.0
    func write(_ text: Message, _ colour: Colour) {
      drawing.drawText(
        text, at: Point(y: Double(drawing.height) - 8, x: x), capHeight: 8, anchor: .bottomLeft,
        colour)
      x += Double(Image.textSize(text.english, capHeight: 8).width) + 14
    }
    write("value", Self.value)
    if hasGradients { write("gradient", Self.gradient) }
    if hasSlopes { write("slope", Self.slope) }
  }
}
