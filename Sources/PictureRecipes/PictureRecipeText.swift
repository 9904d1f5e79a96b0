// A recipe in words for people, and as the options of `convbook filter` and `convbook pool`.

import Tensors

extension PictureRecipe {
  /// One of the choices that make a recipe.
  enum Aspect: CaseIterable {
    case channel, resize, filter, direction, stride, padding, dilation, overflow, activation
    case pooling, order, display, limit, rounding, flip
  }

  /// A choice in words that can stand in a list; nil for one that leaves everything as it is.
  func words(for aspect: Aspect) -> Message? {
    switch aspect {
    case .channel: channel.words
    case .resize:
      resize.map {
        let (size, method) = ("\($0.height) × \($0.width)", $0.interpolation.rawValue)
        return $0.antialias
          ? "resized to \(size) by \(method) with antialiasing" : "resized to \(size) by \(method)"
      }
    case .filter: filter.map { "filtered with \($0.name)" }
    case .direction:
      filter.flatMap {
        guard $0.isTrueConvolution else { return nil }
        return $0.weights.rotated180 == -$0.weights
          ? "the filter turned by 180° (true convolution, the same here as a reversed sign)"
          : "the filter turned by 180° (true convolution)"
      }
    case .stride: filter.flatMap { $0.stride == [1, 1] ? nil : "stride \(Self.pair($0.stride))" }
    case .padding: filter.flatMap { $0.padding == .valid ? nil : $0.padding.words }
    case .dilation:
      filter.flatMap { $0.dilation == [1, 1] ? nil : "dilation \(Self.pair($0.dilation))" }
    case .overflow: overflows ? "the sums overflowing 8 bits" : nil
    case .activation:
      activation.map { $0 == .relu ? "ReLU" : "the absolute value of every number" }
    case .pooling: pooling?.words
    case .order: pooling == nil || filter == nil ? nil : poolsFirst ? "pooled first" : nil
    case .display: display.words(isSigned: filter?.canBeNegative ?? false)
    case .limit: limit.map { "white at \(Self.text($0))" }
    case .rounding: roundsDown ? "fractions cut off" : nil
    case .flip: flip?.words
    }
  }

  /// The recipe in words: "the blue channel, filtered with vertical-edge, negative answers cut to
  /// black".
  package var sentence: Message {
    Aspect.allCases.compactMap(words(for:)).joined(separator: ", ")
  }

  /// What is different from another recipe, a phrase for each choice.
  package func differences(from other: PictureRecipe) -> [Message] {
    let aspects = aspects(differingFrom: other)
    return aspects.compactMap { aspect -> Message? in
      // Another way of drawing has a white of its own.
      if aspect == .limit, limit == nil, aspects.contains(.display) { return nil }
      let (mine, theirs) = (words(for: aspect), other.words(for: aspect))
      switch (mine, theirs) {
      case (let mine?, let theirs?): return "\(mine) instead of \(theirs)"
      case (let mine?, nil): return aspect == .order ? "\(mine), not last" : mine
      case (nil, let theirs?): return "not \(theirs)"
      case (nil, nil): return "another \(aspect)"
      }
    }
  }

  /// The operation at which two recipes part, by a word that names of steps contain; nil when only
  /// the drawing differs.
  package func firstOperation(differingFrom other: PictureRecipe) -> String? {
    let aspects = aspects(differingFrom: other)
    func differ(_ some: Set<Aspect>) -> Bool { !some.isDisjoint(with: aspects) }
    if aspects.contains(.channel) { return "channel" }
    if aspects.contains(.resize) { return "resize" }
    if aspects.contains(.order) { return "pool" }
    if differ([.filter, .direction, .stride, .padding, .dilation, .overflow, .activation]) {
      return "conv"
    }
    return aspects.contains(.pooling) ? "pool" : nil
  }

  /// The choices in which two recipes differ.
  func aspects(differingFrom other: PictureRecipe) -> [Aspect] {
    Aspect.allCases.filter { aspect in
      switch aspect {
      case .channel: channel != other.channel
      case .resize: resize != other.resize
      case .filter: filter?.weights != other.filter?.weights
      case .direction:
        (filter?.isTrueConvolution ?? false) != (other.filter?.isTrueConvolution ?? false)
      case .stride: (filter?.stride ?? [1, 1]) != (other.filter?.stride ?? [1, 1])
      case .padding: (filter?.padding ?? .valid) != (other.filter?.padding ?? .valid)
      case .dilation: (filter?.dilation ?? [1, 1]) != (other.filter?.dilation ?? [1, 1])
      case .overflow: overflows != other.overflows
      case .activation: activation != other.activation
      case .pooling: pooling != other.pooling
      case .order: words(for: .order) != other.words(for: .order)
      case .display: display != other.display
      case .limit: limit != other.limit
      case .rounding: roundsDown != other.roundsDown
      case .flip: flip != other.flip
      }
    }
  }

  /// The options of `filter`, or of `pool` for a recipe that only pools.
  package var options: [String] {
    var options: [String] = []
    func add(_ name: String, _ value: String?) {
      if let value { options += ["--" + name, value] }
    }
    add("channel", channel == .each ? nil : channel.rawValue)
    if let resize {
      add("resize", "\(resize.height)x\(resize.width)")
      add("interpolation", resize.interpolation.rawValue)
      if resize.antialias { options.append("--antialias") }
    }
    if let filter {
      add("filter", filter.optionText)
      if filter.isTrueConvolution { options.append("--true-convolution") }
      add("stride", filter.stride == [1, 1] ? nil : Self.pair(filter.stride))
      add("padding", filter.padding.optionText)
      add("dilation", filter.dilation == [1, 1] ? nil : Self.pair(filter.dilation))
    }
    if overflows { options.append("--overflow") }
    add("activation", activation?.rawValue)
    if let pooling {
      if isOnlyPooling {
        add("window", Self.pair(pooling.window))
        add("stride", pooling.stride == pooling.window ? nil : Self.pair(pooling.stride))
        add("padding", pooling.padding.optionText)
        add("kind", pooling.kind.rawValue)
      } else {
        add("pool", Self.pair(pooling.window))
        add("pool-stride", pooling.stride == pooling.window ? nil : Self.pair(pooling.stride))
        add("pool-kind", pooling.kind.rawValue)
        if poolsFirst { options.append("--pool-first") }
      }
    }
    add("show", isOnlyPooling ? nil : display.rawValue)
    add("white", limit.map(Self.text))
    if roundsDown { options.append("--round-down") }
    add("flip", flip?.rawValue)
    return options
  }

  /// The command that makes the picture, quoted for a shell.
  package func command(input: String, output: String) -> String {
    (["convbook", isOnlyPooling ? "pool" : "filter", input, "-o", output] + options)
      .map(Self.quoted).joined(separator: " ")
  }

  /// Whether `pool` can say it: a pooling whose numbers are drawn as they are, and nothing else but
  /// the channel.
  package var isOnlyPooling: Bool {
    var plain = PictureRecipe(channel: channel)
    plain.pooling = pooling
    return pooling != nil && self == plain
  }

  private static func quoted(_ word: String) -> String {
    let isPlain = word.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_./,=+:".contains($0))
    }
    return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }

  /// "3" for 3 × 3, else "2x3".
  fileprivate static func pair(_ values: [Int]) -> String {
    values[0] == values[1] ? "\(values[0])" : "\(values[0])x\(values[1])"
  }

  /// A number without needless zeros, that reads back as the same Float.
  fileprivate static func text(_ value: Float) -> String {
    value == value.rounded() && abs(value) < 1e6 ? "\(Int(value))" : "\(value)"
  }
}

extension PictureRecipe.Filter {
  var preset: FilterPreset? { FilterPreset.all.first { $0.weights == weights } }

  /// Whether an answer can lie below 0.
  var canBeNegative: Bool { weights.scalars.contains { $0 < 0 } }

  /// "sobel-x", "sobel-x with its sign reversed", or the numbers.
  var name: Message {
    if let preset { return Message(preset.name) }
    let changes: [((String) -> Message, (Tensor) -> Tensor)] = [
      ({ "\($0) with its sign reversed" }, { -$0 }), ({ "\($0) transposed" }, \.transposed),
      ({ "\($0) mirrored left to right" }, { $0.flipped(axes: [1]) }),
      ({ "\($0) mirrored top to bottom" }, { $0.flipped(axes: [0]) }),
      ({ "\($0) turned by 180°" }, \.rotated180),
      ({ "\($0) transposed, with its sign reversed" }, { -$0.transposed }),
    ]
    for (words, change) in changes {
      if let preset = FilterPreset.all.first(where: { change($0.weights) == weights }) {
        return words(preset.name)
      }
    }
    return "\(weights.shape[0]) × \(weights.shape[1]) numbers (\(rows))"
  }

  fileprivate var optionText: String { preset?.name ?? rows }

  private var rows: String {
    let width = weights.shape[1]
    return Swift.stride(from: 0, to: weights.count, by: width).map { start in
      weights.scalars[start..<start + width].map(PictureRecipe.text).joined(separator: " ")
    }.joined(separator: "; ")
  }
}

extension PictureRecipe.Channel {
  fileprivate var words: Message? {
    switch self {
    case .each: "the picture's own channels"
    case .bgr: "the channels in BGR order"
    case .red: "the red channel"
    case .green: "the green channel"
    case .blue: "the blue channel"
    case .mean: "the mean of the channels"
    case .luma: "the luma"
    case .lumaBGR: "the luma of channels in BGR order"
    case .overflowingMean: "the mean of the channels, their sum overflowing 8 bits"
    }
  }
}

extension PictureRecipe.Pooling {
  fileprivate var words: Message {
    let size = "\(window[0]) × \(window[1])"
    let pooling: Message =
      kind == .max ? "max pooling over \(size)" : "average pooling over \(size)"
    let moved: Message =
      stride == window ? pooling : "\(pooling) with stride \(PictureRecipe.pair(stride))"
    return padding == .valid ? moved : "\(moved) with \(padding.words)"
  }
}

extension PictureRecipe.Display {
  fileprivate func words(isSigned: Bool) -> Message? {
    switch self {
    case .clamp: isSigned ? "negative answers cut to black" : nil
    case .signed: "zero shown as mid-grey"
    case .absolute: "shown without the sign"
    case .stretch: "stretched from the smallest number to the largest"
    case .viridis: "in the colours of viridis"
    }
  }
}

extension PictureRecipe.Flip {
  fileprivate var words: Message {
    switch self {
    case .leftRight: "mirrored left to right"
    case .upDown: "mirrored top to bottom"
    case .both: "turned by 180°"
    case .transpose: "rows and columns exchanged"
    }
  }
}

extension Padding {
  fileprivate var words: Message {
    switch self {
    case .valid: "no padding"
    case .same: "padding same"
    case .edges: message
    }
  }

  /// As the option takes it; nil for none.
  fileprivate var optionText: String? {
    switch self {
    case .valid: return nil
    case .same: return "same"
    case .edges(let edges):
      let all = edges.flatMap { [$0.before, $0.after] }
      if Set(all).count == 1 { return "\(all[0])" }
      return all.map(String.init).joined(separator: ",")
    }
  }
}
