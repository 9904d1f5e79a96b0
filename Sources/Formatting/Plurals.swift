// Counts with their noun.

/// Formats a count with its noun in the singular or plural: "1 picture", "12,000 pictures".
///
/// - Parameter plural: the noun's plural where it is not the singular and an s.
package func plural(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
  "\(grouped(count)) " + (count == 1 ? singular : plural ?? singular + "s")
}
