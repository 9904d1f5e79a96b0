// Benchmarks of the filters and pooling of lessons 9 and 10, and of image decoding.

import Foundation
import LessonKit

extension BenchmarkCase {
  /// Filter, filter with pooling, and decoding.
  static let pictures = [
    BenchmarkCase(
      name: "photo-filter", title: "a 3 × 3 filter over one channel of a photo, 429 × 640",
      peers: [.opencv, .scipy, .pytorch, .tensorflow],
      parts: .init(count: 429 * 640, name: "pixel"),
      implementation: .calls {
        let photo = noise(height: 429, width: 640)
        return { _ = conv2D(photo, verticalEdge) }
      }),
    BenchmarkCase(
      name: "photo-filter-and-pool", title: "the same filter, then the largest of each 3 × 3",
      peers: [.tensorflow, .pytorch], parts: .init(count: 429 * 640, name: "pixel"),
      implementation: .calls {
        let photo = noise(height: 429, width: 640)
        return { _ = maxPool2D(conv2D(photo, verticalEdge), windowSize: 3, stride: 3) }
      }),
    BenchmarkCase(
      name: "jpeg-decode", title: "decoding the two photos, JPEG to RGB", peers: [.pillow],
      parts: .init(count: photoPixels, name: "pixel"),
      implementation: .calls { try decoding(photos.map { try bytes(of: $0.jpeg) }) }),
    BenchmarkCase(
      name: "png-decode", title: "decoding the two photos, PNG to RGB", peers: [.pillow],
      parts: .init(count: photoPixels, name: "pixel"),
      implementation: .calls {
        try decoding(photos.map { try Image(contentsOf: $0.jpeg).pngData() })
      }),
  ]

  /// A scaling series: the same filter over squares of several sizes.
  static let photoSizes = [256, 512, 1024, 2048].map(photoFilter(side:))

  /// Returns the filter over a square.
  static func photoFilter(side: Int) -> BenchmarkCase {
    BenchmarkCase(
      name: "photo-filter-\(side)", title: "photo-filter over \(side) × \(side)",
      peers: [.opencv, .scipy, .tensorflow], parts: .init(count: side * side, name: "pixel"),
      isScaling: true,
      implementation: .calls {
        let photo = noise(height: side, width: side)
        return { _ = conv2D(photo, verticalEdge) }
      })
  }

  /// Writes the photos as PNG files to a folder, so that all libraries decode the same bytes.
  static func writePhotos(to folder: URL) throws {
    for photo in photos {
      try Image(contentsOf: photo.jpeg).write(
        to: folder.appendingPathComponent("\(photo.name).png").path)
    }
  }

  private static let photos = ["fruits", "teddy"].map { name in
    (name: name, jpeg: Project.images.appendingPathComponent("\(name).jpg").path)
  }
  private static let photoPixels = (426 + 429) * 640

  private static let verticalEdge =
    Tensor([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]).reshaped(3, 3, 1, 1)

  /// Returns a channel of random whole numbers 0…255.
  private static func noise(height: Int, width: Int) -> Tensor {
    var generator = SeededGenerator(seed: 0)
    return Tensor.random(integers: 0..<256, shape: [1, height, width, 1], using: &generator)
  }

  private static func bytes(of path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  private static func decoding(_ files: [[UInt8]]) -> () throws -> Void {
    { for bytes in files { _ = try Image(decoding: bytes, name: "photo") } }
  }
}
