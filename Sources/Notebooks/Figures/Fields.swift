// The figure of receptive fields: what the units of each layer see of a photo.

import Formatting

extension Figure {
  /// A photo of the page, and the receptive fields of a network's layers.
  public struct Fields: Codable, Sendable, Equatable {
    /// The photo's file beside the page.
    public var file: String
    /// The photo's height in pixels.
    public var height: Int
    /// The photo's width in pixels.
    public var width: Int
    /// The layers in their order.
    public var layers: [Layer]
    /// The picture for output without scripts.
    public var still: CellOutput.Picture?

    /// A layer whose units are places of a map.
    public struct Layer: Codable, Sendable, Equatable {
      /// The name.
      public var name: Message
      /// Along the height and along the width.
      public var axes: [Axis]

      /// Creates a layer.
      public init(name: Message, axes: [Axis]) {
        self.name = name
        self.axes = axes
      }
    }

    /// What units see along one axis.
    public struct Axis: Codable, Sendable, Equatable {
      /// The number of units.
      public var units: Int
      /// The pixels that one of them sees.
      public var size: Int
      /// The pixels from the field of one to that of the next.
      public var jump: Int
      /// The first pixel that the first one sees; negative in the padding.
      public var start: Int

      /// Creates an axis.
      public init(units: Int, size: Int, jump: Int, start: Int) {
        (self.units, self.size, self.jump, self.start) = (units, size, jump, start)
      }
    }
  }
}

extension Figure.Fields: FigureContent {
  static var asset: PageAsset { .fields }
  static var uses: Set<PageAsset> { [.convolve, .grid] }
}

extension Notebook {
  /// Shows a photo and what the units of a network's layers see of it: pointing at the photo finds
  /// the unit that looks there.
  ///
  /// - Parameters:
  ///   - picture: the key of a picture that was shown before.
  ///   - still: the key of a picture that is the static form of the figure.
  ///   - layers: the receptive fields, 1 layer or more.
  public func fields(
    _ key: String, over picture: String, still: String, layers: [Figure.Fields.Layer],
    file: String = #filePath, line: Int = #line
  ) {
    precondition(!layers.isEmpty, "no layer has a receptive field")
    let photo = shown(picture)
    add(
      figure: .fields(
        .init(
          file: photo.file, height: photo.height, width: photo.width, layers: layers,
          still: shown(still))), key, file, line)
  }
}
