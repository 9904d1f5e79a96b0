// Draws a scene row by row on all cores. Each row is a task of its own that returns its pixels, so
// no memory is shared and the result is the same however many cores there are.

import Foundation

struct Renderer: Sendable {
  let tracer: PathTracer
  let width: Int
  let height: Int
  let samples: Int

  func render(named name: String) async -> [Vector] {
    var picture = [Vector](repeating: .zero, count: width * height)
    var progress = Progress(name: name, total: height)
    await withTaskGroup(of: (Int, [Vector]).self) { group in
      // Only a few rows wait at a time: with all of them queued, this loop itself would have to
      // queue behind the last row, and the progress would show only at the end.
      var waiting = (0..<height).makeIterator()
      for _ in 0..<ProcessInfo.processInfo.activeProcessorCount * 2 {
        guard let row = waiting.next() else { break }
        group.addTask { (row, line(row)) }
      }
      for await (row, pixels) in group {
        picture.replaceSubrange(row * width..<(row + 1) * width, with: pixels)
        progress.advance()
        if let row = waiting.next() { group.addTask { (row, line(row)) } }
      }
    }
    progress.finish()
    return picture
  }

  private func line(_ row: Int) -> [Vector] {
    (0..<width).map { pixel(row, $0) }
  }

  private func pixel(_ row: Int, _ column: Int) -> Vector {
    let seed = scramble(UInt32(row * width + column))
    let shift = (0..<6).map { chance(seed &+ UInt32($0) &* 7919) }
    var sum = Vector.zero
    for sample in 0..<samples {
      var random = Random(seed: seed, stream: UInt32(sample))
      /// Six numbers spread evenly over all samples of this pixel.
      func even(_ dimension: Int) -> Float {
        let x = shift[dimension] + Float(sample) * Self.steps[dimension]
        return x - x.rounded(.down)
      }
      let x = Float(column) + 0.5 + Self.tent(even(0))
      let y = Float(row) + 0.5 + Self.tent(even(1))
      let scale = 2 / Float(height)
      let ray = tracer.scene.camera.ray(
        (x - Float(width) / 2) * scale, (Float(height) / 2 - y) * scale, even(2), even(3))
      let light = tracer.light(along: ray, &random, even(4), even(5))
      if light.sum().isFinite { sum += light }
    }
    return sum / Float(samples)
  }

  /// Powers of 1/1.1128…, the root of x⁷ = x + 1: steps that never line up with each other.
  private static let steps: [Float] = (1...6).map { Float(pow(1 / 1.112_775_684_3, Double($0))) }

  /// Spreads a pixel a little over its neighbours, most samples near its centre.
  private static func tent(_ x: Float) -> Float {
    x < 0.5 ? 0.8 * ((2 * x).squareRoot() - 1) : 0.8 * (1 - (2 - 2 * x).squareRoot())
  }
}

/// Tells the person waiting how much is done and how long the rest will take.
private struct Progress {
  private let name: String
  private let total: Int
  private var done = 0
  private var shown = -1
  private let start = Date()

  init(name: String, total: Int) {
    self.name = name
    self.total = total
  }

  mutating func advance() {
    done += 1
    let percent = done * 100 / total
    guard percent != shown else { return }
    shown = percent
    let elapsed = Date().timeIntervalSince(start)
    let left = Int(elapsed * Double(total - done) / Double(done))
    let time = left >= 60 ? "\(left / 60) min \(left % 60) s" : "\(left) s"
    write("\r\(name): \(percent) %, \(time) left      ")
  }

  func finish() {
    write("\r\(name): done in \(Int(Date().timeIntervalSince(start))) s          \n")
  }

  private func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}
