// Draws pictures over time: a column for each moment, time from left to right.

import Formatting
import Notebooks
import Pixels
import Tensors

/// Pictures at several moments with one grey mapping, as frames of equal size side by side.
///
///     page.show(FilmStrip(moments, times: ["step 0", "step 10"]), "…")
public struct FilmStrip: DrawnFigure {
  /// The frames of the animation, all of one size.
  public let frames: [Drawing]
  /// The legend of the grey mapping.
  public let legend: Message
  /// The numbers at the ends of the grey mapping.
  let ends: CellOutput.Picture.Ends?

  /// Creates a film strip.
  ///
  /// - Parameters:
  ///   - moments: for each moment its pictures from top to bottom, (N, H, W, 1), all of one shape.
  ///   - times: the label under each moment.
  ///   - zoom: the side of a number's square in pixels.
  ///   - scale: the grey mapping of all pictures.
  /// - Precondition: at least one moment, and as many times as moments.
  public init(_ moments: [Tensor], times: [String], zoom: Int = 8, scale: GreyMapping = .signed) {
    precondition(
      !moments.isEmpty && moments.count == times.count,
      "a film has moments, each with its time: \(moments.count) moments, \(times.count) times")
    let shape = moments[0].shape
    precondition(
      shape.count == 4 && shape[3] == 1 && moments.allSatisfy { $0.shape == shape },
      "the moments of a film are pictures (N, H, W, 1), all of the shape of the first, "
        + describe(shape))
    let all = Tensor.concatenated(moments)
    legend = scale.legend(for: all)
    ends = scale.pictureEnds(of: all)
    let samples = scale.grey(all)
    let (count, height, width) = (shape[0], shape[1], shape[2])
    let gap = 6, capHeight = 9
    let room = times.map { Image.textSize($0, capHeight: capHeight).width }.max() ?? 0
    let wide = max(width * zoom, room) + gap
    frames = times.indices.map { moment in
      var frame = Drawing(
        height: gap + count * (height * zoom + gap) + capHeight + 8, width: wide)
      for index in 0..<count {
        let start = (moment * count + index) * height * width
        let picture = Image(
          height: height, width: width, channels: 1,
          pixels: Array(samples[start..<start + height * width])
        )
        let (top, left) = (gap + index * (height * zoom + gap), (wide - width * zoom) / 2)
        // The border keeps white pictures visible on a white page.
        frame.stroke(
          PixelArea(y: top - 1, x: left - 1, height: height * zoom + 2, width: width * zoom + 2),
          Colour(grey: 190))
        frame.place(picture, y: top, x: left, zoom: zoom, name: Message(times[moment]))
      }
      frame.drawText(
        times[moment], at: Point(y: Double(frame.height - 6), x: Double(wide) / 2),
        capHeight: capHeight, anchor: .bottom)
      return frame
    }
  }

  /// The strip: frame n begins at x = n · frame width.
  public var drawing: Drawing { .sideBySide(frames, gap: 0) }
}

extension Notebook {
  /// Shows a film strip with its legend; see `show` for pictures.
  public func show(
    _ film: FilmStrip, _ key: String, with values: PictureValues = [:], cover: Bool = false,
    file: String = #filePath, line: Int = #line
  ) {
    show(
      film.drawing, key, legend: film.legend, ends: film.ends, with: values, cover: cover,
      frames: film.frames.count, file: file, line: line)
  }
}
