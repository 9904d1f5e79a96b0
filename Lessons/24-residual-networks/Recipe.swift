//: One recipe makes networks of any depth. A convolution with 8 filters comes first. Then
//: follow three stages of equally many convolutions, with 8, 16 and 32 filters; the second and
//: the third stage begin with a stride of 2, which halves the maps. At the end each map is
//: averaged, and a dense layer reads the 32 means. Each convolution is 3 × 3 and is followed by
//: batch normalization (lesson 19) and ReLU.
//:
//: A network **with shortcuts** is the same but for one thing: in each pair of convolutions,
//: what went in is added to what comes out, before the last ReLU.
import LessonKit

extension ResidualNetworks {
  func convolution(
    _ filters: Int, of size: Int, over channels: Int, stride: Int,
    _ generator: inout SeededGenerator
  ) -> [any Layer] {
    [
      Convolution(
        filters: filters, filterSize: size, channels: channels, stride: stride,
        padding: .explicit(size / 2), bias: .absent, using: &generator),
      BatchNormalization(channels: filters),
    ]
  }

  func network(_ depth: Int, shortcuts: Bool) -> Network {
    var generator = SeededGenerator(seed: seed)
    var layers = convolution(8, of: 3, over: 1, stride: 1, &generator) + [ReLU()]
    var channels = 8
    for stage in 0..<3 {
      for pair in 0..<(depth - 2) / 6 {
        let filters = 8 << stage
        let stride = stage > 0 && pair == 0 ? 2 : 1
        let two =
          convolution(filters, of: 3, over: channels, stride: stride, &generator) + [ReLU()]
          + convolution(filters, of: 3, over: filters, stride: 1, &generator)
        if shortcuts {
          let fits = stride == 1 && channels == filters
          let shortcut =
            fits ? [] : convolution(filters, of: 1, over: channels, stride: stride, &generator)
          layers.append(ResidualBlock(Network(two), shortcut: Network(shortcut)))
        } else {
          layers += two + [ReLU()]
        }
        channels = filters
      }
    }
    return Network(
      layers + [
        AdaptiveAveragePooling(to: 1), Flatten(),
        Dense(inputs: channels, outputs: 10, using: &generator),
      ])
  }
}

//: Their depth is 6n + 2: with n pairs a stage there are 6n convolutions, the first one, and
//: the dense layer.
extension ResidualNetworks {
  var depths: [Int] { full ? [8, 20, 32, 56] : [8, 20, 32] }

  func recipe(_ page: Notebook) {
    //: It is after the paper's recipe for CIFAR-10, small colour photos of ten kinds of things.
    //: (There the filters are 16, 32 and 64, and where maps change the shortcuts take every other
    //: pixel and add maps of zeros.) The paper went up to 110 layers, and to 1202.
    page.table(
      "Parameters", columns: ["layers", "plain", "with shortcuts"],
      rows: depths.map { depth in
        let counts = [false, true].map {
          network(depth, shortcuts: $0).summary(for: [1, 14, 14, 1]).parameters
        }
        return ["\(depth)", "\(counts[0])", "\(counts[1])"]
      })
  }
}
