// Shapes, and settings that hold one value for each axis. Their numbers are never grouped: they are
// compared with code.

/// Formats a shape as people write it: `(1, 429, 640, 3)`.
public func describe(_ shape: [Int]) -> String {
  "(" + shape.map(String.init).joined(separator: ", ") + ")"
}

/// Formats a setting of a window: "2" when all axes agree, else "(2, 1)".
package func describeSetting(_ values: [Int]) -> String {
  Set(values).count == 1 ? "\(values[0])" : describe(values)
}
