// Draws a graph as a node-link diagram, with colours for known and predicted classes.

import Formatting
import Foundation
import Pixels
import Tensors

/// A node-link diagram: a numbered circle for each node, a line for each edge.
///
///     page.show(NodeLinkFigure(places, ties: ties, colours: colours), "…")
public struct NodeLinkFigure: DrawnFigure {
  private let centres: [Point]
  private let ties: [(Int, Int)]
  private let tieColours: [Colour]
  private let tieOrders: [Int]
  private let isDirected: Bool
  private let labels: [Message]
  private let colours: [Colour]
  private let rings: [Colour?]
  private let size: Int

  private static let radius = 12.0
  private static let margin = 24.0

  /// Creates a diagram of nodes at given positions.
  ///
  /// - Parameters:
  ///   - places: x and y of each node, (n, 2), in any unit, y upwards; scaled to fill the picture.
  ///   - ties: the edges, pairs of nodes.
  ///   - tieColours: the colour of each edge; grey by default.
  ///   - tieOrders: the number of parallel lines of each edge, as of a chemical bond; 1 by default.
  ///   - directed: whether each edge has an arrowhead at its second node.
  ///   - labels: the text on each node; its number by default.
  ///   - colours: the fill of each node; white by default.
  ///   - rings: the colour of a ring around each node, or nil.
  ///   - size: height and width of the picture in pixels.
  public init(
    _ places: Tensor, ties: [(Int, Int)], tieColours: [Colour] = [],
    tieOrders: [Int] = [], directed: Bool = false, labels: [Message]? = nil,
    colours: [Colour] = [], rings: [Colour?] = [], size: Int = 460
  ) {
    precondition(
      places.rank == 2 && places.shape[1] == 2 && places.shape[0] > 0,
      "the nodes of a graph lie at (n, 2), not \(describe(places.shape))")
    let (least, most) = (places.min(axes: [0]), places.max(axes: [0]))
    func stretched(_ node: Int, _ axis: Int) -> Double {
      let span = most.scalars[axis] - least.scalars[axis]
      let share = span > 0 ? (places[node, axis] - least.scalars[axis]) / span : 0.5
      return Self.margin + Double(share) * (Double(size) - 2 * Self.margin)
    }
    centres = (0..<places.shape[0]).map {
      Point(y: Double(size) - stretched($0, 1), x: stretched($0, 0))
    }
    self.ties = ties
    self.tieColours = tieColours
    self.tieOrders = tieOrders
    isDirected = directed
    self.labels = labels ?? centres.indices.map { Message(String($0)) }
    self.colours = colours
    self.rings = rings
    self.size = size
  }

  /// The diagram.
  public var drawing: Drawing {
    var drawing = Drawing(height: size, width: size)
    for (index, (one, other)) in ties.enumerated() {
      let colour = tieColours.indices.contains(index) ? tieColours[index] : nil
      let width = colour == nil ? 1.0 : 2
      let (start, end) = (centres[one], centres[other])
      let length = hypot(end.y - start.y, end.x - start.x)
      let (y, x) = ((end.y - start.y) / length, (end.x - start.x) / length)
      let order = tieOrders.indices.contains(index) ? tieOrders[index] : 1
      for line in 0..<order {
        let shift = (Double(line) - Double(order - 1) / 2) * 5
        drawing.drawLine(
          from: Point(y: start.y + shift * x, x: start.x - shift * y),
          to: Point(y: end.y + shift * x, x: end.x - shift * y), lineWidth: width,
          colour ?? Colour(grey: 170))
      }
      guard isDirected else { continue }
      let tip = Point(y: end.y - Self.radius * y, x: end.x - Self.radius * x)
      for side in [-1.0, 1] {
        let back = Point(
          y: tip.y - 10 * y + side * 5 * x, x: tip.x - 10 * x - side * 5 * y)
        drawing.drawLine(from: tip, to: back, lineWidth: 2, colour ?? Colour(grey: 110))
      }
    }
    for (node, centre) in centres.enumerated() {
      if rings.indices.contains(node), let ring = rings[node] {
        drawing.fillCircle(centre: centre, radius: Self.radius + 4, ring)
      }
      let colour = colours.indices.contains(node) ? colours[node] : .white
      drawing.fillCircle(centre: centre, radius: Self.radius, .black)
      drawing.fillCircle(centre: centre, radius: Self.radius - 1, colour)
      // Dark text on light colours and light text on dark ones, by luma.
      let brightness =
        0.299 * Double(colour.red) + 0.587 * Double(colour.green) + 0.114 * Double(colour.blue)
      drawing.drawText(
        labels[node], at: centre, capHeight: 9, anchor: .centre, weight: 1.3,
        brightness > 140 ? .black : .white)
    }
    return drawing
  }
}
