// The kinds of pooling. After a new case here the compiler names every switch to extend.

/// What pooling computes from the numbers under a window.
public enum PoolingKind: String, CaseIterable, Sendable {
  /// The largest; padding counts as −∞ and never wins.
  case max
  /// The mean; padding is not counted.
  case average
}
