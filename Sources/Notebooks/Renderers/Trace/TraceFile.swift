// Reads and writes the shape trace as JSON, one step per line for readable diffs.

import Foundation

/// `trace.json`: an array of `{"step","inputs":{name:[…]},"output":[…],"detail"}`, and
/// `{"step","value","detail"}` for a traced number.
public enum TraceFile {
  /// A step in the file.
  public struct Entry: Codable, Equatable, Sendable {
    /// The name of the step.
    public var step: String
    /// The input shapes by name.
    public var inputs: [String: [Int]]?
    /// The output shape.
    public var output: [Int]?
    /// The traced number.
    public var value: Double?
    /// The settings of the operation.
    public var detail: String
  }

  /// Returns the trace steps among outputs as the file's text.
  static func json(_ outputs: [CellOutput]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let lines = try outputs.compactMap { output -> String? in
      guard case .trace(let trace) = output.content else { return nil }
      return String(decoding: try encoder.encode(Entry(trace)), as: UTF8.self)
    }
    return lines.isEmpty ? "[]\n" : "[\n" + lines.joined(separator: ",\n") + "\n]\n"
  }

  /// Reads a trace file.
  public static func entries(_ data: Data) throws -> [Entry] {
    try JSONDecoder().decode([Entry].self, from: data)
  }
}

extension TraceFile.Entry {
  init(_ trace: CellOutput.Trace) {
    step = trace.step
    detail = trace.detail.english
    output = trace.output
    value = trace.value
    if trace.output != nil {
      inputs = Dictionary(
        trace.inputs.map { ($0.name, $0.shape) }, uniquingKeysWith: { first, _ in first })
    }
  }
}
