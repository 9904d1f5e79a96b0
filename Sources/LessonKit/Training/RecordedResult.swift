// Results of experiments that take too long for every run of a lesson: measured once by the code on
// its page, and kept in a JSON file beside it.

import Datasets
import Formatting
import Foundation

/// A result that is kept in a file, with how it was measured.
public struct RecordedResult<Value: Codable>: Codable {
  /// The command that measures it again.
  public let command: String
  /// The machine it was measured on: "AMD EPYC, 2 cores".
  public let machine: Message
  /// The seeds; there is a measurement for each.
  public let seeds: [UInt64]
  /// What was measured.
  public let value: Value

  /// A sentence that says how it was measured.
  public var explanation: Message {
    let list = seeds.map(String.init).joined(separator: ", ")
    return "Measured beforehand with the seeds \(list) on \(machine), by `\(command)`."
  }
}

extension Lesson {
  /// Returns a result from the file beside the lesson; with `--measure` it is measured, and the
  /// file written.
  ///
  /// There is a file for drawn pictures and one for those that were read: "curve-drawn.json" and
  /// "curve-mnist.json".
  ///
  /// - Parameters:
  ///   - name: what the file is called, without the data's name.
  ///   - source: where the pictures come from.
  ///   - data: the pictures it is measured on.
  ///   - options: whether it is measured.
  ///   - measure: the measurement, with the seeds to do it with.
  /// - Throws: what the measurement throws; `MissingResult`, `CocoaError` or `DecodingError` when
  ///   the file can't be read or written.
  public func recorded<Value: Codable>(
    _ name: String, on data: DatasetSplits, of source: DataSource, options: TrainingOptions,
    _ measure: ([UInt64]) throws -> Value
  ) throws -> RecordedResult<Value> {
    let file = URL(fileURLWithPath: Self.source).deletingLastPathComponent()
      .appendingPathComponent("\(name)-\(data.isDrawn ? "drawn" : source.rawValue).json")
    guard options.measure else {
      guard FileManager.default.fileExists(atPath: file.path) else {
        throw MissingResult(file: file.path)
      }
      return try JSONDecoder().decode(RecordedResult<Value>.self, from: Data(contentsOf: file))
    }
    // Real sets are larger, and take longer.
    let seeds: [UInt64] = Array(data.isDrawn ? 1...5 : 1...3)
    let result = RecordedResult(
      command: "swift run \(Self.name) --measure --data \(data.isDrawn ? "drawn" : "FOLDER")",
      machine: MachineDescription.processorAndCores, seeds: seeds, value: try measure(seeds)
    )
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try (encoder.encode(result) + Data("\n".utf8)).write(to: file, options: .atomic)
    return result
  }
}

/// A result was not measured yet.
public struct MissingResult: LocalizedError {
  let file: String

  /// What is missing, and what to do.
  public var errorDescription: String? {
    text(
      "\(file) is missing; with --measure the lesson measures again, for minutes, and writes it.")
  }
}
