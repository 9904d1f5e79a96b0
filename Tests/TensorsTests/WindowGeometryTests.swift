import Testing

@testable import Tensors

@Suite struct WindowGeometryTests {
  @Test func edgeFilterOnThePhoto() throws {
    let geometry = try WindowGeometry(input: [429, 640], window: [3, 3])
    #expect(geometry.output == [427, 638])
  }
}
