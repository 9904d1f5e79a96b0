// The real MNIST and Fashion-MNIST, where this machine has them.

import Foundation
import TestSupport
import Testing

@testable import Datasets
@testable import Tensors

/// The folder with both sets, or nil where there is none.
private let published: String? = {
  let beside = repository.appendingPathComponent("../shared/data").standardizedFileURL.path
  return [ProcessInfo.processInfo.environment["CONVBOOK_DATA"], beside].compactMap { $0 }
    .first { FileManager.default.fileExists(atPath: $0 + "/mnist/train-images-idx3-ubyte.gz") }
}()

@Suite(.enabled(if: published != nil, "MNIST is not here; set CONVBOOK_DATA to its folder"))
struct PublishedSetTests {
  @Test(arguments: DataSource.allCases)
  func theSplit(_ source: DataSource) throws {
    let data = try source.load(from: published)
    #expect(!data.isDrawn)
    #expect([data.training, data.validation, data.test].map(\.count) == [55_000, 5_000, 10_000])
    #expect(data.training.images.shape == [55_000, 28, 28, 1])
    #expect(Array(data.training.labels.prefix(10)) == source.firstLabels)
    #expect(data.training.images.finiteRange == 0...1)
    // Each class has a tenth of all, in Fashion-MNIST exactly.
    let labels = data.training.labels + data.validation.labels
    let counts = (0..<10).map { label in labels.count { $0 == label } }
    #expect(counts.allSatisfy { (5_400...6_800).contains($0) })
    if source == .clothes { #expect(counts.allSatisfy { $0 == 6_000 }) }
    // The means of the training pictures that everyone normalises by: 0.1307 and 0.2860.
    let mean = (11 * data.training.images.mean() + data.validation.images.mean()) / 12
    #expect(abs(mean - (source == .digits ? 0.13066 : 0.28604)) < 0.00001)
  }

  @Test(arguments: DataSource.allCases)
  func checksums(_ source: DataSource) throws {
    let folders = DataFolders(named: published)
    let finding = try #require(folders.foundFiles(of: source).first)
    for file in source.files {
      let path = try #require(finding.paths[file.part])
      #expect(try file.match(path) == .asPublished)
      let packed = try fileBytes(path)
      #expect(packed.count == file.size)
      let contents = try Inflater(packed, format: .gzip).next(file.part.unpackedSize + 1)
      #expect(contents.count == file.part.unpackedSize)
      #expect(MD5.checksum(of: contents) == file.contentChecksum)
    }
  }
}
