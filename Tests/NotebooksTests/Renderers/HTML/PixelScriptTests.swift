import Foundation
import Pixels
import Tensors
import TestSupport
import Testing

@testable import Notebooks

@Suite struct PixelScriptTests {
  @Test func eachPictureIsThereByteForByte() throws {
    let temporary = try TemporaryFolder()
    let folder = temporary.path("page")
    let page = try Notebook(
      name: "99-test", sourcePath: "/nowhere.swift",
      settings: .init(folder: folder, isQuiet: true))
    let numbers = Tensor([[-3, 0], [1, 3]] as [[Float]])
    page.show(
      GreyMapping.signed.image(numbers), "small", PictureWords("A \"small\" one", alt: "x"),
      ends: GreyMapping.signed.pictureEnds(of: numbers))
    page.show(
      Image(height: 1, width: 2, channels: 3, pixels: [1, 2, 3, 4, 5, 6]), "colour",
      PictureWords("Colour", alt: "y"))
    try page.finish()
    for name in ["01-small", "02-colour"] {
      let script = try String(contentsOfFile: folder + "/pixels/\(name).js", encoding: .utf8)
      let match = try #require(script.wholeMatch(of: /convbookPixels\("([^"]+)","([^"]+)"\);\n/))
      #expect(match.1 == "\(name).png")
      let bytes = try #require(Data(base64Encoded: String(match.2)))
      #expect(FileManager.default.contents(atPath: folder + "/\(name).png") == bytes)
    }
  }

  /// Large pictures are shown smaller by a whole factor, as the legend says; others as they are.
  @Test(arguments: [(1280, 1280, nil), (1281, 640, 2), (8, 3000, 4)] as [(Int, Int, Int?)])
  func largePicturesAreShrunk(height: Int, width: Int, factor: Int?) throws {
    let temporary = try TemporaryFolder()
    let folder = temporary.path("page")
    let page = try Notebook(
      name: "99-test", sourcePath: "/nowhere.swift",
      settings: .init(folder: folder, isQuiet: true))
    let image = Image(
      height: height, width: width, channels: 1, pixels: (0..<height * width).map { UInt8($0 % 7) })
    page.show(image, "large", PictureWords("Large", alt: "x"))
    try page.finish()
    let shown = try Image(contentsOf: folder + "/01-large.png")
    let legend = page.writer.pictures[0].scale
    if let factor {
      #expect(
        shown == image.resizedByArea(height: height / factor, width: width / factor))
      #expect(legend?.text == "shown at 1/\(factor) of its size")
    } else {
      #expect(shown == image)
      #expect(legend == nil)
    }
  }

  @Test func aFigureCarriesItsEnds() {
    var picture = CellOutput.Picture(
      key: "x", file: "01-x.png", caption: "x", alt: "y", height: 1, width: 1, isCover: false)
    #expect(!OutputHTML.figure(picture).contains("data-black"))
    picture.ends = .init(black: -3, white: 3, isSigned: true, clips: false)
    #expect(
      OutputHTML.figure(picture).contains("data-black=\"-3.0\" data-white=\"3.0\" data-signed>"))
  }

  @Test(
    arguments: [
      (GreyMapping.signed, [-2, 1], -2, 2, true, false),
      (.signed(1), [-2, 1], -1, 1, true, true),
      (.stretched, [-2, 1], -2, 1, false, false), (.bytes, [0, 256], 0, 255, false, true),
      (.range(1, 0), [0, 0.5], 1, 0, false, false),
    ] as [(GreyMapping, [Float], Float, Float, Bool, Bool)])
  func endsTellWhatAGreyStandsFor(
    scale: GreyMapping, numbers: [Float], black: Float, white: Float, isSigned: Bool, clips: Bool
  ) {
    #expect(
      scale.pictureEnds(of: Tensor(numbers))
        == .init(black: black, white: white, isSigned: isSigned, clips: clips))
  }

  @Test func endlessScalesHaveNoEnds() {
    #expect(GreyMapping.range(0, .infinity).pictureEnds(of: Tensor([1])) == nil)
  }
}
