// Counts that are in Zachary's paper, and degrees as NetworkX 3.6 gives them.

import Testing

@testable import Datasets
@testable import Tensors

@Suite struct KarateClubTests {
  @Test func counts() {
    #expect(KarateClub.memberCount == 34)
    #expect(KarateClub.ties.count == 78)
    #expect(KarateClub.ties.allSatisfy { $0 < $1 && $1 < 34 })
    #expect(Set(KarateClub.ties.map { $0.0 * 34 + $0.1 }).count == 78)
    #expect(KarateClub.factions.count == 34)
    #expect(KarateClub.factions.count { $0 == 0 } == 17)
    #expect(KarateClub.factions[0] == 0 && KarateClub.factions[33] == 1)
    #expect(KarateClub.factions[8] == 0, "who stood between both went with the instructor")
  }

  @Test func theMatrix() {
    let matrix = KarateClub.adjacency
    #expect(matrix.shape == [34, 34])
    #expect(matrix == matrix.transposed(permutation: 1, 0))
    #expect(matrix.sum() == 156)
    let degrees = (0..<34).map { row in matrix.scalars[row * 34..<row * 34 + 34].reduce(0, +) }
    #expect(
      degrees == [
        16, 9, 10, 6, 3, 4, 4, 4, 5, 2, 3, 1, 2, 5, 2, 2, 2, 2, 2, 3, 2, 2, 2, 5, 3, 3, 2, 4, 3, 4,
        4,
        6, 12, 17,
      ])
    #expect((0..<34).allSatisfy { matrix.scalars[$0 * 35] == 0 })
  }

  /// Everyone can be reached from anyone.
  @Test func oneClub() {
    var reached: Set = [0]
    while true {
      let next = reached.union(
        KarateClub.ties.flatMap { reached.contains($0) || reached.contains($1) ? [$0, $1] : [] })
      if next == reached { break }
      reached = next
    }
    #expect(reached.count == 34)
  }
}
