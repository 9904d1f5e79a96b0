// The filter presets: their numbers where they are known by heart, and finding them by name.

import Testing

@testable import Tensors

@Suite struct FilterPresetsTests {
  @Test func everyPresetIsWhatItSays() {
    #expect(Set(FilterPreset.all.map(\.name)).count == FilterPreset.all.count)
    for preset in FilterPreset.all {
      #expect(preset.summary.english.hasSuffix("."), "\(preset.name)")
      #expect(preset.filter.shape == preset.weights.shape + [1, 1])
      // Blurs, sharpening, identity and emboss keep the brightness of a flat picture, edges give 0.
      let keeps = ["identity", "sharpen", "box-blur", "gaussian-blur", "gaussian-blur-5", "emboss"]
      let sum = keeps.contains(preset.name) ? Float(1) : 0
      #expect(abs(preset.weights.sum() - sum) < 1e-6, "\(preset.name)")
    }
  }

  /// As OpenCV's getDerivKernels and getGaussianKernel and the textbooks have them.
  @Test(arguments: [
    ("sobel-x", Tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])),
    ("scharr-x", Tensor([[-3, 0, 3], [-10, 0, 10], [-3, 0, 3]])),
    ("vertical-edge", Tensor([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])),
    ("laplacian", Tensor([[0, 1, 0], [1, -4, 1], [0, 1, 0]])),
    ("gaussian-blur", Tensor([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16),
    ("box-blur", Tensor.ones(3, 3) / 9),
  ])
  func numbers(name: String, filter: Tensor) throws {
    #expect(try FilterPreset.named(name).weights == filter)
  }

  @Test(arguments: [("sobel", "prewitt"), ("scharr", "sobel")])
  func yIsXOnItsSide(one: String, other: String) throws {
    for name in [one, other] {
      let x = try FilterPreset.named("\(name)-x").weights
      #expect(try FilterPreset.named("\(name)-y").weights == x.transposed)
    }
  }

  @Test func aRampHasItsSlope() throws {
    // Brightness rises by 1 from left to right, by 3 from top to bottom.
    let ramp = Conv2DTests.picture((0..<4).map { y in (0..<4).map { Float($0 + 3 * y) } })
    #expect(conv2D(ramp, try FilterPreset.named("sobel-x").filter)[0, 0, 0, 0] == 8)
    #expect(conv2D(ramp, try FilterPreset.named("sobel-y").filter)[0, 0, 0, 0] == 24)
    #expect(conv2D(ramp, try FilterPreset.named("vertical-edge").filter)[0, 0, 0, 0] == 6)
    #expect(conv2D(ramp, try FilterPreset.named("laplacian").filter)[0, 0, 0, 0] == 0)
    #expect(conv2D(ramp, try FilterPreset.named("gaussian-blur").filter)[0, 0, 0, 0] == 4)
  }

  @Test func spellingDoesNotMatterMuch() throws {
    #expect(try FilterPreset.named("Sobel_X").name == "sobel-x")
    #expect(try FilterPreset.named("box blur").name == "box-blur")
  }

  @Test(arguments: [
    ("soble-x", ["sobel-x"]), ("sobel", ["sobel-x", "sobel-y"]), ("gauss", ["gaussian-blur"]),
    ("sharpn", ["sharpen"]), ("xyzzyxyzzy", []), ("", []),
  ])
  func nearNames(wrong: String, near: [String]) {
    let names = FilterPreset.names(closeTo: wrong)
    #expect(Array(names.prefix(near.count)) == near)
    #expect(near.isEmpty == names.isEmpty && names.count <= 3)
    #expect(throws: UnknownFilterError(name: wrong)) { try FilterPreset.named(wrong) }
  }

  @Test func errorMessages() {
    #expect(
      UnknownFilterError(name: "sharpn").description
        == "no filter is called \"sharpn\"; did you mean sharpen?")
    #expect(UnknownFilterError(name: "qqqqqqqq").description.contains("there are identity, "))
    #expect(
      UnknownFilterError(name: String(repeating: "z", count: 1_000_000)).description.count < 400)
  }
}
