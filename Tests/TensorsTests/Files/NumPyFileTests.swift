// .npy files: NumPy's own bytes read and written, and every kind of damage answered by an error.

import Foundation
import TestSupport
import Testing

@testable import Tensors

@Suite struct NumPyFileTests {
  struct Record: Decodable {
    let files: [File]
  }

  struct File: Decodable {
    let name: String
    let hex: String
    let shape: [Int]
    let scalars: [Float]

    var bytes: [UInt8] { hexadecimalBytes(hex) }
  }

  /// What NumPy wrote, recorded by Tests/Peers/record_npy.py.
  static func record() throws -> [File] {
    try recorded("npy", as: Record.self).files
  }

  @Test func readsWhatNumPyWrites() throws {
    for file in try Self.record() {
      let tensor = try NumPyFile.decode(file.bytes)
      #expect(tensor == Tensor(shape: file.shape, scalars: file.scalars), "\(file.name)")
    }
  }

  @Test func writesAsNumPyDoes() throws {
    let floats = try Self.record().filter { $0.name.hasPrefix("float32") }
    #expect(floats.count == 5)
    for file in floats {
      let tensor = Tensor(shape: file.shape, scalars: file.scalars)
      #expect(NumPyFile.encode(tensor) == file.bytes, "\(file.name)")
    }
  }

  @Test func everyFloatComesBack() throws {
    let odd = Tensor([0, -0.0, .nan, .infinity, -.infinity, .leastNonzeroMagnitude, .pi])
    let back = try NumPyFile.decode(NumPyFile.encode(odd))
    #expect(back.scalars.map(\.bitPattern) == odd.scalars.map(\.bitPattern))
  }

  /// A file with a header of one's own, followed by some zero bytes.
  static func file(
    _ header: String, version: [UInt8] = [1, 0], length: Int? = nil, numbers: Int = 0
  ) -> [UInt8] {
    let size = length ?? header.utf8.count
    return [0x93] + "NUMPY".utf8 + version + [UInt8(size & 0xFF), UInt8(size >> 8 & 0xFF)]
      + header.utf8 + Array(repeating: 0, count: numbers)
  }

  static func dictionary(
    _ descr: String = "'<f4'", _ order: String = "False", _ shape: String = "(2, 3)"
  ) -> String {
    "{'descr': \(descr), 'fortran_order': \(order), 'shape': \(shape), }\n"
  }

  @Test(arguments: [
    ([], "not a .npy file"), (Array("PK\u{3}\u{4} zip".utf8), "an .npz is a zip"),
    ([0x93] + "NUMPX\u{1}\u{0}".utf8, "not a .npy file"),
    ([0x93] + "NUMPY".utf8, "the file ends inside it"),
    (file(dictionary(), version: [4, 0]), "version 4.0"),
    (file(dictionary(), version: [1, 7]), "version 1.7"),
    (file(dictionary(), length: 500), "the file ends inside it"),
    (file("", length: 60_000), "60,000 bytes long"),
    (file(""), "'{' expected at byte 0 of 0"),
    (file("{'descr': '<f4'}"), "'fortran_order' is missing"),
    (file("{'descr': '<f4', 'descr': '<f4'}"), "'descr' comes twice"),
    (file("{'shape': (1,), 'fortran_order': False, 'colour': 'red'}"), "'colour' is not part"),
    (file("{'descr' '<f4'}"), "':' expected"), (file("{descr: 1}"), "a name in quotes expected"),
    (file("{'descr': '<f4"), "''' expected"), (file("{'fortran_order': Maybe}"), "True or False"),
    (file(dictionary() + "x"), "goes on after its end"),
    (file(dictionary("'<f3'")), "type '<f3'"), (file(dictionary("'>f4'")), "type '>f4'"),
    (file(dictionary("'<c8'")), "type '<c8'"), (file(dictionary("'|O'")), "type '|O'"),
    (file(dictionary("''")), "type ''"), (file(dictionary("[('x', '<f4')]")), "name in quotes"),
    (file(dictionary("'<f4'", "True")), "Fortran order"),
    (file(dictionary("'<f4'", "False", "(2, -3)")), "a length expected"),
    (file(dictionary("'<f4'", "False", "(99999999999999999999,)")), "a length expected"),
    (file(dictionary("'<f4'", "False", "(2 3)")), "')' expected"),
    (file(dictionary("'<f4'", "False", "7")), "'(' expected"),
    (file(dictionary("'<f4'", "False", "(4000000000, 4000000000)")), "more numbers than"),
    (file(dictionary("'<f8'", "False", "(4000000000000000000,)")), "cut off"),
    (
      file(dictionary("'<f4'", "False", "(1000000000000,)"), numbers: 40), "4,000,000,000,000 bytes"
    ),
    (file(dictionary(), numbers: 23), "(2, 3) needs 24 bytes, there are 23"),
    (file(dictionary(), numbers: 25), "needs 24 bytes but there are 25"),
  ])
  func damage(bytes: [UInt8], problem: String) {
    let error = #expect(throws: NumPyFileError.self) { try NumPyFile.decode(bytes) }
    #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
  }

  /// Any byte changed, any length cut: an answer or an error, never a trap.
  @Test func anyBytesAreAnswered() {
    let whole = NumPyFile.encode(Tensor.ones(2, 3))
    for length in 0..<whole.count {
      #expect(throws: NumPyFileError.self) { try NumPyFile.decode(Array(whole[..<length])) }
    }
    var generator = SeededGenerator(seed: 81)
    for _ in 0..<mutationCount(20_000) {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[place] = UInt8.random(in: 0...255, using: &generator)
      }
      _ = try? NumPyFile.decode(bytes)
    }
  }

  @Test func filesOnDisk() throws {
    try withTemporaryFolder { folder in
      let url = URL(fileURLWithPath: folder + "/weights.npy")
      let tensor = Tensor([[1, 2], [3, 4]])
      try NumPyFile.write(tensor, to: url)
      try NumPyFile.write(tensor * 2, to: url)
      #expect(try NumPyFile.read(url) == tensor * 2)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["weights.npy"])
      try Data("hello".utf8).write(to: url)
      #expect(throws: NumPyFileError.inFile("weights.npy", .notNumPy)) { try NumPyFile.read(url) }
      #expect(throws: (any Error).self) {
        try NumPyFile.read(URL(fileURLWithPath: folder + "/absent.npy"))
      }
    }
  }
}
