import Foundation
import Testing

@testable import Networks

@Suite struct LayerNamesTests {
  /// Catalogues of other languages get the names from a list, which has every type of layer.
  @Test func everyLayerHasAName() throws {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../Sources/Networks")
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    let texts = try (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
      .map { try String(contentsOf: $0, encoding: .utf8) }
    let types = texts.flatMap { $0.matches(of: /public struct (\w+): Layer\b/) }
      .map { String($0.1) }
    #expect(types.count > 10 && Set(types) == Set(layerNames.map(\.english)))
    #expect(ReLU().name.english == "ReLU")
  }
}
