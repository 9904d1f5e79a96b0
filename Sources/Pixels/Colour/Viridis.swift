// The colour map viridis by Nathaniel Smith and Stéfan van der Walt (CC0), matplotlib's default:
// what `plt.imshow` makes of an array of one channel.

/// 256 colours from dark violet to yellow.
public enum Viridis {
  /// Returns red, green and blue of each level.
  public static func colours(_ levels: [UInt8]) -> [UInt8] {
    var pixels: [UInt8] = []
    pixels.reserveCapacity(3 * levels.count)
    for level in levels { pixels += table[3 * Int(level)..<3 * Int(level) + 3] }
    return pixels
  }

  /// Returns the level whose colour is nearest, and how far it is off in the channel that is off
  /// most.
  public static func level(red: UInt8, green: UInt8, blue: UInt8) -> (level: UInt8, distance: Int) {
    var best = (level: UInt8(0), distance: Int.max)
    for level in 0..<256 {
      let distance = max(
        abs(Int(table[3 * level]) - Int(red)), abs(Int(table[3 * level + 1]) - Int(green)),
        abs(Int(table[3 * level + 2]) - Int(blue)))
      if distance < best.distance { best = (UInt8(level), distance) }
    }
    return best
  }

  /// 256 colours, two hexadecimal digits for each of red, green and blue.
  private static let table: [UInt8] = {
    let digits = Array(hexadecimal.utf8.filter { $0 != UInt8(ascii: "\n") })
    func value(_ digit: UInt8) -> UInt8 { digit < 58 ? digit - 48 : digit - 87 }
    return stride(from: 0, to: digits.count, by: 2).map {
      value(digits[$0]) << 4 | value(digits[$0 + 1])
    }
  }()

  private static let hexadecimal = """
    44015444025544035745055845065a45085b46095c460b5e460c5f460e61470f62471163471265471466471567
    47166947186a48196b481a6c481c6e481d6f481e70482071482172482273482374472575472676472777472878
    472a79472b7a472c7b462d7c462f7c46307d46317e45327f45347f453580453681443781443982433a83433b83
    433c84423d84423e854240854141864142864043874044873f45873f47883e48883e49893d4a893d4b893d4c89
    3c4d8a3c4e8a3b508a3b518a3a528b3a538b39548b39558b38568b38578c37588c37598c365a8c365b8c355c8c
    355d8c345e8d345f8d33608d33618d32628d32638d31648d31658d31668d30678d30688d2f698d2f6a8d2e6b8e
    2e6c8e2e6d8e2d6e8e2d6f8e2c708e2c718e2c728e2b738e2b748e2a758e2a768e2a778e29788e29798e287a8e
    287a8e287b8e277c8e277d8e277e8e267f8e26808e26818e25828e25838d24848d24858d24868d23878d23888d
    23898d22898d228a8d228b8d218c8d218d8c218e8c208f8c20908c20918c1f928c1f938b1f948b1f958b1f968b
    1e978a1e988a1e998a1e998a1e9a891e9b891e9c891e9d881e9e881e9f881ea0871fa1871fa2861fa38620a485
    20a58521a68521a78422a78423a88323a98224aa8225ab8126ac8127ad8028ae7f29af7f2ab07e2bb17d2cb17d
    2eb27c2fb37b30b47a32b57a33b67935b77836b87738b97639b9763bba753dbb743ebc7340bd7242be7144be70
    45bf6f47c06e49c16d4bc26c4dc26b4fc36951c46853c56755c66657c66559c7645bc8625ec96160c96062ca5f
    64cb5d67cc5c69cc5b6bcd596dce5870ce5672cf5574d05477d05279d1517cd24f7ed24e81d34c83d34b86d449
    88d5478bd5468dd64490d64392d74195d73f97d83e9ad83c9dd93a9fd938a2da37a5da35a7db33aadb32addc30
    afdc2eb2dd2cb5dd2bb7dd29bade27bdde26bfdf24c2df22c5df21c7e01fcae01ecde01dcfe11cd2e11bd4e11a
    d7e219dae218dce218dfe318e1e318e4e318e7e419e9e419ece41aeee51bf1e51cf3e51ef6e61ff8e621fae622
    fde724
    """
}
