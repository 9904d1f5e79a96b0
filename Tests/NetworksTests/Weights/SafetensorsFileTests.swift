// .safetensors files: Hugging Face's own bytes read and written, and damage answered by an error.

import Foundation
import Networks
import Tensors
import TestSupport
import Testing

@Suite struct SafetensorsFileTests {
  struct Record: Decodable {
    let files: [File]
    let changed: [Changed]
  }

  struct File: Decodable {
    let name: String
    let hex: String
    let metadata: [String: String]
    let tensors: [String: RecordedTensor]

    var bytes: [UInt8] { hexadecimalBytes(hex) }

    var content: SafetensorsFile {
      SafetensorsFile(tensors.mapValues(\.tensor), metadata: metadata)
    }
  }

  struct Changed: Decodable {
    let header: String
    let zeros: Int
    let reads: Bool

    var bytes: [UInt8] {
      SafetensorsFileTests.file(header.unicodeScalars.map { UInt8($0.value) }, zeros: zeros)
    }
  }

  /// What Hugging Face's library wrote and refused, by Tests/Peers/record_safetensors.py.
  static func record() throws -> Record {
    try recorded("safetensors", as: Record.self)
  }

  static func file(_ header: [UInt8], length: UInt64? = nil, zeros: Int = 0) -> [UInt8] {
    withUnsafeBytes(of: (length ?? UInt64(header.count)).littleEndian) { Array($0) } + header
      + Array(repeating: 0, count: zeros)
  }

  @Test func readsWhatOthersWrite() throws {
    let files = try Self.record().files
    #expect(files.count == 19)
    for file in files {
      #expect(try SafetensorsFile.decode(file.bytes) == file.content, "\(file.name)")
    }
  }

  @Test func writesAsOthersDo() throws {
    let files = try Self.record().files.filter { $0.name.hasPrefix("F32") }
    #expect(files.count == 5)
    for file in files { #expect(file.content.encode() == file.bytes, "\(file.name)") }
  }

  /// What Hugging Face's library refuses is refused here, and nothing else.
  @Test func refusesWhatOthersRefuse() throws {
    let changed = try Self.record().changed
    #expect(changed.count > 350 && changed.count { $0.reads } > 10)
    for one in changed {
      #expect(((try? SafetensorsFile.decode(one.bytes)) != nil) == one.reads, "\(one.header)")
    }
  }

  @Test func everyFloatComesBack() throws {
    let odd = Tensor([0, -0.0, .nan, .infinity, -.infinity, .leastNonzeroMagnitude, .pi])
    let back = try SafetensorsFile.decode(SafetensorsFile(["x": odd]).encode())
    #expect(back.tensors["x"]?.scalars.map(\.bitPattern) == odd.scalars.map(\.bitPattern))
  }

  static func tensor(
    _ type: String = "\"F32\"", _ shape: String = "[2,3]", _ offsets: String = "[0,24]"
  ) -> String {
    #"{"x":{"dtype":\#(type),"shape":\#(shape),"data_offsets":\#(offsets)}}"#
  }

  @Test(
    arguments: [
      (
        tensor("\"F8_E4M3\""), 24,
        "numbers of type F8_E4M3, which are not read here: save it as F32"
      ),
      (tensor("32"), 24, "'x' has no dtype"), (tensor("\"F32\"", "6"), 24, "no list as its shape"),
      (tensor("\"F32\"", "[2,-3]"), 24, "shape that is not a whole number of 0 or more"),
      (tensor("\"F32\"", "[2,3]", "[24,0]"), 24, "data_offsets [24, 0], which are [begin, end]"),
      (
        tensor("\"F32\"", "[2,3]", "[0,20]"), 20,
        "(2, 3) and type F32 needs 24 bytes, its data_offsets span 20"
      ),
      (tensor("\"F32\"", "[4000000000,4000000000]"), 24, "more numbers than can be counted"),
      (tensor("\"F64\"", "[2000000000000000000]"), 24, "more numbers than can be counted"),
      (tensor(), 23, "cut off: tensor 'x' ends at byte 24, there are 23; fetch it again"),
      (tensor(), 30, "6 bytes between x and the end of the file belong to no tensor"),
      (tensor("\"F32\"", "[2,3]", "[4,28]"), 28, "4 bytes between the header and x"),
      (
        #"{"x":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"#
          + #""y":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}"#,
        3,
        "tensors 'x' and 'y' lie on the same bytes"
      ),
      (#"{"x":1}"#, 0, "'x' is not described by an object"),
      (#"{"x":{}"#, 0, "'}' was expected at its byte 7"),
      (#"{"x":{},"x":{}}"#, 0, "the name 'x' comes twice"),
      (#"{"__metadata__":{"a":1}}"#, 0, "__metadata__"),
      ("[]", 0, "is not an object { }"), ("", 0, "a value was expected at its byte 0"),
      (#"{"x":\#(String(repeating: "[", count: 100_000))"#, 0, "nested more than 16 deep"),
    ] as [(String, Int, String)])
  func damage(header: String, zeros: Int, problem: String) {
    let bytes = Self.file(Array(header.utf8), zeros: zeros)
    let error = #expect(throws: SafetensorsError.self) { try SafetensorsFile.decode(bytes) }
    #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
  }

  @Test(
    arguments: [
      ([], "it has 0 bytes"), ([1, 2, 3], "it has 3 bytes"),
      (file([], length: 1000, zeros: 10), "its header has 1000 bytes, 10 are there"),
      (file([], length: 100_000_001, zeros: 10), "100,000,000 are the limit"),
      (file([], length: .max), "18446744073709551615 bytes"),
      (Array("PK\u{3}\u{4} a zip file".utf8), "a .pt or .pth file is another format"),
    ] as [([UInt8], String)])
  func damagedBeginning(bytes: [UInt8], problem: String) {
    let error = #expect(throws: SafetensorsError.self) { try SafetensorsFile.decode(bytes) }
    #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
  }

  /// Any byte changed, any length cut: an answer or an error, never a trap.
  @Test func anyBytesAreAnswered() throws {
    let whole = SafetensorsFile(
      ["a": .ones(2, 3), "b": .ones(4), "é": Tensor(2)], metadata: ["x": "y"]
    ).encode()
    for length in 0..<whole.count {
      #expect(throws: SafetensorsError.self) { try SafetensorsFile.decode(Array(whole[..<length])) }
    }
    var generator = SeededGenerator(seed: 200)
    let telling = Array(#"0123456789[]{},:"\eE+-.u U8F16BOOL"#.utf8)
    var read = 0
    for _ in 0..<mutationCount(20_000) {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(telling.randomElement(using: &generator) ?? 0, at: place)
        default: bytes[place] = telling.randomElement(using: &generator) ?? 0
        }
      }
      if (try? SafetensorsFile.decode(bytes)) != nil { read += 1 }
    }
    // Where only a number of a tensor was changed.
    #expect(read > 100)
  }

  @Test func filesOnDisk() throws {
    try withTemporaryFolder { folder in
      let url = URL(fileURLWithPath: folder + "/weights.safetensors")
      let file = SafetensorsFile(["x": .ones(2, 2)])
      try file.write(to: url)
      try file.write(to: url)
      #expect(try SafetensorsFile.read(url) == file)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(names == ["weights.safetensors"])
      try Data("hello".utf8).write(to: url)
      #expect(throws: SafetensorsError.inFile("weights.safetensors", .tooShort(found: 5))) {
        try SafetensorsFile.read(url)
      }
      #expect(throws: (any Error).self) {
        try SafetensorsFile.read(URL(fileURLWithPath: folder + "/absent.safetensors"))
      }
    }
  }
}
