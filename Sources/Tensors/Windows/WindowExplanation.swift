// Explains a window's geometry in text: the formula of each size, and what is left unread.

extension WindowGeometry {
  /// The formula of each output size, one line for each axis:
  ///
  ///     height  ⌊(429 + 2·0 − 3) / 1⌋ + 1 = 427
  ///     width   ⌊(640 + 2·0 − 3) / 1⌋ + 1 = 638
  public var explanation: [Message] {
    axes.map { axis in
      let sum = axis.sum(isSame: isSame)
      return switch axis.name {
      case "length": "length  \(sum)"
      case "width": "width   \(sum)"
      case "height": "height  \(sum)"
      case "depth": "depth   \(sum)"
      default: "\(axis.name)  \(sum)"
      }
    }
  }

  /// Notes that the formulas don't show: rows left unread, and padding that differs on both sides.
  public var notes: [Message] { axes.flatMap { $0.unreadNotes + $0.paddingNotes(isSame: isSame) } }

  /// The notes about rows left unread.
  package var unreadNotes: [Message] { axes.flatMap(\.unreadNotes) }

  /// The notes about padding.
  package var paddingNotes: [Message] { axes.flatMap { $0.paddingNotes(isSame: isSame) } }
}

extension WindowGeometry.Axis {
  /// Formats the formula of the output size, as `⌊(429 + 2·0 − 3) / 1⌋ + 1 = 427`, or for `.same`
  /// padding `⌈7 / 2⌉ = 4`; then the reach of a dilated window.
  public func sum(isSame: Bool) -> Message {
    // Numbers of a formula are not grouped.
    if isSame { return Message("⌈\(input) / \(stride)⌉ = \(output)" as String) }
    let border =
      padding.before == padding.after
      ? "2·\(padding.before)" : "\(padding.before) + \(padding.after)"
    let size = "⌊(\(input) + \(border) − \(reach)) / \(stride)⌋ + 1 = \(output)"
    let dilated = "\(dilation)·(\(windowSize) − 1) + 1 = \(reach)"
    return dilation == 1 ? Message(size) : "\(size), reach \(dilated)"
  }

  fileprivate var unreadNotes: [Message] {
    var notes: [Message] = []
    if unread > 0 { notes.append(unreadAtTheEnd) }
    if let inside = unreadInside, inside > 0 { notes.append(unread(inside: inside)) }
    return notes
  }

  private var unreadAtTheEnd: Message {
    switch name {
    case "height": Message(unread, "last row unread", "\(unread) rows at the bottom unread")
    case "width": Message(unread, "last column unread", "\(unread) columns on the right unread")
    case "depth": Message(unread, "last slice unread", "\(unread) slices at the back unread")
    default: Message(unread, "last position unread", "\(unread) positions at the end unread")
    }
  }

  private func unread(inside: Int) -> Message {
    let part: Message =
      switch name {
      case "height": "\(inside) of \(input) rows inside unread"
      case "width": "\(inside) of \(input) columns inside unread"
      case "depth": "\(inside) of \(input) slices inside unread"
      default: "\(inside) of \(input) positions inside unread"
      }
    if stride > reach {
      return "\(part): the stride \(stride) is longer than the window's reach \(reach)"
    }
    return switch name {
    case "height": "\(part): stride \(stride) and dilation \(dilation) keep to the same rows"
    case "width": "\(part): stride \(stride) and dilation \(dilation) keep to the same columns"
    case "depth": "\(part): stride \(stride) and dilation \(dilation) keep to the same slices"
    default: "\(part): stride \(stride) and dilation \(dilation) keep to the same positions"
    }
  }

  fileprivate func paddingNotes(isSame: Bool) -> [Message] {
    if isSame, padding.before != padding.after { return [oddPadding] }
    guard !isSame, padding.before >= reach || padding.after >= reach else { return [] }
    return ["some windows along \(WindowGeometry.words(name)) see nothing but padding"]
  }

  private var oddPadding: Message {
    let (before, after) = (padding.before, padding.after)
    let why: Message =
      reach.isMultiple(of: 2) ? "a window \(reach) long has no middle" : "an odd total"
    return switch name {
    case "height":
      "same pads the height by \(before) above and \(after) below: \(why), TensorFlow puts the odd "
        + "one below"
    case "width":
      "same pads the width by \(before) on the left and \(after) on the right: \(why), TensorFlow "
        + "puts the odd one on the right"
    case "depth":
      "same pads the depth by \(before) in front and \(after) behind: \(why), TensorFlow puts the "
        + "odd one behind"
    default:
      "same pads the \(WindowGeometry.words(name)) by \(before) before and \(after) after: \(why), "
        + "TensorFlow puts the odd one after"
    }
  }
}
