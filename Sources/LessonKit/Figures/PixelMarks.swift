// Marks pixels of a picture: rings with labels, axes, and areas that stay inside.

import Notebooks
import Pixels

extension Image {
  /// Returns the picture with its axes, y at the left and x at the top, and rings around pixels.
  ///
  /// - Parameter marks: the pixels with their labels and colours.
  public func withAxes(marks: [(y: Int, x: Int, label: String, colour: Colour)]) -> Drawing {
    let margin = axesMargin()
    // In a drawing of thousands of pixels, shown on a page of hundreds, nobody could read a number.
    let factor = Notebook.shrinkFactor(height: height, width: width)
    var result = withAxes(shrunkBy: factor)
    func shown(_ pixel: Int, _ length: Int) -> Double {
      (Double(pixel) + 0.5) * Double(max(1, length / factor)) / Double(length)
    }
    for mark in marks {
      let place = Point(
        y: Double(margin.y) + shown(mark.y, height), x: Double(margin.x) + shown(mark.x, width))
      result.ring(place, mark.label, mark.colour)
    }
    return result
  }
}

extension Drawing {
  /// Draws a ring around a point, and its label on white at the side that has room.
  fileprivate mutating func ring(_ point: Point, _ label: String, _ colour: Colour) {
    // Over the picture: its colours stay.
    keepsColours = true
    defer { keepsColours = false }
    strokeCircle(centre: point, radius: 9, lineWidth: 5, .white)
    strokeCircle(centre: point, radius: 9, lineWidth: 2.5, colour)
    // Room for a page's type, which may be wider than that of the file.
    let room = (Double(Image.textSize(label, capHeight: 11).width) * 1.15).rounded() + 10
    let isLeft = point.x + room + 24 > Double(width)
    let x = isLeft ? point.x - room - 16 : point.x + 16
    fillRectangle(y: point.y - 11, x: x, height: 22, width: room, .white.withOpacity(0.9))
    drawText(label, at: Point(y: point.y, x: x + 5), capHeight: 11, anchor: .left, colour)
  }
}

extension PixelArea {
  /// Returns the area moved by the least distance that puts it inside a picture.
  ///
  /// - Precondition: the area is no larger than the picture.
  public func moved(inside image: Image) -> PixelArea {
    var area = self
    area.y = min(max(0, y), image.height - height)
    area.x = min(max(0, x), image.width - width)
    return area
  }
}
