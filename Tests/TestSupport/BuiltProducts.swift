import Foundation

extension URL {
  /// The folder of this build's programs, which is that of the test bundle.
  ///
  /// On Linux the bundle is this very program; on macOS a helper runs it and is told its path.
  public static var builtProducts: URL {
    let path = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    let parts = URL(fileURLWithPath: path).pathComponents.prefix { !$0.hasSuffix(".xctest") }
    return URL(fileURLWithPath: NSString.path(withComponents: Array(parts)))
  }
}
