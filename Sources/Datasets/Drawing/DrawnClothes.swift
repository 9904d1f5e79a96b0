// Draws ten kinds of clothing as silhouettes with fabric, shading and seams: the training set of
// lessons when Fashion-MNIST is missing.

import Formatting
import Tensors

/// Drawn pictures of clothes like Fashion-MNIST's: 28 × 28, bright fabric on a dark background.
public enum DrawnClothes: DrawnPictures {
  /// The names and the order of Fashion-MNIST's labels.
  public static let classNames: [Message] = [
    "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
    "Ankle boot",
  ]

  /// Draws one garment; see `DrawnPictures`.
  public static func draw(_ label: Int, using generator: inout SeededGenerator) -> [UInt8] {
    garments[label].drawn(using: &generator)
  }

  private static let garments = [
    tShirt, trousers, pullover, dress, coat, sandal, shirt, sneaker, bag, ankleBoot,
  ]

  private static let tShirt = Garment(
    [
      "0,13 8,9 15,3^ 33,10^ 47,28^ 38,37^ 28,28^ 27,60 28,96^ 0,97",
      "0,8 9,6 16,3^ 36,9^ 50,36^ 40,43^ 31,30^ 31,62 32,94^ 0,95",
      "0,18 7,10 12,2^ 24,6^ 32,16^ 30,22^ 25,24^ 23,60 27,97^ 0,98",
    ], isMirrored: true, stripes: 0.3, prints: 0.4,
    details: [
      .seam("0,14 9,10 16,4", share: 0.6, tone: 0.5...1.3, isMirrored: true),
      .seam("45,27 37,35", share: 0.4, isMirrored: true),
      .seam("0,92 14,92 28,91", share: 0.4, isMirrored: true),
    ])

  private static let trousers = Garment(
    [
      "0,3 17,3^ 21,30 19,64 17,98^ 7,98^ 5,64 0,34^",
      "0,3 20,3^ 26,32 27,66 29,98^ 10,98^ 5,66 0,40^",
      "0,2 14,2^ 19,26 14,64 11,99^ 3,99^ 3,60 0,36^",
    ], isMirrored: true, stripes: 0.12,
    details: [
      .seam("0,9 10,9 22,8", share: 0.7, tone: 0.5...1.3, isMirrored: true),
      .seam("0,8 0,38", share: 0.8),
      .seam("12,16 12,60 12,98", share: 0.4, tone: 0.7...1.25, isMirrored: true),
    ])

  private static let pullover = Garment(
    [
      "0,9 8,7 14,3^ 28,8^ 40,30 47,84^ 37,88^ 30,42^ 29,66 29,93^ 0,94",
      "0,6 9,5 15,2^ 32,9^ 44,36 47,92^ 36,94^ 32,44^ 31,66 31,89^ 0,90",
      "0,14 7,9 12,3^ 26,7^ 37,30 41,90^ 33,92^ 27,40^ 26,66 27,97^ 0,98",
    ], isMirrored: true, stripes: 0.3, prints: 0.2,
    details: [
      .seam("0,12 8,9 15,4", share: 0.7, halfWidth: 0.4...0.9, tone: 0.6...1.3, isMirrored: true),
      .seam("0,90 14,90 29,89", share: 0.7, halfWidth: 0.4...0.9, isMirrored: true),
      .seam("47,79 36,83", share: 0.6, isMirrored: true),
      .seam("31,40 30,70 30,90", share: 0.7, isMirrored: true),
    ])

  private static let dress = Garment(
    [
      "0,9 6,7 11,1^ 18,3^ 19,16^ 17,26 15,42 22,72 31,98^ 0,99",
      "0,7 8,5 13,1^ 22,5^ 32,24^ 24,28 18,44 20,72 22,99^ 0,100",
      "0,18 5,12 8,1^ 12,2^ 15,16^ 17,26 14,42 17,72 19,99^ 0,100",
    ], isMirrored: true, stripes: 0.25, prints: 0.1,
    details: [
      .seam("0,42 8,42 18,41", share: 0.5, tone: 0.5...1.3, isMirrored: true),
      .seam("7,50 12,74 16,98", share: 0.4, isMirrored: true),
      .seam("0,10 6,8 12,3", share: 0.4, isMirrored: true),
    ])

  private static let coat = Garment(
    [
      "0,12 7,7 13,2^ 28,8^ 39,30 45,86^ 36,89^ 30,42^ 30,70 32,98^ 0,99",
      "0,8 8,5 14,1^ 31,9^ 43,36 47,90^ 36,92^ 32,44^ 31,68 31,95^ 0,96",
      "0,16 6,9 12,2^ 26,7^ 36,30 40,84^ 33,88^ 27,40^ 28,70 34,99^ 0,100",
    ], isMirrored: true, stripes: 0.12,
    details: [
      .seam("0,20 1,60 0,98", share: 0.95, tone: 0.25...0.6),
      .seam("2,24 8,14 14,4", share: 0.75, tone: 0.4...0.7, isMirrored: true),
      .seam("31,40 30,70 30,96", share: 0.7, isMirrored: true),
      .seam("14,66 24,64", share: 0.5, isMirrored: true),
      .seam("5,44 5,45", share: 0.5, tone: 0.3...1.6),
      .seam("5,60 5,61", share: 0.5, tone: 0.3...1.6),
    ])

  private static let sandal = Garment(
    [
      "2,80 20,82 44,80 74,76 98,72^ 98,86^ 74,86 44,87 20,88 3,87",
      "2,86 22,84 46,72 68,58 96,44^ 97,88^ 90,88 68,70 48,82 22,91",
      "2,84 22,82 46,74 72,64 97,58^ 97,88^ 72,89 46,90 22,90 3,90",
    ], isMirrored: false, stripes: 0.1,
    details: [
      .strap("10,82 24,62 40,78", share: 0.85, halfWidth: 0.5...1.3),
      .strap("28,80 38,58 54,74", share: 0.6, halfWidth: 0.4...1.2),
      .strap("52,74 74,40 92,34 94,56", share: 0.7, halfWidth: 0.4...1),
      .strap("92,62 88,40 62,36 56,70", share: 0.45, halfWidth: 0.4...0.9),
    ])

  private static let shirt = Garment(
    [
      "0,10 5,4 12,2^ 29,8^ 41,30 46,84^ 37,87^ 30,40^ 29,64 29,95^ 0,97",
      "0,13 5,5 12,2^ 33,9^ 44,22 50,36^ 40,43^ 30,30^ 30,62 30,93^ 0,96",
      "0,16 6,6 13,1^ 27,7^ 37,30 42,80^ 34,84^ 27,38^ 27,66 28,98^ 0,99",
    ], isMirrored: true, stripes: 0.5,
    details: [
      .seam("1,18 2,56 1,96", share: 0.8, tone: 0.6...1.3),
      .seam("0,18 9,14 14,4", share: 0.85, tone: 0.5...1.4, isMirrored: true),
      .seam("3,34 3,35", share: 0.6, tone: 0.4...1.6),
      .seam("3,52 3,53", share: 0.6, tone: 0.4...1.6),
      .seam("3,70 3,71", share: 0.6, tone: 0.4...1.6), .seam("12,32 22,32", share: 0.4),
      .seam("31,38 30,66 30,92", share: 0.5, isMirrored: true),
    ])

  private static let sneaker = Garment(
    [
      "2,76 14,66 36,58 52,46 60,40^ 78,44 96,38^ 98,60 98,86^ 50,88 3,86",
      "2,78 16,70 38,64 54,54 62,50^ 78,52 96,46^ 98,64 98,84^ 50,86 3,86",
      "3,72 16,58 36,52 50,40 58,32^ 76,40 95,32^ 98,58 98,88^ 50,90 3,88",
    ], isMirrored: false, stripes: 0.12,
    details: [
      .seam("2,82 26,83 50,83 98,80", share: 0.85, halfWidth: 0.6...1.3, tone: 0.3...2),
      .seam("34,60 42,66", share: 0.6, tone: 0.4...1.7),
      .seam("42,54 50,61", share: 0.6, tone: 0.4...1.7),
      .seam("48,78 62,64 74,50", share: 0.6, halfWidth: 0.5...1, tone: 0.4...1.8),
      .seam("82,46 86,78", share: 0.4), .seam("8,72 22,72 30,80", share: 0.4),
    ])

  private static let bag = Garment(
    [
      "8,38 50,36 92,38^ 96,66 94,92^ 50,94 6,92^ 4,66",
      "4,28 50,26 96,28^ 98,56 94,82^ 50,84 6,82^ 2,56",
      "18,40 50,40 82,40^ 92,70 97,96^ 50,97 3,96^ 8,70",
    ], isMirrored: false, stripes: 0.2, prints: 0.15,
    details: [
      .strap("24,38 30,14 50,6 70,14 76,38", share: 0.7, halfWidth: 0.5...1.2),
      .seam("6,44 28,60 50,64 72,60 94,44", share: 0.45),
      .seam("6,50 50,50 94,50", share: 0.3, tone: 0.4...1.4),
      .seam("48,60 52,62", share: 0.5, halfWidth: 0.6...1.2, tone: 0.3...2),
    ])

  private static let ankleBoot = Garment(
    [
      "3,80 18,66 40,56 50,36 52,8^ 74,6 95,8^ 96,50 98,94^ 78,94^ 74,87 48,90 4,90",
      "3,76 16,62 40,50 48,34 50,18^ 72,17 96,18^ 97,54 97,88^ 78,88^ 74,87 48,88 4,87",
      "2,84 20,72 42,56 56,34 58,4^ 74,3 92,4^ 92,44 97,96^ 90,96^ 82,80 50,88 4,91",
    ], isMirrored: false, stripes: 0.08,
    details: [
      .seam("3,84 26,84 50,83 96,84", share: 0.6, halfWidth: 0.4...1, tone: 0.4...1.7),
      .seam("72,10 70,40 62,62", share: 0.4), .seam("52,14 72,13 94,14", share: 0.4),
      .seam("52,38 62,44", share: 0.4, tone: 0.4...1.6),
      .seam("47,48 58,54", share: 0.4, tone: 0.4...1.6),
    ])
}
