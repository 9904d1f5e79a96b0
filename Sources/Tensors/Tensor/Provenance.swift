// What an operation can say about itself, so that a trace shows the sum and not only the answer.

/// A record of how a tensor came to be.
public struct Provenance: Sendable, Equatable {
  /// One tensor that went in.
  public struct Operand: Sendable, Equatable {
    /// What it is called: "input", "filters".
    public let name: String
    /// Its shape.
    public let shape: [Int]
    /// Names an operand.
    public init(_ name: String, _ shape: [Int]) {
      self.name = name
      self.shape = shape
    }
  }

  /// The function's name, as "conv2D".
  public let name: String
  /// The sign printed between two operands: "∗" for convolution.
  public let symbol: String
  /// What went in, in order.
  public let operands: [Operand]
  /// How it was set: "stride 1, valid".
  public let detail: String
  /// Where the window fits, for operations that slide one.
  public let geometry: WindowGeometry?

  /// Records an operation.
  public init(
    _ name: String, symbol: String = "·", operands: [Operand], detail: String = "",
    geometry: WindowGeometry? = nil
  ) {
    self.name = name
    self.symbol = symbol
    self.operands = operands
    self.detail = detail
    self.geometry = geometry
  }
}
