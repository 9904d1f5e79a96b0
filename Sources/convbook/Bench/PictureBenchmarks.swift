// Benchmarks of the filters and pooling of lessons 9 and 10, and of image files.

import Foundation
import LessonKit

extension BenchmarkCase {
  /// Filter, filter with pooling, decoding and encoding.
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
    BenchmarkCase(
      name: "jpeg-encode", title: "encoding the two photos, RGB to JPEG of quality 90",
      peers: [.pillow], parts: .init(count: photoPixels, name: "pixel"),
      implementation: .calls { try encoding { _ = try $0.jpegData(quality: 90) } }),
    BenchmarkCase(
      name: "png-encode", title: "encoding the two photos, RGB to PNG", peers: [.pillow],
      parts: .init(count: photoPixels, name: "pixel"),
      implementation: .calls { try encoding { _ = try $0.pngData() } }),
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

  /// A series: filters of several sizes over the bytes of a small and a large photo, as one square
  /// and as a row after a column.
  static let byteFilters = [(429, 640), (2681, 4000)].flatMap { height, width in
    [3, 5, 7].flatMap { side in
      [false, true].map { isSeparable in
        byteFilter(height: height, width: width, side: side, isSeparable: isSeparable)
      }
    }
  }

  private static func byteFilter(
    height: Int, width: Int, side: Int, isSeparable: Bool
  ) -> BenchmarkCase {
    BenchmarkCase(
      name: "\(isSeparable ? "separable" : "square")-filter-\(side)-\(width)",
      title: isSeparable
        ? "a row and a column of \(side) over the bytes of a photo \(width) wide"
        : "a filter of \(side) × \(side) over the bytes of a photo \(width) wide",
      peers: [.opencv], parts: .init(count: height * width, name: "pixel"), isScaling: true,
      implementation: .calls {
        let photo = noise(height: height, width: width).bytes
        var generator = SeededGenerator(seed: 2)
        let square = Tensor.random(uniform: -1..<1, shape: [side, side, 1, 1], using: &generator)
        let column = square.sliced(0..<1, axis: 1)
        return {
          let numbers = Tensor(shape: [1, height, width, 1], bytes: photo)
          _ =
            isSeparable
            ? conv2D(conv2D(numbers, column.transposed(permutation: 1, 0, 2, 3)), column)
            : conv2D(numbers, square)
        }
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

  private static func encoding(
    _ encode: @escaping (Image) throws -> Void
  ) throws -> () throws -> Void {
    let images = try photos.map { try Image(contentsOf: $0.jpeg) }
    return { for image in images { try encode(image) } }
  }

  private static func decoding(_ files: [[UInt8]]) -> () throws -> Void {
    { for bytes in files { _ = try Image(decoding: bytes, name: "photo") } }
  }
}
