import Testing

@testable import LessonKit

/// Graphs drawn: nothing is cut off, and each kind of number is there when asked for.
@Suite struct GraphFigureTests {
  static func graphs() -> [(name: String, result: GraphNode)] {
    let (x, y, z) = (GraphNode("x", -2), GraphNode("y", 5), GraphNode("a long name", 4.125))
    let long = (0..<4).reduce(x * y) { sum, _ in sum * z + 1234.5 }
    let shared = (x * x + x).named("F")
    let twice = x.cloned * x.detached
    return [("sum", x + y), ("long", long.named("result")), ("shared", shared), ("twice", twice)]
  }

  @Test(arguments: 0..<4)
  func everythingIsInside(index: Int) {
    let (name, result) = Self.graphs()[index]
    result.backward()
    for slopes in [false, true] {
      let image = GraphFigure(of: result, slopes: slopes).image
      let edge = image.pixels.indices.filter { place in
        let (y, x) = (place / 3 / image.width, place / 3 % image.width)
        return y < 3 || x < 3 || y >= image.height - 3 || x >= image.width - 3
      }
      #expect(edge.allSatisfy { image.pixels[$0] == 255 }, "\(name)")
    }
  }

  @Test func numbersAreThereWhenAskedFor() {
    let result = GraphNode("x", 2) * GraphNode("y", 3)
    func has(_ colour: Colour, _ image: Image) -> Bool {
      stride(from: 0, to: image.pixels.count, by: 3).contains {
        Array(image.pixels[$0..<$0 + 3]) == colour.samples(channels: 3)
      }
    }
    for (slopes, gradients) in [(false, false), (true, false), (false, true), (true, true)] {
      let image = GraphFigure(of: result, slopes: slopes, gradients: gradients).image
      #expect(has(.green, image))
      #expect(has(.blue, image) == slopes && has(.red, image) == gradients)
    }
  }
}
