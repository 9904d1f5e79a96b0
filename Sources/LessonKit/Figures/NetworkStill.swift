// Draws a whole network with what it makes of one picture: for paper, Jupyter and pages without
// scripts.

import Formatting
import Networks
import Notebooks
import Pixels
import Tensors

/// The stages of a network from left to right, in rows: a stack of maps in perspective, its shape
/// and counts, and the first of its maps; at the end the classes with their shares.
struct NetworkStill: DrawnFigure {
  private let stages: [Figure.Network.Stage]
  /// The numbers of each stage, (1, H, W, C).
  private let values: [Tensor]
  private let classNames: [Message]

  /// Creates a drawing.
  ///
  /// - Parameters:
  ///   - stages: the stages of the network.
  ///   - network: the network.
  ///   - picture: (1, H, W, 1).
  ///   - classNames: the names of the classes.
  init(
    _ stages: [Figure.Network.Stage], _ network: Network, _ picture: Tensor, classNames: [Message]
  ) {
    self.stages = stages
    self.classNames = classNames
    var (values, current) = ([picture], picture)
    for layer in network.layers {
      var layer = layer
      current = layer.forward(current)
      switch layer {
      case is Flatten: break
      case is ReLU: values[values.count - 1] = current.reshaped(to: values[values.count - 1].shape)
      case is Dense: values.append(current.reshaped(1, 1, 1, -1))
      default: values.append(current)
      }
    }
    self.values = values
  }

  private static let foreground = Colour(grey: 50)
  private static let side = Colour(red: 157, green: 193, blue: 230)
  /// The pixels of a row or column, and of a map's edge in the depth.
  private static let scale = 3.0
  private static let columnWidth = 150, rowHeight = 300
  /// The most stages in a row: as many as paper has room for.
  private static let longestRow = 4

  /// The drawing.
  var drawing: Drawing {
    let rows = (stages.count + Self.longestRow - 1) / Self.longestRow
    let columns = (stages.count + rows - 1) / rows
    var drawing = Drawing(height: rows * Self.rowHeight, width: columns * Self.columnWidth)
    for (index, stage) in stages.enumerated() {
      let top = index / columns * Self.rowHeight + 125
      let left = index % columns * Self.columnWidth + 8
      draw(stage, values[index], on: &drawing, left: left, bottom: top)
      let words: [Message] = [
        stage.name, Message(stage.shapeText),
        "\(grouped(stage.parameters)) parameters", stage.memory,
      ]
      for (line, text) in words.enumerated() {
        drawing.drawText(
          text, at: Point(y: Double(top + 10 + 14 * line), x: Double(left)), capHeight: 8,
          weight: line == 0 ? 1.5 : 1, Self.foreground)
      }
      if index == stages.count - 1 {
        drawShares(softmax(values[index].reshaped(1, -1)), on: &drawing, left: left, top: top + 70)
      } else {
        drawMaps(stage, values[index], on: &drawing, left: left, top: top + 70)
      }
    }
    return drawing
  }

  /// Draws a stack in perspective, its front the map that answers most.
  private func draw(
    _ stage: Figure.Network.Stage, _ values: Tensor, on drawing: inout Drawing, left: Int,
    bottom: Int
  ) {
    let (height, width) = (stage.shape[0] * 3, stage.shape[1] * 3)
    let stack = MapStack(depth: Double(stage.shape[2]), scale: Self.scale)
    let (y, x) = (Double(bottom - height), Double(left))
    let corners = [
      Point(y: y, x: x), Point(y: y, x: x + Double(width)),
      Point(y: y + Double(height), x: x + Double(width)), Point(y: y + Double(height), x: x),
    ]
    let middle = Point(y: y + Double(height) / 2, x: x + Double(width) / 2)
    let back = corners.map { stack.back($0, from: middle) }
    for face in [
      [corners[0], corners[1], back[1], back[0]], [corners[1], corners[2], back[2], back[1]],
    ] {
      drawing.fillPolygon(face, Self.side)
      drawing.drawPolyline(face + [face[0]], lineWidth: 0.8, Self.foreground)
    }
    let channels = PictureGrid.channels(of: values)
    let sums = channels.sum(axes: [1, 2, 3])
    let front = channels[sums.argmax()..<sums.argmax() + 1]
    drawing.place(
      picture(of: front, stage.operation, upTo: values.max()), y: bottom - height, x: left, zoom: 3)
    drawing.strokeRectangle(
      y: y, x: x, height: Double(height), width: Double(width), lineWidth: 0.8, Self.foreground)
  }

  /// Draws as many of the maps as there is room for; of a vector all numbers in a square.
  private func drawMaps(
    _ stage: Figure.Network.Stage, _ values: Tensor, on drawing: inout Drawing, left: Int, top: Int
  ) {
    let (height, width) = (stage.shape[0], stage.shape[1])
    let zoom = max(1, 28 / height)
    let (stepY, stepX) = (height * zoom + 3, width * zoom + 3)
    let columns = max(1, (Self.columnWidth - 16) / stepX)
    let maps = PictureGrid.channels(of: values)
    for index in 0..<min(maps.shape[0], columns * max(1, 100 / stepY)) {
      drawing.place(
        picture(of: maps[index..<index + 1], stage.operation, upTo: values.max()),
        y: top + index / columns * stepY, x: left + index % columns * stepX, zoom: zoom)
    }
  }

  /// Draws a bar for each class, as long as its share (1, classes) is large.
  private func drawShares(_ shares: Tensor, on drawing: inout Drawing, left: Int, top: Int) {
    let room = 60.0
    for (index, name) in classNames.enumerated() {
      let y = Double(top + 10 * index)
      drawing.drawText(
        name, at: Point(y: y, x: Double(left)), capHeight: 6, anchor: .topLeft, Self.foreground)
      drawing.fillRectangle(
        y: y, x: Double(left) + room, height: 6,
        width: max(1, Double(shares[0, index]) * (Double(Self.columnWidth) - room - 24)),
        Self.side)
    }
  }

  /// A map (1, H, W, 1) in grey: 0 is black, the largest number of the stage white; in between, as
  /// on the page, weak maps are brightened. Pictures keep their greys.
  private func picture(
    of map: Tensor, _ operation: Figure.Network.Stage.Operation, upTo largest: Float
  ) -> Image {
    let shares =
      operation == .input
      ? map : (map / max(largest, 1e-9)).map { max($0, 0).squareRoot() }
    return Image(
      height: map.shape[1], width: map.shape[2], channels: 1,
      pixels: GreyMapping.unit.grey(shares))
  }
}

/// The perspective of a stack of maps, each as far behind the one before as any other: all lines
/// into the depth meet in a vanishing point, to the right and above.
struct MapStack {
  /// The share of its size that the last map is drawn in.
  let share: Double
  private let scale: Double

  /// How many maps away something is drawn half as large.
  static let halfway = 300.0
  /// Where the vanishing point is, right of the front's middle and above it, in rows.
  static let vanishing = (right: 75.0, up: 55.0)

  /// Creates the perspective of as many maps, with so many pixels to a row.
  init(depth: Double, scale: Double) {
    share = depth > 1 ? Self.halfway / (Self.halfway + depth) : 1
    self.scale = scale
  }

  /// The place of a point of the front on the last map.
  func back(_ point: Point, from middle: Point) -> Point {
    let goal = Point(
      y: middle.y - Self.vanishing.up * scale, x: middle.x + Self.vanishing.right * scale)
    return Point(
      y: goal.y + (point.y - goal.y) * share, x: goal.x + (point.x - goal.x) * share)
  }
}
