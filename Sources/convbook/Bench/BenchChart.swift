// Draws benchmark results as a bar chart: for each benchmark a bar per library, relative to our
// time.

import LessonKit

struct BenchChart {
  private static let width = 900
  private static let (left, right) = (130.0, 700.0)
  private static let (barHeight, barDistance) = (16.0, 21.0)
  /// The longest bar as a multiple of our time; longer ones are truncated.
  private static let longest = 8.0

  private static let foreground = Colour(grey: 40)
  private static let faint = Colour(grey: 110)
  private static let grid = Colour(grey: 225)
  private static let ours = Colour(red: 11, green: 110, blue: 105)
  private static let theirs = Colour(red: 214, green: 160, blue: 96)

  private let results: [BenchResult]
  private let footer: String

  /// Creates a chart of the benchmarks that other libraries ran too.
  init(_ results: [BenchResult], footer: String) {
    self.results = results.filter { !$0.peers.isEmpty }
    self.footer = footer
  }

  /// The chart; nil when there is nothing to compare.
  var image: Image? {
    guard !results.isEmpty else { return nil }
    let rows = results.reduce(0) { $0 + 1 + $1.peers.count }
    let footerLines = footer.wrapped {
      Image.textSize($0, capHeight: 9).width < Self.width - 40
    }
    let bodyEnd = 64 + Double(rows) * Self.barDistance + Double(results.count) * 38
    let height = Int(bodyEnd) + 20 + footerLines.count * 17
    var image = Image(height: height, width: Self.width, channels: 3, filledWith: .white)
    image.drawText(
      "Time as a multiple of Convbook's, shorter is faster", at: Point(y: 18, x: 20), capHeight: 13,
      weight: 1.4, Self.foreground)
    for multiple in 0...Int(Self.longest) {
      let x = place(Double(multiple))
      image.drawText(
        "\(multiple)×", at: Point(y: 50, x: x), capHeight: 9, anchor: .bottom, Self.faint)
      image.fillRectangle(
        y: 56, x: x, height: bodyEnd - 60, width: 1, multiple == 1 ? Self.faint : Self.grid)
    }
    let manyThreads = Set(results.map(\.threads)).count > 1
    var y = 64.0
    for result in results {
      // A white background keeps the grid out of the text.
      let title = result.heading(amongThreads: manyThreads).english
      let room = Double(Image.textSize(title, capHeight: 10).width)
      image.fillRectangle(y: y + 1, x: 18, height: 20, width: room + 8, .white)
      image.drawText(title, at: Point(y: y + 6, x: 20), capHeight: 10, Self.foreground)
      y += 24
      bar(&image, y, "Convbook", result.ours, ratio: nil)
      for (peer, timing) in result.peers {
        y += Self.barDistance
        bar(&image, y, peer.title, timing, ratio: result.ours.ratio(of: timing))
      }
      y += Self.barDistance + 14
    }
    for (index, line) in footerLines.enumerated() {
      image.drawText(
        line, at: Point(y: bodyEnd + 8 + 17 * Double(index), x: 20), capHeight: 9, Self.faint)
    }
    return image
  }

  private func place(_ multiple: Double) -> Double {
    (Self.left + (Self.right - Self.left) * multiple / Self.longest).rounded()
  }

  private func bar(
    _ image: inout Image, _ y: Double, _ name: String, _ timing: Timing, ratio: Ratio?
  ) {
    let length = ratio?.median ?? 1
    let end = place(min(length, Self.longest))
    let middle = y + Self.barHeight / 2
    let colour = ratio == nil ? Self.ours : Self.theirs
    image.drawText(
      name, at: Point(y: middle, x: Self.left - 8), capHeight: 9, anchor: .right, Self.foreground)
    image.fillRectangle(
      y: y, x: Self.left, height: Self.barHeight, width: end - Self.left, colour)
    if length > Self.longest {
      let x = end - 24
      image.fillPolygon(
        [
          Point(y: y + Self.barHeight, x: x - 4), Point(y: y, x: x + 4), Point(y: y, x: x + 10),
          Point(y: y + Self.barHeight, x: x + 2),
        ], .white)
    }
    // The interquartile range, of our times or of the rounds' ratios, as an error bar.
    let unit = timing.median
    let half =
      ratio?.middleHalf ?? timing.middleHalf.lowerBound / unit...timing.middleHalf.upperBound / unit
    let tip = place(min(half.upperBound, Self.longest))
    if length <= Self.longest {
      image.drawLine(
        from: Point(y: middle, x: place(half.lowerBound)), to: Point(y: middle, x: tip),
        lineWidth: 2, Self.foreground)
    }
    var words = BenchTable.milliseconds(timing.median)
    if let ratio { words += "   \(threeDigits(ratio.median))×" }
    let start = max(end, tip) + 8
    image.fillRectangle(
      y: y, x: start - 3, height: Self.barHeight,
      width: Double(Image.textSize(words, capHeight: 9).width) + 6, .white)
    image.drawText(
      words, at: Point(y: middle, x: start), capHeight: 9, anchor: .left, Self.foreground)
  }
}
