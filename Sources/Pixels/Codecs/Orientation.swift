// Reads and applies the EXIF orientation: how the camera was held when it took the picture.

/// An EXIF orientation (Exif 2.32, tag 0x0112), named by the sides where row 0 and column 0 lie.
enum Orientation: UInt16, CaseIterable, Sendable {
  case topLeft = 1
  case topRight
  case bottomRight
  case bottomLeft
  case leftTop
  case rightTop
  case rightBottom
  case leftBottom

  /// Reads the EXIF orientation of a PNG or JPEG file; nil if it has none or an unknown one.
  init?(in file: [UInt8], format: FileFormat) {
    let orientation =
      switch format {
      case .png: Orientation(png: file)
      case .jpeg: Orientation(jpeg: file)
      }
    guard let orientation else { return nil }
    self = orientation
  }

  /// Reads a JPEG's segments APP1 that hold EXIF, up to the first with an orientation.
  ///
  /// A JPEG begins with segments FF, kind, length (2 bytes, itself included), content; its picture
  /// follows the segment SOS. EXIF is a small TIFF file.
  private init?(jpeg: [UInt8]) {
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
      if kind == 0xE1, content.starts(with: exifHeader), let found = Orientation(exif: content) {
        self = found
        return
      }
      position = end
    }
    return nil
  }

  /// Reads a PNG's eXIf chunk, before or after the picture's data.
  private init?(png: [UInt8]) {
    var position = 8
    while position + 12 <= png.count {
      let length = png[position..<(position + 4)].reduce(0) { $0 << 8 | Int($1) }
      let start = position + 8
      guard start + length + 4 <= png.count else { return nil }
      if png[(position + 4)..<start].elementsEqual("eXIf".utf8) {
        self.init(exif: png[start..<(start + length)])
        return
      }
      position = start + length + 4
    }
    return nil
  }

  /// Reads tag 0x0112 of the first directory of a TIFF file.
  ///
  /// As lenient as common viewers: "Exif\0\0" may precede it any number of times (some writers
  /// repeat it), and the value may be of any whole-number type and count.
  private init?(exif: ArraySlice<UInt8>) {
    var rest = exif
    while rest.starts(with: exifHeader) { rest = rest.dropFirst(exifHeader.count) }
    let tiff = Array(rest)
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
      guard let type = number(position + 2, bytes: 2), let size = wholeNumberSizes[type],
        let count = number(position + 4, bytes: 4)
      else { return nil }
      // More than 4 bytes lie elsewhere; a count that is wrong leaves the value in the entry.
      if count * size > 4, let offset = number(position + 8, bytes: 4),
        offset >= directory + 2 + 12 * entries, let value = number(offset, bytes: size),
        (1...8).contains(value)
      {
        self.init(rawValue: UInt16(value))
        return
      }
      guard let value = number(position + 8, bytes: size), (1...8).contains(value) else {
        return nil
      }
      self.init(rawValue: UInt16(value))
      return
    }
    return nil
  }
}

private let exifHeader = Array("Exif\0\0".utf8)

/// Bytes of TIFF's whole-number types: BYTE, SHORT, LONG, SBYTE, SSHORT, SLONG.
private let wholeNumberSizes = [1: 1, 3: 2, 4: 4, 6: 1, 8: 2, 9: 4]

extension Image {
  /// Turns a picture as it is stored into the picture as it was taken.
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
