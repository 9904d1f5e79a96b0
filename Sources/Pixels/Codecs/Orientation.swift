// The EXIF orientation of a JPEG: how the camera was held, and how to put the picture upright.

/// EXIF's eight ways to store a picture (Exif 2.32, tag 0x0112). Each names where row 0 and column 0 lie.
enum Orientation: UInt16, CaseIterable, Sendable {
  case topLeft = 1
  case topRight
  case bottomRight
  case bottomLeft
  case leftTop
  case rightTop
  case rightBottom
  case leftBottom

  /// Reads the orientation of a JPEG's first EXIF segment; nil where there is none that makes sense.
  ///
  /// A JPEG begins with segments FF, kind, length (2 bytes, itself included), content; its picture
  /// follows the segment SOS. EXIF is a small TIFF file in a segment APP1.
  init?(exifIn jpeg: [UInt8]) {
    var position = 2
    while position + 4 <= jpeg.count, jpeg[position] == 0xFF {
      let kind = jpeg[position + 1]
      if kind == 0xFF {  // a fill byte
        position += 1
        continue
      }
      if kind == 0x01 || (0xD0...0xD7).contains(kind) {  // markers without content
        position += 2
        continue
      }
      guard kind != 0xDA, kind != 0xD9 else { return nil }
      let length = Int(jpeg[position + 2]) << 8 | Int(jpeg[position + 3])
      let end = position + 2 + length
      guard length >= 2, end <= jpeg.count else { return nil }
      let content = jpeg[(position + 4)..<end]
      if kind == 0xE1, content.starts(with: Array("Exif\0\0".utf8)) {
        self.init(tiff: Array(content.dropFirst(6)))
        return
      }
      position = end
    }
    return nil
  }

  /// Reads tag 0x0112 of a TIFF file's first directory.
  private init?(tiff: [UInt8]) {
    let isLittleEndian: Bool
    if tiff.starts(with: Array("II*\0".utf8)) {
      isLittleEndian = true
    } else if tiff.starts(with: Array("MM\0*".utf8)) {
      isLittleEndian = false
    } else {
      return nil
    }
    func number(_ position: Int, bytes: Int) -> Int? {
      guard position >= 0, position + bytes <= tiff.count else { return nil }
      let digits = tiff[position..<(position + bytes)]
      return isLittleEndian
        ? digits.reversed().reduce(0) { $0 << 8 | Int($1) } : digits.reduce(0) { $0 << 8 | Int($1) }
    }
    guard let directory = number(4, bytes: 4), let entries = number(directory, bytes: 2) else {
      return nil
    }
    for entry in 0..<entries {
      // An entry is tag (2), type (2), count (4), value (4).
      let position = directory + 2 + 12 * entry
      guard let tag = number(position, bytes: 2) else { return nil }
      guard tag == 0x0112 else { continue }
      guard number(position + 2, bytes: 2) == 3, let value = number(position + 8, bytes: 2) else {
        return nil
      }
      self.init(rawValue: UInt16(value))
      return
    }
    return nil
  }
}

extension Image {
  /// The picture as it was seen, from the picture as it was stored.
  func upright(from orientation: Orientation) -> Image {
    switch orientation {
    case .topLeft: return self
    case .topRight: return flippedLeftRight()
    case .bottomRight: return rotated180()
    case .bottomLeft: return flippedUpDown()
    case .leftTop: return transposed()
    case .rightTop: return rotated90Clockwise()
    case .rightBottom: return transposedOverAntidiagonal()
    case .leftBottom: return rotated90Anticlockwise()
    }
  }
}
