// Draws a network diagram as SVG. Wide: a row of boxes in perspective, to scale along each of their
// three sides, over bars of memory and parameters,
// with labels that are turned where there is no room side by side. Narrow: one stage below the
// other.

extension PlotSVG {
  /// Draws a network from the top of the drawing.
  ///
  /// - Returns: its height.
  mutating func draw(_ network: Plot.Network) -> Double {
    guard !network.stages.isEmpty else {
      text(PageStrings.nothingToPlot.text, x: 0, y: fontSize + 4)
      return fontSize + 14
    }
    let measures = NetworkMeasures(network)
    return size == .wide ? row(network, measures) : column(network, measures)
  }

  /// Draws all stages side by side.
  private mutating func row(_ network: Plot.Network, _ measures: NetworkMeasures) -> Double {
    let slot = size.width / Double(network.stages.count)
    reading = " data-slots=\"across \(slot) 0\""
    let small = min(9.5, slot / 2.4)
    let (boxHeight, barHeight) = (110.0, 70.0)
    func room(_ words: [String]) -> Double { words.map { width($0) / fontSize * small }.max() ?? 0 }
    let captions = room(network.stages.flatMap { [$0.name.text, $0.shapeText] })
    let amounts = room(network.stages.flatMap { [$0.memoryText.text, $0.weightText.text] })
    let climbs = captions > slot
    let above = climbs ? amounts + 4 : small
    let names = [
      "\(PageStrings.networkOut), \(PageStrings.networkScale)", PageStrings.networkMemory,
      PageStrings.networkWeights,
    ]
    let top = 40 + heightForShortcuts(network)
    let middle = top + boxHeight / 2
    let captionTop = top + boxHeight + 8
    let labels = captionTop + (climbs ? captions + 6 : 3 * small)
    let memoryBase = labels + 36 + above + barHeight
    let weightBase = memoryBase + 36 + above + barHeight
    text(names[0].text, x: 0, y: 12)
    text(names[1].text, x: 0, y: memoryBase - barHeight - above - 8)
    text(names[2].text, x: 0, y: weightBase - barHeight - above - 8)
    for (index, stage) in network.stages.enumerated() {
      let centre = (Double(index) + 0.5) * slot
      box(stage, measures, centre: centre, middle: middle, height: boxHeight, width: slot * 0.86)
      // The height of the maps is written where it changes.
      if stage.shape.count == 3, index == 0 || network.stages[index - 1].shape[0] != stage.shape[0]
      {
        let top = middle - boxHeight / 2 * measures.reach(stage)
        text("\(stage.shape[0])", x: centre, y: top - 5, anchor: .middle, colour: .text)
      }
      for (line, words) in [stage.name.text, stage.shapeText].enumerated() {
        let further = Double(line) * small * 1.2
        text(
          words, x: climbs ? centre - 1 + further : centre,
          y: captionTop + (climbs ? 0 : 1.5 * small + further), anchor: climbs ? .end : .middle,
          colour: line == 0 ? .text : .soft, size: small, climbs: climbs)
      }
      for (share, words, base, series) in [
        (measures.memory(stage), stage.memoryText.text, memoryBase, 0),
        (measures.weights(stage), stage.weightText.text, weightBase, 1),
      ] {
        bar(share * barHeight, centre: centre, width: slot * 0.7, base: base, series: series)
        text(
          words, x: climbs ? centre + small / 3 : centre, y: base - share * barHeight - 3,
          anchor: climbs ? .start : .middle, colour: .text, size: small, climbs: climbs)
      }
    }
    drawShortcuts(
      network, centres: network.stages.indices.map { (Double($0) + 0.5) * slot }, slot: slot,
      top: 26, labelSize: small
    ) { index in
      // Above the box, and above the number that is written on some.
      middle - boxHeight / 2 * measures.reach(network.stages[index]) - 18
    }
    for base in [memoryBase, weightBase] {
      line([(0, base), (size.width, base)], colour: .grid, width: 1)
    }
    return weightBase + 4
  }

  /// Draws all stages one below the other.
  private mutating func column(_ network: Plot.Network, _ measures: NetworkMeasures) -> Double {
    let margin = network.shortcuts.isEmpty ? 0.0 : 18
    let (left, rowHeight) = (50.0 + margin, 50.0)
    reading = " data-slots=\"down \(rowHeight) 4\""
    let length = size.width - left
    for (index, stage) in network.stages.enumerated() {
      let top = Double(index) * rowHeight + 4
      box(stage, measures, centre: margin + 20, middle: top + 20, height: 40, width: 38)
      text(fitted(stage.name.text, in: length), x: left, y: top + 11, colour: .text)
      let words = "\(stage.shapeText) · \(stage.memoryText)"
      text(fitted(words, in: length), x: left, y: top + 25)
      for (share, y, series) in [
        (measures.memory(stage), top + 30, 0), (measures.weights(stage), top + 36, 1),
      ] where share > 0 {
        let end = left + max(0.5, share * length)
        area(
          [(left, y), (end, y), (end, y + 4), (left, y + 4)], colour: .series(series), opacity: 0.8)
      }
    }
    drawShortcuts(network, rowHeight: rowHeight, middle: 24, margin: margin)
    let bottom = Double(network.stages.count) * rowHeight + 16
    for (index, words) in [PageStrings.networkMemory, PageStrings.networkWeights].enumerated() {
      let y = bottom + Double(index) * 18
      area([(0, y - 8), (12, y - 8), (12, y), (0, y)], colour: .series(index), opacity: 0.8)
      text(fitted(words.text, in: size.width - 18), x: 18, y: y)
    }
    return bottom + 24
  }

  /// Draws maps as a box that is seen from the side: as wide as there are maps, as high as they
  /// are, and as deep as they are wide, so that a single map is a sheet and not a line.
  private mutating func box(
    _ stage: Plot.Network.Stage, _ measures: NetworkMeasures, centre: Double, middle: Double,
    height: Double, width: Double
  ) {
    let depth = measures.depth(stage)
    let across = depth * width * NetworkMeasures.depthAcross
    let up = depth * height * NetworkMeasures.depthUp
    let room = depth > 0 ? width * (1 - NetworkMeasures.depthAcross) : width
    let high = max(1.5, measures.height(stage) * height * (1 - NetworkMeasures.depthUp))
    let wide = max(1, measures.width(stage) * room)
    let (left, top) = (centre - (wide + across) / 2, middle - (high - up) / 2)
    typealias Corner = (x: Double, y: Double)
    let front: [Corner] = [
      (left, top), (left + wide, top), (left + wide, top + high), (left, top + high),
    ]
    func behind(_ corner: Corner) -> Corner { (corner.x + across, corner.y - up) }
    let colour = ColourRole.series(stage.shape.count == 3 ? 0 : 1)
    let faces: [(corners: [Corner], opacity: Double)] =
      depth > 0
      ? [
        ([front[0], front[1], behind(front[1]), behind(front[0])], 0.18),
        ([front[1], front[2], behind(front[2]), behind(front[1])], 0.5), (front, 0.35),
      ] : [(front, 0.35)]
    for (corners, opacity) in faces {
      area(corners, colour: colour, opacity: opacity)
      line(corners + [corners[0]], colour: colour, width: 0.8)
    }
  }

  private mutating func bar(
    _ height: Double, centre: Double, width: Double, base: Double, series: Int
  ) {
    guard height > 0 else { return }
    let (left, right, top) = (centre - width / 2, centre + width / 2, base - max(0.4, height))
    area(
      [(left, top), (right, top), (right, base), (left, base)], colour: .series(series),
      opacity: 0.75)
  }
}

/// The sizes of stages relative to the largest, 0…1.
struct NetworkMeasures {
  private let side: Double, channels: Double, row: Double, numbers: Double, parameters: Double

  init(_ network: Plot.Network) {
    func largest(_ values: [Int]) -> Double { Double(max(1, values.max() ?? 1)) }
    let maps = network.stages.map(\.shape).filter { $0.count == 3 }
    side = largest(maps.map { max($0[0], $0[1]) })
    channels = largest(maps.map { $0[2] })
    row = largest(network.stages.map(\.shape).filter { $0.count == 1 }.map { $0[0] })
    numbers = largest(network.stages.map(\.numbers))
    parameters = largest(network.stages.map(\.parameters))
  }

  /// Returns the height of the maps, or the square root of a vector's length, so that short ones
  /// can be seen.
  func height(_ stage: Plot.Network.Stage) -> Double {
    stage.shape.count == 3
      ? Double(stage.shape[0]) / side : 0.8 * (Double(stage.shape[0]) / row).squareRoot()
  }

  /// Returns the width of the maps, which is drawn as depth; vectors have none.
  func depth(_ stage: Plot.Network.Stage) -> Double {
    stage.shape.count == 3 ? Double(stage.shape[1]) / side : 0
  }

  /// The shares of a box's room that its depth takes, to the right and up.
  static let depthAcross = 0.42, depthUp = 0.25

  /// Returns the share of its room that a box takes from top to bottom, its depth included.
  func reach(_ stage: Plot.Network.Stage) -> Double {
    height(stage) * (1 - Self.depthUp) + depth(stage) * Self.depthUp
  }

  /// Returns the number of maps; vectors have one width.
  func width(_ stage: Plot.Network.Stage) -> Double {
    stage.shape.count == 3 ? Double(stage.shape[2]) / channels : 0.3
  }

  /// Returns the number of scalars in the output.
  func memory(_ stage: Plot.Network.Stage) -> Double { Double(stage.numbers) / numbers }

  /// Returns the number of parameters.
  func weights(_ stage: Plot.Network.Stage) -> Double { Double(stage.parameters) / parameters }
}
