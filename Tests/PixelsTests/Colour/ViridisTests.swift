import TestSupport
import Testing

@testable import Pixels

/// The colour map against matplotlib's.
@Suite struct ViridisTests {
  struct Recorded: Decodable { let table: String }

  @Test func theColoursAreMatplotlibs() throws {
    let table = hexadecimalBytes(try recorded("viridis", as: Recorded.self).table)
    #expect(Viridis.colours((0...255).map(UInt8.init)) == table)
  }

  @Test func everyColourFindsItsLevel() {
    for level in UInt8.min...UInt8.max {
      let colour = Viridis.colours([level])
      let found = Viridis.level(red: colour[0], green: colour[1], blue: colour[2])
      // Some neighbours have one colour.
      #expect(found.distance == 0 && Viridis.colours([found.level]) == colour)
    }
  }
}
