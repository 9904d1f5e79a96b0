// Which functions and types of the library a compiled program refers to. Its text can hide that;
// what it is linked to can't.

import Foundation

extension CompiledProgram {
  /// Returns the names of what a program refers to in modules of the library: of "Tensors.conv2D"
  /// and "Networks.Dense.init" the words "conv2D", "Dense" and "init".
  package func names(in modules: [String]) -> Set<String> {
    // Mangled names hold a module's name behind its length.
    let marks = modules.map { Array("\($0.utf8.count)\($0)".utf8) }
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else { return [] }
    var names: Set<String> = []
    for text in data.split(separator: 0) where text.count < Self.longestSymbol {
      guard let start = text.firstRange(of: Array("$s".utf8))?.lowerBound else { continue }
      let symbol = text[start...]
      guard marks.contains(where: { symbol.firstRange(of: $0) != nil }) else { continue }
      names.formUnion(Self.names(String(decoding: symbol, as: UTF8.self), modules))
    }
    return names
  }

  private static let longestSymbol = 4096

  /// The words of what a mangled name stands for, if it is in one of the modules.
  private static func names(_ symbol: String, _ modules: [String]) -> Set<String> {
    guard let text = swiftDemangle(symbol, UInt(symbol.utf8.count), nil, nil, 0) else { return [] }
    defer { free(text) }
    // "type metadata accessor for Networks.Dense", "(extension in Tensors):Swift.Array.mean() ->
    // Swift.Float": up to the parameters or the type.
    let words = String(cString: text).replacing(#/\(extension in (\w+)\):/#) { "\($0.1)." }
    guard let entity = words.prefix(while: { !"(<:".contains($0) }).split(separator: " ").last
    else { return [] }
    let parts = entity.split(separator: ".").map(String.init)
    return parts.first.map(modules.contains) == true ? Set(parts.dropFirst()) : []
  }
}

/// The runtime's own demangler; the caller frees what it returns.
@_silgen_name("swift_demangle")
private func swiftDemangle(
  _ name: UnsafePointer<CChar>, _ length: UInt, _ output: UnsafeMutablePointer<CChar>?,
  _ size: UnsafeMutablePointer<UInt>?, _ flags: UInt32
) -> UnsafeMutablePointer<CChar>?
