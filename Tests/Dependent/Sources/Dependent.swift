// Does a little with each of the modules, so that they are not only compiled but linked and run.

import Foundation
import Pixels
import Tensors

@main
struct Dependent {
  static func main() throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("dependent-\(UUID().uuidString).png").path
    defer { try? FileManager.default.removeItem(atPath: file) }
    // Dark on the left, light on the right.
    let pixels = (0..<4 * 6).map { UInt8($0 % 6 < 3 ? 0 : 255) }
    try Image(height: 4, width: 6, channels: 1, pixels: pixels).write(to: file)
    let image = try Image(contentsOf: file)
    precondition(image.pixels == pixels, "a PNG gives back what went into it")

    let photo = Tensor(shape: [1, 4, 6, 1], scalars: image.pixels.map(Float.init))
    let filter = Tensor(shape: [3, 3, 1, 1], scalars: [-1, 0, 1, -1, 0, 1, -1, 0, 1])
    let edges = conv2D(photo, filter)
    precondition(edges.scalars == [0, 765, 765, 0, 0, 765, 765, 0], "\(edges.scalars)")
    print("A package that depends on Convbook: \(edges.shape), \(edges.scalars.max() ?? 0)")
  }
}
