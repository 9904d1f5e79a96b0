// The shape trace as JSON, one step a line so that a diff reads well.

import Foundation

/// `trace.json`: an array of `{"step","inputs":{name:[…]},"output":[…],"detail"}`, and
/// `{"step","value","detail"}` for a traced number.
public enum TraceFile {
  /// One line of the file.
  public struct Entry: Codable, Equatable, Sendable {
    /// What the lesson calls the step.
    public var step: String
    /// The shapes that went in, by name.
    public var inputs: [String: [Int]]?
    /// The shape that came out.
    public var output: [Int]?
    /// The traced number.
    public var value: Double?
    /// How it was set.
    public var detail: String
  }

  /// The trace among the events, as the file's text.
  static func json(_ events: [CellOutput]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let lines = try events.compactMap { event -> String? in
      guard case .trace(let trace) = event.content else { return nil }
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
    detail = trace.detail
    output = trace.output
    value = trace.value
    if trace.output != nil {
      inputs = Dictionary(
        trace.inputs.map { ($0.name, $0.shape) }, uniquingKeysWith: { first, _ in first })
    }
  }
}
