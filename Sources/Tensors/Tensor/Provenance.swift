// The record of the operation that made a tensor, from which a trace explains the shape.

/// Records the operation that made a tensor, and the shapes of its operands.
public struct Provenance: Sendable, Equatable {
  /// An operand of the operation.
  public struct Operand: Sendable, Equatable {
    /// The name: "input", "filters".
    public let name: String
    /// The shape.
    public let shape: [Int]
    /// Makes an operand.
    public init(_ name: String, _ shape: [Int]) {
      self.name = name
      self.shape = shape
    }
  }

  /// The name of the function: "conv2D".
  public let name: String
  /// The operator sign between two operands: "∗" for convolution.
  public let symbol: String
  /// The operands, in order.
  public let operands: [Operand]
  /// The settings: "stride 1, valid".
  public let detail: Message
  /// The geometry of the window, for operations that slide one.
  public let geometry: WindowGeometry?

  /// Records an operation.
  public init(
    _ name: String, symbol: String = "·", operands: [Operand], detail: Message = "",
    geometry: WindowGeometry? = nil
  ) {
    self.name = name
    self.symbol = symbol
    self.operands = operands
    self.detail = detail
    self.geometry = geometry
  }
}
