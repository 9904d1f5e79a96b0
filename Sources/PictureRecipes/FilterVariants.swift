// The filters that a search tries: the presets as they are, turned, transposed and mirrored.

import Tensors

/// The filters of the search: presets and the one asked for, turned, mirrored, with reversed sign.
struct FilterVariants {
  private var filters: [PictureRecipe.Filter] = []

  /// The sizes there are, smallest first.
  var sizes: [[Int]] {
    Set(filters.map(\.weights.shape)).sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
  }

  init(base: PictureRecipe) {
    let given = base.filter.map { [$0.weights] } ?? []
    let all = given + FilterPreset.all.map(\.weights)
    for weights in all { add(.init(weights)) }
    for weights in all { add(.init(weights, isTrueConvolution: true)) }
    // As it is written down, a filter that is turned by true convolution is one with other numbers.
    for weights in all {
      for own in [weights, weights.transposed] {
        for axes in [[], [1], [0]] as [[Int]] {
          let mirrored = axes.isEmpty ? own : own.flipped(axes: axes)
          add(.init(mirrored))
          add(.init(-mirrored))
        }
      }
    }
  }

  private mutating func add(_ filter: PictureRecipe.Filter) {
    func effective(_ filter: PictureRecipe.Filter) -> Tensor {
      filter.isTrueConvolution ? filter.weights.rotated180 : filter.weights
    }
    let own = effective(filter)
    if !filters.contains(where: { effective($0) == own }) { filters.append(filter) }
  }

  func variants(of size: [Int]?) -> [PictureRecipe.Filter] {
    filters.filter { $0.weights.shape == size }
  }
}
