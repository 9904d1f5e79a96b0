//: ## One block less
//: Take one block out of a *trained* network, as in the figure at the top, and let what came in
//: pass on. Nothing is trained again. Take the networks of 20 layers, where the plain one has
//: learned something, too.
import LessonKit

extension ResidualNetworks {
  func oneBlockLess(
    _ page: Notebook, plain: Network, residual: Network, judgedBy pictures: LabelledImages
  ) throws {
    //: In the network with shortcuts a block is a layer of the library; in the plain one it is two
    //: convolutions with what follows each, six layers. Only a block that keeps the shape can go:
    //: those that halve the maps stay.
    func withoutOne(_ network: Network, layersOfBlock count: Int) -> [(block: Int, right: Float)] {
      var results: [(block: Int, right: Float)] = []
      // The first convolution, its normalization and ReLU come before the first block.
      var (start, block) = (3, 1)
      var values = Network(Array(network.layers[..<start]))(pictures.images)
      while start < network.layers.count - 3 {
        let after = Network(Array(network.layers[start..<start + count]))(values)
        if after.shape == values.shape {
          let rest = Network(Array(network.layers[(start + count)...]))
          results.append((block, accuracy(rest(values), labels: pictures.labels)))
        }
        (values, start, block) = (after, start + count, block + 1)
      }
      return results
    }
    typealias Without = (name: Message, whole: Network, results: [(block: Int, right: Float)])
    let without: [Without] = [
      ("plain", plain, withoutOne(plain, layersOfBlock: 6)),
      ("shortcuts", residual, withoutOne(residual, layersOfBlock: 1)),
    ]
    page.plot(
      "one-less",
      lines: without.map {
        .init($0.name, x: $0.results.map(\.block), y: $0.results.map(\.right), style: .marked)
      }, xAxis: "the block taken out", yAxis: "share read rightly")
    //: ![Two lines over the blocks; the table below says where they lie](one-less "Read rightly
    //: without one of the blocks")
    page.table(
      "Read rightly, in per cent, of \(pictures.count) digits that were not learned from",
      columns: ["", "all blocks", "one less, on average", "one less, at worst"],
      rows: without.map { name, whole, results in
        let shares = results.map(\.right)
        let mean = shares.reduce(0, +) / Float(max(1, shares.count))
        return [name]
          + [
            accuracy(whole(pictures.images), labels: pictures.labels), mean, shares.min() ?? 0,
          ].map { "\(percent($0, places: 0))" }
      })

    //: A digit that is guessed is right in one case of ten. Veit and others took a block out of a
    //: network of 110 layers with shortcuts, trained on small photos, and hardly any block was
    //: missed; VGG without one of its layers guessed. With shortcuts half of the paths are still
    //: there, and they were trained to be useful by themselves. In a plain network there was one
    //: path, and it is cut.
  }
}
