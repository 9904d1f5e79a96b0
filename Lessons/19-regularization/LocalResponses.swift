//: ## Local response normalization
import LessonKit

extension Regularization {
  func localResponses(_ page: Notebook) {
    //: AlexNet has an older kind. Channels at the same place compete: each is divided by a power of
    //: what it and its neighbours, two on either side, are together.
    //:
    //: bᵢ = aᵢ / (2 + 0.0001 · Σ a²)^0.75
    //:
    let channels = Tensor([[0, 40, 0, 300, 80, 40, 0, 120]])
    var local = LocalResponseNormalization()
    let responses = local.forward(channels)
    page.table(
      "One place, eight channels", columns: ["channel", "a", "Σ a² of five", "b"],
      rows: (0..<8).map { channel in
        let near = channels[0..., max(0, channel - 2)..<min(8, channel + 3)]
        return [Float(channel), channels[0, channel], (near * near).sum(), responses[0, channel]]
          .map { "\($0.rounded(to: 1))" }
      })
    page.trace("b of channel 3", value: responses[0, 3])

    //: **Notice** channel 4. Beside the 300, its 80 is pressed down to 12.6, while the 120 of
    //: channel 7, with only a 40 within reach, keeps 45.9, nearly as much as the 300 itself. The
    //: layer learns nothing, and is hardly used any more.
  }
}
