// The quick half of the search: all recipes on some pixels. Each sampled output pixel brings the
// part of the input that it depends on, so that a hundred small pictures stand for the whole one.

import Pixels
import Tensors

/// Tries the recipes of the search space on samples of one target.
struct RecipeSampler {
  private let input: Image
  private let target: Target
  private let tolerance: Int
  private var planes: [PictureRecipe.Channel: Tensor] = [:]

  private static let sampleCount = 120

  init(input: Image, target: Target, tolerance: Int) {
    self.input = input.withoutAlpha()
    self.target = target
    self.tolerance = tolerance
  }

  /// Recipes that fit on all samples, in the order in which people come to them.
  mutating func fittingRecipes(near base: PictureRecipe) -> [PictureRecipe] {
    let weights = FilterVariants(base: base)
    var found: [PictureRecipe] = []
    for shape in shapes(base, weights) {
      let places = places(shape)
      let bases = weights.variants(of: shape.filter?.weights.shape)
      for channel in channels {
        var recipe = shape
        recipe.channel = channel
        let patches = patches(of: recipe, at: places)
        found += fitting(recipe, patches, bases, reference: base)
      }
    }
    return found
  }

  /// The channels that can have led to the target.
  private var channels: [PictureRecipe.Channel] {
    if target.colours != nil { return input.channels == 3 ? [.each, .bgr] : [] }
    return input.channels == 3 ? PictureRecipe.Channel.allCases.filter(\.isSingle) : [.each]
  }

  // MARK: Windows

  /// The sizes, strides, paddings and orders that give the target's size; the filter's numbers and
  /// the channel are still open.
  private func shapes(_ base: PictureRecipe, _ weights: FilterVariants) -> [PictureRecipe] {
    var filters: [PictureRecipe.Filter?] = [nil]
    for size in weights.sizes {
      for stride in 1...4 {
        for padding in [Padding.valid, .same, .explicit(1), .explicit(2)] {
          let dilations = [[1, 1]] + (base.filter.map { [$0.dilation] } ?? [])
          for dilation in Set(dilations).sorted(by: { $0[0] < $1[0] }) {
            filters.append(
              .init(
                Tensor(shape: size, repeating: 0), stride: [stride, stride], padding: padding,
                dilation: dilation))
          }
        }
      }
    }
    var poolings: [PictureRecipe.Pooling?] = [nil, base.pooling]
    for window in 2...4 {
      poolings.append(.init(window: [window, window]))
      poolings.append(.init(window: [window, window], stride: [1, 1]))
    }
    poolings.append(.init(window: [3, 3], stride: [2, 2]))
    var resizes: [PictureRecipe.Resize?] = [nil]
    if let resize = base.resize {
      resizes = Self.resizes(height: resize.height, width: resize.width)
    }
    var shapes: [PictureRecipe] = []
    var seen: [[WindowGeometry]] = []
    func add(_ recipe: PictureRecipe) {
      let size = (recipe.resize?.height ?? input.height, recipe.resize?.width ?? input.width)
      guard let windows = try? recipe.windows(height: size.0, width: size.1),
        (windows.last?.output ?? [size.0, size.1]) == [target.height, target.width]
      else { return }
      // Padding same and padding 1 can be the same windows: axes tell, not what was asked for.
      let isKnown = shapes.indices.contains {
        shapes[$0].resize == recipe.resize
          && (shapes[$0].filter == nil) == (recipe.filter == nil)
          && shapes[$0].poolsFirst == recipe.poolsFirst
          && seen[$0].map(\.axes) == windows.map(\.axes)
      }
      guard !isKnown else { return }
      shapes.append(recipe)
      seen.append(windows)
    }
    for resize in resizes {
      for filter in filters {
        for pooling in poolings {
          for first in filter == nil || pooling == nil ? [false] : [false, true] {
            var recipe = PictureRecipe()
            recipe.resize = resize
            recipe.filter = filter
            recipe.pooling = pooling
            recipe.poolsFirst = first
            add(recipe)
          }
        }
      }
    }
    if base.resize == nil, (input.height, input.width) != (target.height, target.width) {
      for resize in Self.resizes(height: target.height, width: target.width) {
        var recipe = PictureRecipe()
        recipe.resize = resize
        add(recipe)
      }
    }
    return shapes
  }

  private static func resizes(height: Int, width: Int) -> [PictureRecipe.Resize] {
    Interpolation.allCases.flatMap { interpolation -> [PictureRecipe.Resize] in
      let plain = PictureRecipe.Resize(height: height, width: width, interpolation: interpolation)
      guard interpolation == .bilinear || interpolation == .bicubic else { return [plain] }
      return [
        plain,
        .init(height: height, width: width, interpolation: interpolation, antialias: true),
      ]
    }
  }

  // MARK: Samples

  /// Where samples are taken: rows and columns of the target, and of the input they depend on.
  private struct Places {
    /// Of the target.
    var outputs: [(y: Int, x: Int)] = []
    /// Top left of the input's part.
    var starts: [(y: Int, x: Int)] = []
    /// Height and width of the input's part.
    var reach = [1, 1]
  }

  private func places(_ shape: PictureRecipe) -> Places {
    guard
      let windows = try? shape.windows(
        height: shape.resize?.height ?? input.height, width: shape.resize?.width ?? input.width)
    else { return Places() }
    let size = [shape.resize?.height ?? input.height, shape.resize?.width ?? input.width]
    var places = Places()
    // From the last window back to the input: reach, step and start add up.
    func backwards(_ axis: Int) -> (reach: Int, step: Int, start: Int) {
      var (reach, step, start) = (1, 1, 0)
      for window in windows.reversed() {
        let axis = window.axes[axis]
        reach = (reach - 1) * axis.stride + axis.reach
        start = start * axis.stride - axis.padding.before
        step *= axis.stride
      }
      return (reach, step, start)
    }
    let (rows, columns) = (backwards(0), backwards(1))
    places.reach = [rows.reach, columns.reach]
    func isInside(_ y: Int, _ x: Int) -> Bool {
      let (top, left) = (y * rows.step + rows.start, x * columns.step + columns.start)
      return top >= 0 && left >= 0 && top + rows.reach <= size[0]
        && left + columns.reach <= size[1]
    }
    var generator = SeededGenerator(seed: 7)
    var tries = 0
    // Half of them anywhere, half where the target is not as flat as its median: edges tell more.
    let flat = medianLevel
    while places.outputs.count < Self.sampleCount, tries < 40 * Self.sampleCount {
      tries += 1
      let y = Int.random(in: 0..<target.height, using: &generator)
      let x = Int.random(in: 0..<target.width, using: &generator)
      guard isInside(y, x) else { continue }
      if places.outputs.count % 2 == 0, tries < 20 * Self.sampleCount,
        abs(level(y, x, 0) - flat) < 12
      {
        continue
      }
      places.outputs.append((y, x))
      places.starts.append((y * rows.step + rows.start, x * columns.step + columns.start))
    }
    return places
  }

  private var medianLevel: Int {
    let pixels = (target.levels ?? target.colours)!.pixels
    var counts = [Int](repeating: 0, count: 256)
    for pixel in pixels { counts[Int(pixel)] += 1 }
    var below = 0
    for (level, count) in counts.enumerated() {
      below += count
      if 2 * below >= pixels.count { return level }
    }
    return 255
  }

  private func level(_ y: Int, _ x: Int, _ channel: Int) -> Int {
    if let levels = target.levels { return Int(levels[y, x, 0]) }
    return Int(target.colours![y, x, channel])
  }

  /// Parts of the input, (N, H, W, 1), and the target's level for each.
  private struct Patches {
    var numbers: Tensor
    var levels: [Float]
  }

  private mutating func patches(of recipe: PictureRecipe, at places: Places) -> Patches {
    let known = planes[recipe.channel] ?? recipe.planes(of: input)
    planes[recipe.channel] = known
    var whole = known
    if let resize = recipe.resize {
      whole = known.resized(
        height: resize.height, width: resize.width, by: resize.interpolation,
        antialias: resize.antialias)
    }
    let (height, width) = (whole.shape[1], whole.shape[2])
    var scalars: [Float] = []
    var levels: [Float] = []
    for plane in 0..<whole.shape[0] {
      for (output, start) in zip(places.outputs, places.starts) {
        for y in start.y..<start.y + places.reach[0] {
          let row = (plane * height + y) * width + start.x
          scalars += whole.scalars[row..<row + places.reach[1]]
        }
        levels.append(Float(level(output.y, output.x, plane)))
      }
    }
    return Patches(
      numbers: Tensor(shape: [levels.count] + places.reach + [1], scalars: scalars), levels: levels)
  }

  // MARK: Fits

  /// The recipes of one shape and channel that fit.
  private func fitting(
    _ recipe: PictureRecipe, _ patches: Patches, _ variants: [PictureRecipe.Filter],
    reference: PictureRecipe
  ) -> [PictureRecipe] {
    guard patches.levels.count >= 8 else { return [] }
    var found: [PictureRecipe] = []
    let kinds: [PictureRecipe.Pooling.Kind?] =
      recipe.pooling == nil ? [nil] : PictureRecipe.Pooling.Kind.allCases
    for kind in kinds {
      var base = recipe
      if let kind { base.pooling?.kind = kind }
      var inputs = patches.numbers
      // The windows lie inside the patches: what padding there is was cut away with the border.
      var pooling = base.pooling
      pooling?.padding = .valid
      if base.poolsFirst, let pooling { inputs = pooling.pooled(inputs) }
      if let filter = base.filter { inputs = answers(inputs, filter, variants) }
      for overflows in base.filter == nil ? [false] : [false, true] {
        let sums = overflows ? inputs.overflowing8Bits : inputs
        for activation in [nil, .relu, .absolute] as [PictureRecipe.Activation?] {
          if base.filter == nil || overflows, activation != nil { continue }
          var numbers = activation?.applied(sums) ?? sums
          if !base.poolsFirst, let pooling { numbers = pooling.pooled(numbers) }
          base.overflows = overflows
          base.activation = activation
          let count = numbers.shape[3]
          for k in 0..<count {
            let values = stride(from: k, to: numbers.count, by: count).map { numbers.scalars[$0] }
            for (display, limit) in displays(values, patches.levels, reference: reference) {
              var fit = base
              if let filter = base.filter {
                var own = variants[k]
                own.stride = filter.stride
                own.padding = filter.padding
                own.dilation = filter.dilation
                fit.filter = own
              }
              fit.display = display
              fit.limit = limit
              found.append(fit)
            }
          }
        }
      }
    }
    return found
  }

  /// What every variant of a filter answers to the patches, (N, H, W, K).
  private func answers(
    _ patches: Tensor, _ filter: PictureRecipe.Filter, _ variants: [PictureRecipe.Filter]
  ) -> Tensor {
    let planes = variants.map { $0.isTrueConvolution ? $0.weights.rotated180 : $0.weights }
    let filters = Tensor.stacked(planes, axis: 2)
    return conv2D(
      patches, filters.reshaped(filter.weights.shape[0], filter.weights.shape[1], 1, planes.count),
      stride: filter.stride, dilation: filter.dilation)
  }

  /// The ways to draw numbers that give the levels.
  private func displays(
    _ values: [Float], _ levels: [Float], reference: PictureRecipe
  ) -> [(PictureRecipe.Display, Float?)] {
    let slack = Float(tolerance) + 0.5
    var found: [(PictureRecipe.Display, Float?)] = []
    func add(_ display: PictureRecipe.Display, _ limit: Float?) {
      if !found.contains(where: { $0 == (display, limit) }) { found.append((display, limit)) }
    }
    func fits(_ level: (Float) -> Float) -> Bool {
      for (value, expected) in zip(values, levels)
      where abs(min(max(level(value), 0), 255) - expected) > slack {
        return false
      }
      return true
    }
    if !target.isViridis {
      let limits = [nil] + (reference.limit.map { [$0] } ?? [])
      for limit in limits as [Float?] {
        let scale = 255 / (limit ?? 255)
        if fits({ scale * $0 }) { add(.clamp, limit) }
        if fits({ scale * abs($0) }) { add(.absolute, limit) }
        if let limit, fits({ 128 + 127 * $0 / limit }) { add(.signed, limit) }
      }
      // The limit is not known: it is the slope, and one that is a whole number may be typed.
      if let slope = Self.slope(values, levels, from: 128), fits({ 128 + slope * $0 }) {
        add(.signed, nil)
        add(.signed, (127 / slope).rounded())
      }
      for (display, sign) in [(PictureRecipe.Display.clamp, false), (.absolute, true)] {
        let numbers = sign ? values.map { abs($0) } : values
        if let slope = Self.slope(numbers, levels, from: 0),
          fits({ slope * (sign ? abs($0) : $0) }), abs(255 / slope - 255) > Float(tolerance) + 1
        {
          add(display, (255 / slope).rounded())
        }
      }
    }
    if let (slope, offset) = Self.line(values, levels), slope > 0, fits({ offset + slope * $0 }) {
      add(target.isViridis ? .viridis : .stretch, nil)
    }
    return found
  }
}
