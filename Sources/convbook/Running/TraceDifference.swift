// Compares a lesson's shape trace with the reference, and describes the first difference.

import LessonKit

/// Compares traces step by step: names, shapes in and out, numbers. The text of a step's detail is
/// not compared.
enum TraceDifference {
  /// Whole numbers, such as counts, must be equal. Others, such as a mean or an accuracy, may
  /// differ by 1 % (and 0.00001 near zero): rounding differs between processors.
  static let numberTolerance = 0.01
  private static let leastTolerance = 1e-5

  /// Returns a description of the first difference; nil when there is none.
  static func first(
    expected: [TraceFile.Entry], found: [TraceFile.Entry]
  ) -> Message? {
    for (index, (old, new)) in zip(expected, found).enumerated() {
      let place: Message = "step \(index + 1), \(new.step)"
      if old.step != new.step {
        return "step \(index + 1) should be “\(old.step)”, it is “\(new.step)”"
      }
      if let words = inputs(old.inputs ?? [:], new.inputs ?? [:]) { return "\(place): \(words)" }
      if let words = shapes(old.output, new.output) { return "\(place): what comes out, \(words)" }
      if let words = numbers(old.value, new.value) { return "\(place): \(words)" }
    }
    guard expected.count != found.count else { return nil }
    let steps: Message = "\(expected.count) steps are on record, \(found.count) came out"
    return expected.count > found.count
      ? "\(steps): “\(expected[found.count].step)” is missing"
      : "\(steps): “\(found[expected.count].step)” is new"
  }

  private static func inputs(_ old: [String: [Int]], _ new: [String: [Int]]) -> Message? {
    for name in Set(old.keys).union(new.keys).sorted() {
      guard let words = shapes(old[name], new[name]) else { continue }
      return "what goes in as \(name), \(words)"
    }
    return nil
  }

  /// Describes a difference of shapes: "height 427 on record, now 429: (1, 427, 638, 1) and (1,
  /// 429, 638, 1)".
  static func shapes(_ old: [Int]?, _ new: [Int]?) -> Message? {
    guard old != new else { return nil }
    guard let new else { return old.map { "\($0) on record, now nothing" } }
    guard let old else { return "nothing on record, now \(new)" }
    guard old.count == new.count else {
      return "\(old.count) axes on record, now \(new.count): \(old) and \(new)"
    }
    let words = old.indices.filter { old[$0] != new[$0] }.map { axis -> Message in
      "\(name(of: axis, in: old.count)) \(old[axis]) on record, now \(new[axis])"
    }
    return "\(words.joined(separator: ", ")): \(old) and \(new)"
  }

  /// Returns the name of an axis of a picture or batch; the index for other tensors.
  private static func name(of axis: Int, in count: Int) -> Message {
    let names: [Message] =
      switch count {
      case 4: ["batch", "height", "width", "channels"]
      case 3: ["height", "width", "channels"]
      case 2: ["rows", "columns"]
      default: []
      }
    return axis < names.count ? names[axis] : "axis \(axis)"
  }

  static func numbers(_ old: Double?, _ new: Double?) -> Message? {
    guard old != new else { return nil }
    guard let new else { return old.map { "\($0) on record, now none" } }
    guard let old else { return "no number on record, now \(new)" }
    if old.isNaN && new.isNaN { return nil }
    let areWhole = old == old.rounded() && new == new.rounded()
    let allowed =
      areWhole ? 0 : leastTolerance + numberTolerance * max(old.magnitude, new.magnitude)
    // All digits: the difference may be in the last.
    return abs(old - new) <= allowed
      ? nil : "\(old.description) on record, now \(new.description)"
  }
}
