// Reading between pixels, by hand; smooth noise, by its statistics.

import Testing

@testable import Datasets
@testable import Tensors

@Suite struct BilinearSamplerTests {
  /// 1 2 over 3 4.
  private func read(_ x: Float, _ y: Float) -> Float {
    var result: [Float] = []
    [Float(1), 2, 3, 4].withUnsafeBufferPointer {
      BilinearSampler(height: 2, width: 2, channels: 1).sample($0, at: [[x, y]], into: &result)
    }
    return result[0]
  }

  @Test func betweenPixels() {
    #expect(read(0, 0) == 1 && read(1, 0) == 2 && read(0, 1) == 3 && read(1, 1) == 4)
    #expect(read(0.5, 0) == 1.5 && read(0, 0.5) == 2 && read(0.5, 0.5) == 2.5)
    #expect(read(0.25, 0.75) == 2.75)
  }

  @Test func beyondTheEdges() {
    #expect(read(-0.5, 0) == 0.5 && read(1.5, 1) == 2 && read(1, 1.25) == 3)
    #expect(read(-1, 0) == 0 && read(2, 0) == 0 && read(0, 2) == 0 && read(0, -1.5) == 0)
    #expect(read(.infinity, 0) == 0 && read(.nan, 0) == 0 && read(0, 1e30) == 0)
  }

  @Test func noiseIsSmoothAndOfDeviationOne() {
    var generator = SeededGenerator(seed: 5)
    let grid = BilinearSampler(height: 24, width: 24, channels: 1)
    var (squares, steps, edges, count) = (Float(0), Float(0), Float(0), Float(0))
    for _ in 0..<200 {
      let noise = grid.smoothNoise(4, using: &generator)
      for y in 0..<24 {
        for x in 0..<23 {
          squares += noise[y * 24 + x] * noise[y * 24 + x]
          let step = noise[y * 24 + x + 1] - noise[y * 24 + x]
          steps += step * step
          count += 1
        }
        edges += noise[y * 24] * noise[y * 24]
      }
    }
    #expect(abs(squares / count - 1) < 0.1)
    #expect(abs(edges / (200 * 24) - 1) < 0.15, "as strong at the edge")
    // Two places a step apart correlate by e^(−1/(4σ²)): their difference has the variance 1/32.
    #expect(abs(steps / count - 1 / 32) < 0.006)
  }
}
