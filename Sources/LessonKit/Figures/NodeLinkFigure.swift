// A graph drawn as dots and lines: who is tied to whom, and what is known or thought of each.

import Pixels
import Tensors

/// A graph as a picture: a numbered circle for each node, a line for each tie.
///
///     page.show(NodeLinkFigure(places, ties: ties, colours: colours).image, "…", alt: "…")
public struct NodeLinkFigure {
  private let centres: [Point]
  private let ties: [(Int, Int)]
  private let labels: [String]
  private let colours: [Colour]
  private let rings: [Colour?]
  private let size: Int

  private static let radius = 12.0
  private static let margin = 24.0

  /// A graph whose nodes lie somewhere.
  ///
  /// - Parameters:
  ///   - places: x and y of each node, (n, 2), in any unit; they are stretched to fill the picture,
  ///     y growing upwards.
  ///   - ties: pairs of nodes.
  ///   - labels: what is written on each node, its number unless given.
  ///   - colours: of the nodes; white for those there is none for.
  ///   - rings: around each node, a colour or nothing.
  ///   - size: height and width of the picture.
  public init(
    _ places: Tensor, ties: [(Int, Int)], labels: [String]? = nil, colours: [Colour] = [],
    rings: [Colour?] = [], size: Int = 460
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
    self.labels = labels ?? centres.indices.map(String.init)
    self.colours = colours
    self.rings = rings
    self.size = size
  }

  /// The picture.
  public var image: Image {
    var image = Image(height: size, width: size, channels: 3, filledWith: .white)
    for (one, other) in ties {
      image.drawLine(from: centres[one], to: centres[other], lineWidth: 1, Colour(grey: 170))
    }
    for (node, centre) in centres.enumerated() {
      if rings.indices.contains(node), let ring = rings[node] {
        image.fillCircle(centre: centre, radius: Self.radius + 4, ring)
      }
      let colour = colours.indices.contains(node) ? colours[node] : .white
      image.fillCircle(centre: centre, radius: Self.radius, .black)
      image.fillCircle(centre: centre, radius: Self.radius - 1, colour)
      // Dark letters on light colours, light ones on dark: by weighted brightness, as eyes see it.
      let brightness =
        0.299 * Double(colour.red) + 0.587 * Double(colour.green) + 0.114 * Double(colour.blue)
      image.drawText(
        labels[node], at: centre, capHeight: 9, anchor: .centre, weight: 1.3,
        brightness > 140 ? .black : .white)
    }
    return image
  }
}
