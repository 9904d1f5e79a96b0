//: ## The maps of a photo
import LessonKit

extension FeatureMaps {
  func photoMaps(_ page: Notebook, of network: Network) throws {
    //: A convolution slides, so it does not care how large the picture is. Give the same network a
    //: photo. Here it is, with the first maps that answer to it at all, each from its own black to
    //: its own white:
    let photo = try options.image(default: "teddy.jpg").thumbnail(fitting: 640)
      .greyByMean()
    let grey = photo.tensor.batched / 255
    let half = photo.resizedByArea(height: (photo.height + 1) / 2, width: (photo.width + 1) / 2)
    var rows = [Drawing(half, step: 2).padded(top: 6, left: 6, bottom: 6, right: 6)]
    for convolution in 1...3 {
      let all = page.trace(
        "after convolution \(convolution)", network.maps(grey, after: convolution), from: grey)
      let (channels, largest) = (PictureGrid.channels(of: all), all.max())
      let answering = (0..<channels.shape[0]).lazy.map { channels[$0] }
        .filter { $0.max() > 0.2 * largest }.prefix([1, 4, 8][convolution - 1])
      guard !answering.isEmpty else { continue }
      let grid = PictureGrid(
        .stacked(answering.map { $0 / $0.max() }), columns: 8, zoom: 1, scale: .unit)
      rows.append(grid.drawing)
    }
    rows = [.sideBySide(Array(rows.prefix(2)), gap: 0)] + rows.dropFirst(2)
    page.show(Drawing.stacked(rows, gap: 0), "photo-maps", cover: true)
    //: ![The teddy, then maps: some like the photo, some like drawings of its edges, ever
    //: smaller](photo-maps "The photo and a map of convolution 1; maps of 2; maps of 3")

    //: The network has never seen a bear, and its filters answer all the same: to banks of strokes,
    //: to brightness. Only the dense layer refuses. It has weights for 2048 numbers, and here come
    //: more:
    let last = network.maps(grey, after: 3)
    page.trace("numbers for the dense layer", value: last.count, "it takes 2048")
  }
}
