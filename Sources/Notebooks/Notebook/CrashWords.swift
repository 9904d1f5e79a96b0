// What the runtime's messages mean when a lesson crashes, in plainer words.

import Formatting

extension Outcome.Failure {
  /// What a message of Swift's runtime means and what to do, for the usual ones; nil for others.
  package static func meaning(ofCrash message: String) -> Message? {
    usualCrashes.first { words, _ in message.contains(words) }?.meaning
  }

  /// Parts of the messages of Swift 6.3's standard library, in debug, and of the compiler's traps;
  /// the more exact ones first.
  private static let usualCrashes: [(words: String, meaning: Message)] = [
    ("ndex out of bounds", ofSlices), ("String index is out of bounds", ofStrings),
    ("ndex out of range", ofIndices), ("ndex is out of range", ofIndices),
    ("Division by zero", ofDivisions), ("Range requires lowerBound", ofRanges),
    ("Unexpectedly found nil", ofNil), ("infinite or NaN", ofInfinity),
    ("Not enough bits", ofSizes), ("because the result would be", ofSizes),
    ("Negative value is not representable", ofSizes), ("arithmetic overflow", ofOverflow),
    ("from an empty collection", ofEmptiness), ("with an empty range", ofEmptyRanges),
    ("count < 0", ofCounts), ("Negative count", ofCounts), ("negative length", ofCounts),
    ("negative number of elements", ofCounts), ("Duplicate values for key", ofKeys),
    ("Could not cast value", ofCasts), ("Stride size must not be zero", ofStrides),
    ("failed to allocate", ofMemory), ("Could not allocate memory", ofMemory),
  ]

  private static let ofMemory: Message = """
    The memory that it may have was used up. Does a list grow in a loop that does not end, or is \
    an array much larger than meant?
    """
  private static let ofIndices: Message = """
    An array was asked for an element that it does not have. The first has the index 0, the last \
    its count minus 1.
    """
  private static let ofSlices: Message = """
    A slice keeps the indices of its array: it begins at startIndex, which need not be 0.
    """
  private static let ofStrings: Message = "A text was asked for a character that it does not have."
  private static let ofDivisions: Message = """
    A whole number was divided by 0. Look at what the divisor is there; of whole numbers 7 / 8 is \
    0, too.
    """
  private static let ofRanges: Message = """
    A range a..<b or a...b needs a b that is not less than a. Does it run backwards, or is \
    something of size 0?
    """
  private static let ofNil: Message = """
    A value that may be nothing (nil) was taken with !, and it was nothing. Say what to take then: \
    value ?? 0
    """
  private static let ofInfinity: Message = """
    A number that is infinite, or no number (NaN), can't become a whole one. A division by 0.0 or \
    the logarithm of 0 makes such numbers.
    """
  private static let ofSizes: Message = """
    The number does not fit into the type that it was to become: UInt8 holds 0 to 255. Bring it \
    into that range first: min(255, max(0, x))
    """
  private static let ofOverflow: Message = """
    The result does not fit into its type: UInt8 holds 0 to 255, so 200 + 100 is too much for it, \
    and 3 - 5 too little. Compute with Int or Float.
    """
  private static let ofEmptiness: Message = """
    An element was removed where none was left. Ask isEmpty first.
    """
  private static let ofEmptyRanges: Message = "A number was to be drawn from a range without any."
  private static let ofCounts: Message = """
    A number of elements can't be less than 0. Look at how it was computed.
    """
  private static let ofKeys: Message = "Two entries were to have the same key."
  private static let ofCasts: Message = "The value has another type than the one after as!."
  private static let ofStrides: Message = "stride(from:to:by:) was to go on by 0."
}
