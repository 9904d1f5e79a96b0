// The header of a .safetensors file: JSON with the type, shape and bytes of each tensor. A file may
// come from anyone, so everything in it is checked.

import Tensors

/// Holds the header of a `.safetensors` file, checked against the file's length.
struct SafetensorsHeader {
  /// Describes one tensor.
  struct Entry {
    let name: String
    let type: NumberType
    let shape: [Int]
    /// The range of its bytes, counted from the first number of the file.
    let bytes: Range<Int>
  }

  /// The longest header in bytes, as in Hugging Face's reader.
  static let longest = 100_000_000

  private(set) var entries: [Entry] = []
  private(set) var metadata: [String: String] = [:]
  /// The offset of the first number.
  let length: Int

  init(_ bytes: [UInt8]) throws(SafetensorsError) {
    guard bytes.count >= 8 else { throw .tooShort(found: bytes.count) }
    let size = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard size <= Self.longest else { throw .headerTooLong(size) }
    guard bytes.count - 8 >= size else {
      throw .headerCutOff(length: Int(size), found: bytes.count - 8)
    }
    length = 8 + Int(size)
    let value: JSONValue
    do { value = try parseJSON(bytes[8..<length]) } catch {
      throw .json(position: error.position, problem: error.problem)
    }
    guard case .object(let members) = value else { throw .noObject }
    for (name, value) in members {
      if name == "__metadata__" {
        metadata = try Self.metadata(value)
      } else {
        entries.append(try Self.entry(name, value))
      }
    }
    try checkPlaces(available: bytes.count - length)
  }

  private static func metadata(_ value: JSONValue) throws(SafetensorsError) -> [String: String] {
    guard case .object(let members) = value else { throw .metadata }
    var metadata: [String: String] = [:]
    for (name, value) in members {
      guard case .string(let text) = value else { throw .metadata }
      metadata[name] = text
    }
    return metadata
  }

  private static func entry(
    _ name: String, _ value: JSONValue
  ) throws(SafetensorsError) -> Entry {
    guard case .object(let described) = value else {
      throw .entry(tensor: name, problem: "is not described by an object { }")
    }
    let members = Dictionary(uniqueKeysWithValues: described.map { ($0.name, $0.value) })
    guard case .string(let type) = members["dtype"] else {
      throw .entry(tensor: name, problem: "has no dtype in double quotes")
    }
    guard let known = NumberType(safetensors: type) else { throw .type(tensor: name, type) }
    let shape = try counts(members["shape"], "shape", of: name)
    let offsets = try counts(members["data_offsets"], "data_offsets", of: name)
    guard offsets.count == 2, offsets[0] <= offsets[1] else {
      throw .entry(
        tensor: name, problem: "has data_offsets \(offsets.description), which are [begin, end]")
    }
    guard let count = countOfNumbers(shape),
      case let (needed, overflow) = count.multipliedReportingOverflow(by: known.size), !overflow
    else { throw .tooLarge(tensor: name, shape: shape) }
    guard needed == offsets[1] - offsets[0] else {
      throw .size(
        tensor: name, shape: shape, type: type, needed: needed, found: offsets[1] - offsets[0])
    }
    return Entry(name: name, type: known, shape: shape, bytes: offsets[0]..<offsets[1])
  }

  /// Reads a list of integers of 0 or more.
  private static func counts(
    _ value: JSONValue?, _ key: String, of tensor: String
  ) throws(SafetensorsError) -> [Int] {
    guard case .list(let values) = value else {
      throw .entry(tensor: tensor, problem: "has no list as its \(key)")
    }
    var counts: [Int] = []
    for value in values {
      guard let count = value.count else {
        throw .entry(
          tensor: tensor,
          problem: "has something in its \(key) that is not a whole number of 0 or more")
      }
      counts.append(count)
    }
    return counts
  }

  /// Checks that every byte of the file belongs to exactly one tensor.
  private func checkPlaces(available: Int) throws(SafetensorsError) {
    let inOrder = entries.sorted {
      ($0.bytes.lowerBound, $0.bytes.upperBound, $0.name)
        < ($1.bytes.lowerBound, $1.bytes.upperBound, $1.name)
    }
    var (end, last): (Int, Message) = (0, "the header")
    for entry in inOrder {
      guard entry.bytes.upperBound <= available else {
        throw .cutOff(tensor: entry.name, needed: entry.bytes.upperBound, found: available)
      }
      guard entry.bytes.lowerBound >= end else { throw .overlap(last, Message(entry.name)) }
      guard entry.bytes.lowerBound == end else {
        throw .gap(bytes: entry.bytes.lowerBound - end, after: last, before: Message(entry.name))
      }
      (end, last) = (entry.bytes.upperBound, Message(entry.name))
    }
    guard end == available else {
      throw .gap(bytes: available - end, after: last, before: "the end of the file")
    }
  }
}

extension NumberType {
  /// Reads the format's name of a number type; nil when it is not supported.
  init?(safetensors name: String) {
    let kinds: [String: NumberType] = [
      "F16": .float16, "BF16": .bfloat16, "F32": .float32, "F64": .float64, "BOOL": .bool,
      "I8": .int8, "I16": .int16, "I32": .int32, "I64": .int64,
      "U8": .uint8, "U16": .uint16, "U32": .uint32, "U64": .uint64,
    ]
    guard let kind = kinds[name] else { return nil }
    self = kind
  }
}

/// Counts the numbers of a shape; nil on overflow.
private func countOfNumbers(_ shape: [Int]) -> Int? {
  if shape.contains(0) { return 0 }
  var count = 1
  for length in shape {
    let (product, overflow) = count.multipliedReportingOverflow(by: length)
    guard !overflow else { return nil }
    count = product
  }
  return count
}
