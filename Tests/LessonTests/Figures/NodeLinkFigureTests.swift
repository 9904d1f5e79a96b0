import Testing

@testable import LessonKit

/// Node-link diagrams: positions and colours of nodes and edges, and force-directed layouts.
@Suite struct NodeLinkFigureTests {
  @Test func nodesLieWhereTheyShould() {
    // Node 0 bottom left, node 1 top right; the margin is 24.
    let figure = NodeLinkFigure(
      Tensor([[-1, 5], [3, 9]]), ties: [(0, 1)], labels: ["", ""], colours: [.red, .blue],
      rings: [nil, .yellow], size: 200)
    let image = figure.image
    func colour(_ y: Int, _ x: Int) -> [UInt8] { (0..<3).map { image[y, x, $0] } }
    #expect(colour(176, 24) == Colour.red.samples(channels: 3))
    #expect(colour(24, 176) == Colour.blue.samples(channels: 3))
    #expect(colour(24, 176 + 14) == Colour.yellow.samples(channels: 3))
    #expect(colour(176, 24 + 14) == [255, 255, 255])
    #expect(colour(100, 99) == [170, 170, 170])
  }

  /// Two nodes on a horizontal line, 24 from the border: the edge lies in row 50.
  private func edge(order: Int = 1, directed: Bool = false) -> Image {
    NodeLinkFigure(
      Tensor([[0, 0], [1, 0]]), ties: [(0, 1)], tieOrders: [order], directed: directed, size: 100
    ).image
  }

  @Test(arguments: 1...3) func aBondHasAsManyLines(order: Int) {
    let image = edge(order: order)
    let drawn = (-8...8).filter { image[50 + $0, 50, 0] < 215 }
    let lines = drawn.indices.count { $0 == 0 || drawn[$0] != drawn[$0 - 1] + 1 }
    #expect(lines == order, "\(drawn)")
  }

  @Test func anArrowheadStandsAtTheSecondNode() {
    func ink(_ image: Image, _ columns: Range<Int>) -> Int {
      columns.reduce(0) { sum, x in sum + (40..<60).count { image[$0, x, 0] < 215 } }
    }
    let (plain, arrow) = (edge(), edge(directed: true))
    #expect(ink(arrow, 52..<63) > ink(plain, 52..<63))
    #expect(ink(arrow, 37..<48) == ink(plain, 37..<48))
  }

  @Test func aSingleNodeLiesInTheMiddle() {
    let image = NodeLinkFigure(
      Tensor([[7, 7]]), ties: [], labels: [""], colours: [.green], size: 100
    ).image
    #expect((0..<3).map { image[50, 50, $0] } == Colour.green.samples(channels: 3))
  }

  /// Two triangles joined by one tie: inside a triangle distances are smaller than between them.
  @Test(arguments: [UInt64(1), 2, 3, 4])
  func friendsLieTogether(seed: UInt64) {
    let ties = [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (2, 3)]
    let places = forceLayout(count: 6, ties: ties, seed: seed)
    #expect(places == forceLayout(count: 6, ties: ties, seed: seed))
    func distance(_ one: Int, _ other: Int) -> Float {
      let (x, y) = (places[one, 0] - places[other, 0], places[one, 1] - places[other, 1])
      return (x * x + y * y).squareRoot()
    }
    let inside = [distance(0, 1), distance(0, 2), distance(4, 5)].max() ?? 0
    let between = [distance(0, 4), distance(1, 5), distance(0, 5)].min() ?? 0
    #expect(inside < between)
  }

  @Test func noNodesNoPlaces() {
    #expect(forceLayout(count: 0, ties: []).shape == [0, 2])
  }
}
