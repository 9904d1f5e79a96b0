// Every SIMD backend of this processor against plain C, function by function: odd sizes, unaligned
// memory, empty inputs, infinities and NaN.

import CBackends
import TestSupport
import Testing

@testable import Tensors

@Suite struct SIMDBackendTests {
  static var plain: Backend { backend_available(0)!.pointee }
  static var others: [String] { Array(SIMDBackend.available.dropFirst()) }

  static func set(_ name: String) -> Backend {
    var index = 0
    while let set = backend_available(index) {
      if String(cString: set.pointee.name) == name { return set.pointee }
      index += 1
    }
    fatalError("no backend named \(name)")
  }

  /// Numbers in memory that is not aligned to a vector, with guards around them that must not
  /// change.
  struct Room {
    private var numbers: [Float]
    let count: Int

    init(_ values: [Float]) {
      count = values.count
      numbers = [Float](repeating: 12345, count: 33) + values
      numbers += [Float](repeating: 12345, count: 33)
    }

    mutating func change(_ body: (UnsafeMutablePointer<Float>) -> Void) {
      numbers.withUnsafeMutableBufferPointer { body($0.baseAddress! + 33) }
    }

    func read(_ body: (UnsafePointer<Float>) -> Void) {
      numbers.withUnsafeBufferPointer { body($0.baseAddress! + 33) }
    }

    var values: [Float] { Array(numbers[33..<33 + count]) }
    var isGuarded: Bool {
      numbers[..<33].allSatisfy { $0 == 12345 }
        && numbers[(33 + count)...].allSatisfy { $0 == 12345 }
    }
  }

  /// Draws integers, so that sums are exact in any order; if `odd`, infinities, NaN and −0 among
  /// them.
  static func draw(
    _ count: Int, odd: Bool = false, using generator: inout SeededGenerator
  ) -> [Float] {
    (0..<count).map { _ in
      if odd && Int.random(in: 0..<12, using: &generator) == 0 {
        return [Float.infinity, -.infinity, .nan, -0.0].randomElement(using: &generator)!
      }
      return Float(Int.random(in: -9...9, using: &generator))
    }
  }

  /// Tells whether numbers are equal; NaN equals NaN.
  static func same(_ one: [Float], _ other: [Float]) -> Bool {
    one.count == other.count
      && zip(one, other).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }
  }

  @Test func theChosenSetIsOneOfThem() {
    #expect(SIMDBackend.available.contains(SIMDBackend.name))
    #expect(SIMDBackend.available.first == "plain")
  }

  @Test(arguments: others)
  func product(name: String) {
    let set = Self.set(name)
    var generator = SeededGenerator(seed: 41)
    for trial in 0..<sampleSize(400) {
      func draw(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
      let rows = draw(0...40), columns = trial % 3 == 0 ? draw(60...150) : draw(0...40)
      let pieces = draw(1...4), length = trial % 5 == 0 ? draw(80...200) : draw(1...9)
      let step = draw(1...3), inner = pieces * length
      let numbers = Self.draw(700 + length * step, odd: trial.isMultiple(of: 4), using: &generator)
      let starts = (0..<rows).map { _ in draw(0...300) }
      let places = (0..<pieces).map { _ in draw(0...300) }
      let isTransposed = Bool.random(using: &generator), gap = draw(0...3)
      let right = Room(Self.draw((inner + gap) * (columns + gap), using: &generator))
      let bias = Self.draw(columns, using: &generator)
      let outStep = columns + gap
      let start = Self.draw(rows * outStep, using: &generator)
      var ours = Room(start), theirs = Room(start)
      let adds = Bool.random(using: &generator), rectifies = Bool.random(using: &generator)
      let hasBias = Bool.random(using: &generator)
      func run(_ set: Backend, _ out: inout Room) {
        out.change { out in
          right.read { right in
            bias.withUnsafeBufferPointer { bias in
              starts.withUnsafeBufferPointer { starts in
                places.withUnsafeBufferPointer { places in
                  numbers.withUnsafeBufferPointer { numbers in
                    var product = IndirectGEMM(
                      left: numbers.baseAddress, left_rows: starts.baseAddress,
                      left_pieces: places.baseAddress, piece_count: pieces,
                      piece_length: length, left_step: step, right: right,
                      right_row_step: isTransposed ? 1 : columns + gap,
                      right_column_step: isTransposed ? inner + gap : 1, out: out,
                      out_step: outStep, rows: rows, columns: columns, adds: adds,
                      bias: hasBias ? bias.baseAddress : nil, rectifies: rectifies)
                    set.indirect_gemm(&product)
                  }
                }
              }
            }
          }
        }
      }
      run(Self.plain, &theirs)
      run(set, &ours)
      #expect(
        Self.same(ours.values, theirs.values) && ours.isGuarded,
        "\(name): \(rows) × \(pieces)·\(length) × \(columns), trial \(trial)")
    }
  }

  @Test(arguments: others)
  func rows(name: String) {
    let set = Self.set(name)
    var generator = SeededGenerator(seed: 42)
    for count in Array(0...70) + [255, 256, 1000] {
      let values = Self.draw(count * 3, odd: true, using: &generator)
      let start = Self.draw(count, odd: true, using: &generator)
      func agree(_ what: String, _ body: (Backend, UnsafeMutablePointer<Float>) -> Void) {
        var ours = Room(start), theirs = Room(start)
        ours.change { body(set, $0) }
        theirs.change { body(Self.plain, $0) }
        #expect(
          Self.same(ours.values, theirs.values) && ours.isGuarded, "\(name): \(what) of \(count)")
      }
      values.withUnsafeBufferPointer { values in
        guard let values = values.baseAddress else { return }
        agree("multiply_add") { $0.multiply_add(values, 1, 3, $1, count) }
        agree("multiply_add by threes") { $0.multiply_add(values, 3, -2, $1, count) }
        // Rows that overlap, so that there are some of any length.
        for inner in [0, 1, 3, 4, 9] where inner + count <= 3 * count {
          agree("add_row_product of \(inner)") {
            $0.add_row_product(values, inner, values, 1, $1, count)
          }
        }
        agree("maximum") { $0.maximum(values, $1, count) }
        agree("rectify") { $0.rectify($1, count) }
        agree("rectify_gradient") { $0.rectify_gradient(values, $1, count) }
        agree("add_column_sums") { $0.add_column_sums(values, 3, count, $1) }
        agree("add_column_sums of none") { $0.add_column_sums(values, 0, count, $1) }
        for length in [1, 2, 3, 4, 5, 7, 9] {
          agree("copy_blocks") {
            $0.copy_blocks(values, length + 1, $1, length, length, count / 12)
          }
        }
        #expect(set.is_finite(values, count) == Self.plain.is_finite(values, count))
        #expect(set.is_finite(values, 0))
      }
      let finite = Self.draw(count, using: &generator).withUnsafeBufferPointer {
        $0.isEmpty || set.is_finite($0.baseAddress, count)
      }
      #expect(finite)
    }
  }

  @Test(arguments: others)
  func slide(name: String) {
    let set = Self.set(name)
    var generator = SeededGenerator(seed: 43)
    for _ in 0..<sampleSize(150) {
      func draw(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
      let (high, wide) = Bool.random(using: &generator) ? (3, 3) : (draw(1...5), draw(1...5))
      let (rows, columns) = (draw(0...11), draw(0...75))
      let step = columns + wide - 1 + draw(0...2)
      let input = Room(Self.draw((rows + high) * step, odd: true, using: &generator))
      let filter = Self.draw(high * wide, using: &generator)
      func run(_ set: Backend) -> Room {
        var out = Room([Float](repeating: 7, count: rows * columns))
        out.change { out in
          input.read { set.sliding_filter($0, step, filter, high, wide, out, rows, columns) }
        }
        return out
      }
      let ours = run(set)
      #expect(
        Self.same(ours.values, run(Self.plain).values) && ours.isGuarded,
        "\(name): \(high)×\(wide) over \(rows)×\(columns)")
    }
  }

  @Test(arguments: others)
  func pooling(name: String) {
    let set = Self.set(name)
    var generator = SeededGenerator(seed: 44)
    for trial in 0..<sampleSize(200) {
      let width = Int.random(in: 1...9, using: &generator)
      let channels = Int.random(in: 1...40, using: &generator)
      let pooled = (width + 1) / 2 * channels
      let upper = Self.draw(width * channels, odd: true, using: &generator)
      let lower = trial % 4 == 0 ? nil : Self.draw(width * channels, odd: true, using: &generator)
      let rectifies = Bool.random(using: &generator)
      func pool(_ set: Backend) -> (Room, [UInt8]) {
        var out = Room([Float](repeating: 0, count: pooled))
        var argmax = [UInt8](repeating: 99, count: pooled + 1)
        out.change { set.max_pool(upper, lower, width, channels, rectifies, $0, &argmax) }
        return (out, argmax)
      }
      let (ours, argmax) = pool(set)
      let (theirs, theirArgmax) = pool(Self.plain)
      #expect(Self.same(ours.values, theirs.values) && ours.isGuarded, "\(name), trial \(trial)")
      #expect(argmax == theirArgmax, "\(name), trial \(trial)")

      let gradient = Self.draw(pooled, odd: true, using: &generator)
      func unpool(_ set: Backend) -> (Room, Room) {
        var above = Room([Float](repeating: 5, count: width * channels)), below = above
        above.change { above in
          below.change { below in
            set.max_pool_gradient(
              gradient, argmax, width, channels, above, lower == nil ? nil : below)
          }
        }
        return (above, below)
      }
      let (one, other) = (unpool(set), unpool(Self.plain))
      #expect(Self.same(one.0.values, other.0.values) && one.0.isGuarded, "\(name), trial \(trial)")
      #expect(Self.same(one.1.values, other.1.values) && one.1.isGuarded, "\(name), trial \(trial)")
    }
  }
}
