// The library that lessons and answers compiled outside `swift build` are linked to. It is a
// product of the manifest, so that its path is defined.

import Foundation

/// The built library and the modules it is made of.
package struct LessonLibrary {
  /// The product's name in the manifest.
  package static let product = "LessonLibrary"
  /// The modules that are not part of it: the program, its engine, and the reference answers.
  private static let modulesAbove: Set = ["convbook", "Checks", "Live"]

  /// The folder of built programs and libraries.
  package let products: URL
  /// The folder of the package's sources, for the module maps of C targets.
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

  /// The library's file identity; nil when it is missing.
  package var identity: String? { FileIdentity.of(file) }

  /// Whether it exists and was built, or confirmed up to date, by the compiler of today and after
  /// the last change of the sources and the manifest.
  package var isCurrent: Bool {
    let date = { (file: URL) in
      (try? file.resourceValues(forKeys: [.contentModificationDateKey]))?.contentModificationDate
    }
    guard let built = date(file), let confirmed = date(buildRecord),
      let compiler = SwiftCompiler.identity,
      (try? Data(contentsOf: buildRecord)) == Data(compiler.utf8)
    else { return false }
    let recorded = max(built, confirmed)
    let manifest = sources.deletingLastPathComponent().appendingPathComponent("Package.swift")
    if let changed = date(manifest), changed > recorded { return false }
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

  /// Records the compiler and the time of a build, since the build leaves the library's
  /// modification time when nothing changed.
  ///
  /// - Parameter start: the time when the build began; later changes may be missing.
  package func recordBuild(begunAt start: Date) throws {
    try Data((SwiftCompiler.identity ?? "").utf8).write(to: buildRecord)
    try FileManager.default.setAttributes(
      [.modificationDate: start], ofItemAtPath: buildRecord.path)
  }

  private var buildRecord: URL {
    products.appendingPathComponent("\(Self.product).build-record")
  }

  /// The compiler options for module search and linking.
  var compilerOptions: [String] {
    importOptions + [file.path, "-Xlinker", "-rpath", "-Xlinker", products.path]
  }

  /// The compiler's options for files that import its modules.
  package var importOptions: [String] {
    ["-I", products.appendingPathComponent("Modules").path]
      + moduleMaps.flatMap { ["-Xcc", "-fmodule-map-file=\($0.path)"] }
  }

  /// The module maps of C targets, of system libraries, and of the packages' C targets, which lie
  /// beside their headers.
  private var moduleMaps: [URL] {
    func folders(in folder: URL, pathExtension: String) -> [URL] {
      let contents = try? FileManager.default.contentsOfDirectory(
        at: folder, includingPropertiesForKeys: nil)
      return (contents ?? []).filter { $0.pathExtension == pathExtension }
    }
    let targets =
      folders(in: products, pathExtension: "build") + folders(in: sources, pathExtension: "")
    let checkouts = sources.deletingLastPathComponent().appendingPathComponent(".build/checkouts")
    let packages = folders(in: checkouts, pathExtension: "")
    let headers = (packages + packages.map { $0.appendingPathComponent("Sources") })
      .flatMap { folders(in: $0, pathExtension: "") }
      .map { $0.appendingPathComponent("include") }
    return (targets + headers).map { $0.appendingPathComponent("module.modulemap") }
      .filter { FileManager.default.fileExists(atPath: $0.path) }
      .sorted { $0.path < $1.path }
  }
}
