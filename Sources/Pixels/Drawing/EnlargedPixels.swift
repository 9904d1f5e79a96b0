// Draws pixels enlarged, with their values as text.

extension Image {
  /// Draws every pixel as a square cell with its value as text, black or white by contrast.
  ///
  /// Meant for crops of up to about 20 × 20. Pixels of several channels carry one line for each
  /// channel.
  /// - Parameters:
  ///   - cell: the side of a cell in pixels, 12 or more.
  ///   - capHeight: the height of the digits; as large as fits unless given.
  ///   - areNumbers: whether the pixels are what the numbers are drawn as: then they are the same
  ///     on a dark page.
  ///   - label: what to write in the cell of (y, x); the pixel's samples unless given.
  /// - Returns: height · cell + 1 by width · cell + 1: a thin line runs round every cell.
  public func numberGrid(
    cell: Int = 36, capHeight: Int? = nil, areNumbers: Bool = true,
    label: ((_ y: Int, _ x: Int) -> String)? = nil
  ) -> Drawing {
    precondition(cell >= 12, "a cell of \(cell) pixels is too small to write in")
    let colours = hasAlpha ? flattened(over: .white).rgb() : rgb()
    func colour(_ y: Int, _ x: Int) -> Colour {
      Colour(red: colours[y, x, 0], green: colours[y, x, 1], blue: colours[y, x, 2])
    }
    let isLabelled = label != nil
    let label =
      label ?? { y, x in
        (0..<channels).map { String(self[y, x, $0]) }.joined(separator: "\n")
      }
    let texts = (0..<height).map { y in (0..<width).map { x in label(y, x) } }
    let size = capHeight ?? Image.largestText(texts.joined(), cell: cell)
    var result = Drawing(height: height * cell + 1, width: width * cell + 1)
    result.keepsColours = areNumbers
    for y in 0..<height {
      for x in 0..<width {
        let area = PixelArea(y: y * cell, x: x * cell, height: cell, width: cell)
        result.fill(area, colour(y, x))
      }
    }
    result.keepsColours = false
    let line = Colour(grey: 150)
    for y in 0...height {
      result.fill(PixelArea(y: y * cell, x: 0, height: 1, width: result.width), line)
    }
    for x in 0...width {
      result.fill(PixelArea(y: 0, x: x * cell, height: result.height, width: 1), line)
    }
    result.keepsColours = areNumbers
    for y in 0..<height {
      for x in 0..<width {
        let middle = Point(
          y: (Double(y) + 0.5) * Double(cell) + 0.5, x: (Double(x) + 0.5) * Double(cell) + 0.5)
        result.drawText(
          texts[y][x], at: middle, capHeight: size, anchor: .centre, colour(y, x).contrasting)
      }
    }
    result.keepsColours = false
    return channels == 1 || isLabelled ? result.showing(texts) : result
  }

  /// The largest size, 6 to 16, at which all these texts fit a cell with a margin.
  private static func largestText(_ texts: some Collection<String>, cell: Int) -> Int {
    let unlike = Set(texts)
    for size in stride(from: 16, to: 6, by: -1) {
      let fits = unlike.allSatisfy { text in
        let needed = textSize(text, capHeight: size)
        return needed.width <= cell * 5 / 6 && needed.height <= cell * 4 / 5
      }
      if fits { return size }
    }
    return 6
  }
}
