// The edition of the book, defined once for programs, pages, notebooks and grades.

/// The edition of the book.
public enum Edition {
  /// The version that `--version` prints.
  public static let version = "2.0.0-dev"
  /// The name and version that generated files state.
  public static let name = "Convbook \(version)"
}
