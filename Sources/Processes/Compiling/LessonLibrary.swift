// The library that lessons and answers compiled outside `swift build` are linked to. The manifest
// declares it as a product, so its place is no secret of SwiftPM's.

import Foundation

/// The built library and the modules it is made of.
package struct LessonLibrary {
  /// The product's name in the manifest.
  package static let product = "LessonLibrary"
  /// The modules that are no part of it: the program itself, and the right answers.
  private static let modulesAbove: Set = ["convbook", "Checks"]

  /// The folder of built programs and libraries.
  package let products: URL
  /// The folder of the package's modules, for the maps of those written in C.
  package let sources: URL

  package init(products: URL, sources: URL) {
    self.products = products
    self.sources = sources
  }

  /// The library's file.
  package var file: URL {
    #if os(macOS)
      products.appendingPathComponent("lib\(Self.product).dylib")
    #else
      products.appendingPathComponent("lib\(Self.product).so")
    #endif
  }

  /// Changes whenever the library is built anew; nil when it is missing.
  var identity: String? { FileIdentity.of(file) }

  /// Whether it is there and was built, or found to be up to date, after every change of the
  /// sources.
  package var isCurrent: Bool {
    let date = { (file: URL) in
      (try? file.resourceValues(forKeys: [.contentModificationDateKey]))?.contentModificationDate
    }
    guard let built = date(file) else { return false }
    let recorded = max(built, date(buildRecord) ?? built)
    let files = FileManager.default.enumerator(
      at: sources, includingPropertiesForKeys: [.contentModificationDateKey])
    while let file = files?.nextObject() as? URL {
      if files?.level == 1, Self.modulesAbove.contains(file.lastPathComponent) {
        files?.skipDescendants()
      } else if let changed = date(file), changed > recorded {
        return false
      }
    }
    return true
  }

  /// Records that a build has made it or found it up to date; the library's own time stays as it is
  /// when nothing that it is made of has changed.
  ///
  /// - Parameter start: when the build began; it may not have seen later changes.
  package func recordBuild(begunAt start: Date) throws {
    try Data().write(to: buildRecord)
    try FileManager.default.setAttributes(
      [.modificationDate: start], ofItemAtPath: buildRecord.path)
  }

  private var buildRecord: URL {
    products.appendingPathComponent("\(Self.product).build-record")
  }

  /// What makes the compiler find the modules, and the program its library.
  var compilerOptions: [String] {
    ["-I", products.appendingPathComponent("Modules").path]
      + moduleMaps.flatMap { ["-Xcc", "-fmodule-map-file=\($0.path)"] }
      + [file.path, "-Xlinker", "-rpath", "-Xlinker", products.path]
  }

  /// The maps of the modules written in C: those of the build, and those of the system's libraries.
  private var moduleMaps: [URL] {
    [(products, "build"), (sources, "")].flatMap { folder, pathExtension in
      let contents = try? FileManager.default.contentsOfDirectory(
        at: folder, includingPropertiesForKeys: nil)
      return (contents ?? []).filter { $0.pathExtension == pathExtension }
        .map { $0.appendingPathComponent("module.modulemap") }
        .filter { FileManager.default.fileExists(atPath: $0.path) }
    }.sorted { $0.path < $1.path }
  }
}
