// The generator against its published outputs.

import Testing

@testable import Tensors

@Suite struct SeededGeneratorTests {
  /// From the reference implementation in C, as listed at
  /// https://rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64
  @Test func knownOutputs() {
    var generator = SeededGenerator(seed: 1_234_567)
    #expect(
      (0..<5).map { _ in generator.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
  }

  @Test func seedsDiffer() {
    let firsts = (0..<1000).map { (seed: UInt64) -> UInt64 in
      var generator = SeededGenerator(seed: seed)
      return generator.next()
    }
    #expect(Set(firsts).count == 1000)
  }
}
