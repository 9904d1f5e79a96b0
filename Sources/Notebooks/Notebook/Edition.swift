// Which edition of the book this is. The one place that says so: programs, pages, notebooks and grades
// take it from here.

/// The edition of the book.
public enum Edition {
  /// Its version: what `--version` prints.
  public static let version = "2.0.0-dev"
  /// Its name and version, as what is made with it says.
  public static let name = "Convbook \(version)"
}
