// Which pictures a lesson gets: files where they are, drawn ones where not, and the words for it.

import Foundation
import TestSupport
import Testing

@testable import Datasets
@testable import Tensors

@Suite struct DatasetSplitsTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A set of files, `count` to learn from and 10 to be judged by; picture i holds i everywhere.
  func writeSet(
    _ path: String, count: Int = 24, ending: String = "", labels: [Int]? = nil, side: Int = 28
  ) throws {
    for (part, number) in [("train", count), ("t10k", 10)] {
      let images = (0..<number).flatMap { Array(repeating: UInt8($0), count: side * side) }
      let shown = labels ?? (0..<number).map { $0 % 10 }
      try write(images, [number, side, side], "\(path)/\(part)-images-idx3-ubyte\(ending)")
      try write(
        shown.prefix(number).map { UInt8($0) }, [min(number, shown.count)],
        "\(path)/\(part)-labels-idx1-ubyte\(ending)")
    }
  }

  func write(_ bytes: [UInt8], _ shape: [Int], _ name: String) throws {
    let lengths = shape.flatMap { withUnsafeBytes(of: UInt32($0).bigEndian, Array.init) }
    let file = [0, 0, 8, UInt8(shape.count)] + lengths + bytes
    try folder.write(name.hasSuffix(".gz") ? gzipped(file) : file, to: name)
  }

  /// Loads as if no data were on this machine but below the folder of this test.
  func load(
    _ source: DataSource = .digits, named: String? = nil, variable: String? = nil
  ) throws -> DatasetSplits {
    var environment = ["HOME": folder.path("home"), "XDG_CACHE_HOME": folder.path("cache")]
    environment["CONVBOOK_DATA"] = variable
    return try source.load(
      DataFolders(named: named, environment: environment), drawing: 140, seed: 1)
  }

  @Test func nothingFoundIsDrawn() throws {
    let data = try load()
    #expect(data.isDrawn)
    #expect([data.training, data.validation, data.test].map(\.count) == [110, 10, 20])
    #expect(data.training == DrawnDigits.pictures(110, seed: 1))
    #expect(data.test == DrawnDigits.pictures(120..<140, seed: 1))
    #expect(
      data.explanation.english == "140 digits drawn by this program, because there is no MNIST in "
        + "\(folder.path("cache/convbook")); `swift run convbook data fetch` gets it.")
  }

  /// Harder pictures stand in for the set's own where a lesson asks for them.
  @Test func otherPicturesAreDrawnIfAsked() throws {
    let data = try DataSource.digits.load(from: "drawn", drawing: 140, as: HurriedDigits.self)
    #expect(data.isDrawn && data.training == HurriedDigits.pictures(110, seed: 1))
    #expect(data.training.images != DrawnDigits.pictures(110, seed: 1).images)
  }

  @Test(arguments: ["", ".gz"])
  func filesInTheCache(ending: String) throws {
    try writeSet("cache/convbook/mnist", ending: ending)
    let data = try load()
    #expect(!data.isDrawn)
    #expect([data.training, data.validation, data.test].map(\.count) == [22, 2, 10])
    #expect(data.training.images.shape == [22, 28, 28, 1])
    #expect(data.validation.labels == [2, 3])
    #expect(data.validation.images.scalars.first == Float(22) / 255)
    #expect(data.test.labels == Array(0..<10))
    #expect(
      data.explanation.english == "MNIST, 34 digits from \(folder.path("cache/convbook/mnist")).")
    #expect(try load(.clothes).isDrawn, "the other set is not there")
  }

  @Test func theEnvironmentComesBeforeTheCache() throws {
    try writeSet("cache/convbook/mnist")
    try writeSet("mine/mnist", count: 48)
    let data = try load(variable: folder.path("mine"))
    #expect(data.training.count == 44)
    #expect(data.explanation.english.hasSuffix("mine/mnist (CONVBOOK_DATA)."))
    #expect(try load(variable: folder.path("nowhere")).training.count == 22)
    #expect(try load(variable: "").training.count == 22)
    #expect(try load(variable: "drawn").isDrawn)
  }

  @Test func aNamedFolderComesFirst() throws {
    try writeSet("mine/mnist", count: 48)
    try writeSet("other", count: 12, ending: ".gz")
    let variable = folder.path("mine")
    #expect(try load(named: folder.path("other"), variable: variable).training.count == 11)
    #expect(try load(named: folder.path("mine/mnist")).training.count == 44)
    let drawn = try load(named: "drawn", variable: variable)
    #expect(drawn.explanation.english == "140 digits drawn by this program, as asked.")
  }

  @Test func namesThatOtherProgramsGive() throws {
    try writeSet("mine")
    for part in PublishedFile.Part.allCases {
      try FileManager.default.moveItem(
        atPath: folder.path("mine/" + part.rawValue),
        toPath: folder.path("mine/" + part.rawValue.replacing("-idx", with: ".idx")))
    }
    #expect(try load(named: folder.path("mine")).training.count == 22)
  }

  func problem(_ source: DataSource = .digits, in name: String) throws -> DataError {
    let path = folder.path(name)
    return try #require(throws: DataError.self) { try load(source, named: path) }
  }

  @Test func aNamedFolderWithoutTheFilesIsAnError() throws {
    #expect(try problem(in: "nothing").problem.english == "there is no such folder")
    try folder.write([1], to: "empty/notes.txt")
    let empty = try problem(in: "empty")
    #expect(empty.reason == .missing)
    #expect(empty.description.contains("this folder does not hold MNIST"))
    #expect(
      empty.advice.english.contains("empty/mnist/train-images-idx3-ubyte.gz and the three beside"))
    #expect(empty.advice.english.contains("convbook data fetch --to \(folder.path("empty"))"))
    try writeSet("half/mnist")
    try FileManager.default.removeItem(atPath: folder.path("half/mnist/t10k-labels-idx1-ubyte"))
    #expect(try problem(in: "half").problem.english.contains("t10k-labels-idx1-ubyte is missing"))
  }

  @Test func halfASetElsewhereIsMentioned() throws {
    try folder.write([1], to: "cache/convbook/mnist/train-images-idx3-ubyte.gz")
    let data = try load()
    #expect(data.isDrawn)
    #expect(
      data.explanation.english.contains("cache/convbook/mnist holds only 1 of the four files"))
  }

  @Test func filesThatDoNotBelongTogether() throws {
    try writeSet("counts/mnist", labels: Array(0..<9))
    #expect(try problem(in: "counts").problem.english.contains("24 pictures, but"))
    try writeSet("labels/mnist", labels: Array(0..<24))
    #expect(try problem(in: "labels").problem.english == "label 10 is 10; MNIST's go from 0 to 9")
    try writeSet("sizes/mnist", side: 20)
    #expect(
      try problem(in: "sizes").problem.english.contains("20 × 20 pixels, MNIST's have 28 × 28"))
  }

  @Test func fashionIsNotTakenForDigits() throws {
    let labels = DataSource.clothes.firstLabels + Array(repeating: 1, count: 14)
    try writeSet("data", labels: labels)
    #expect(try problem(in: "data").problem.english == "these are the files of Fashion-MNIST")
    #expect(try !load(.clothes, named: folder.path("data")).isDrawn)
    try writeSet("fashion-mnist")
    #expect(try problem(in: "fashion-mnist").reason == .missing)
  }

  @Test func damageIsAnErrorWhereverItIs() throws {
    try writeSet("cache/convbook/mnist")
    try folder.write([0, 0, 8], to: "cache/convbook/mnist/t10k-images-idx3-ubyte")
    #expect(throws: DataError.self) { try load() }
  }
}
