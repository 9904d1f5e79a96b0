// Zachary's karate club: a social graph of 34 members with two classes.

import Tensors

/// Zachary's karate club graph: members, and ties between those who met outside the club.
///
/// The club split after a quarrel between its instructor, member 0, and its officer, member 33.
/// Source: W. W. Zachary, "An information flow model for conflict and fission in small groups",
/// Journal of Anthropological Research 33 (1977), figure 1 and table 3; members counted from 0.
public enum KarateClub {
  /// The number of members.
  public static let memberCount = 34

  /// The 78 ties, each once, the smaller number first.
  public static let ties: [(Int, Int)] = later.enumerated().flatMap { member, others in
    others.map { (member, $0) }
  }

  /// What the labels mean.
  public static let factionNames = ["the instructor's club", "the officer's club"]

  /// The club each member went to: 0 the instructor's, 1 the officer's; 17 each.
  public static let factions: [Int] = (0..<memberCount).map { member in
    [9, 14, 15, 18, 20].contains(member) || member > 21 ? 1 : 0
  }

  /// The adjacency matrix, (34, 34): 1 where two members are tied, else 0, and 0 on the diagonal.
  public static var adjacency: Tensor {
    var scalars = [Float](repeating: 0, count: memberCount * memberCount)
    for (one, other) in ties {
      scalars[one * memberCount + other] = 1
      scalars[other * memberCount + one] = 1
    }
    return Tensor(shape: [memberCount, memberCount], scalars: scalars)
  }

  /// For each member those of higher number whom they are tied to.
  private static let later: [[Int]] = [
    [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31], [2, 3, 7, 13, 17, 19, 21, 30],
    [3, 7, 8, 9, 13, 27, 28, 32], [7, 12, 13], [6, 10], [6, 10, 16], [16], [], [30, 32, 33], [33],
    [], [], [], [33], [32, 33], [32, 33], [], [], [32, 33], [33], [32, 33], [], [32, 33],
    [25, 27, 29, 32, 33], [25, 27, 31], [31], [29, 33], [33], [31, 33], [32, 33], [32, 33],
    [32, 33], [33], [],
  ]
}
