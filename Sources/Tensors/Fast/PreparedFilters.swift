// The filters of a convolution in the order in which it reads them, for inference with the same
// filters again and again.

import CBackends

/// Holds filters as one kind of `ConvolutionPass` reads them.
///
/// A pass with them computes, bit for bit, what it computes without.
package final class PreparedFilters: Sendable {
  /// At the points of Winograd convolution.
  let points: WinogradFilters?
  /// In panels, for direct convolution; nil where filters are read as they are or packed each time.
  let panels: AlignedNumbers?

  fileprivate init(points: WinogradFilters) { (self.points, panels) = (points, nil) }
  fileprivate init(panels: AlignedNumbers?) { (points, self.panels) = (nil, panels) }
}

extension ConvolutionPass {
  /// Prepares filters (FH, FW, C, K) for passes of this one's shapes, which takes their memory once
  /// more, or four times for Winograd convolution and K rounded up to whole vectors.
  package func prepare(_ filters: Tensor) -> PreparedFilters {
    usesWinograd
      ? PreparedFilters(points: WinogradFilters(filters))
      : PreparedFilters(panels: panels(of: filters))
  }

  /// Copies filters to panels, unless a matrix product takes them as they are.
  private func panels(of filters: Tensor) -> AlignedNumbers? {
    let inner = filters.count / max(1, count)
    guard count > 2 * backend.panel_columns, count.isMultiple(of: backend.lanes) else { return nil }
    let panels = AlignedNumbers(count: filters.count)
    let parts = (count + backend.panel_columns - 1) / backend.panel_columns
    filters.withUnsafeScalars { filters in
      parallelFor(parts) { part in
        let first = part * backend.panel_columns
        let width = min(backend.panel_columns, count - first)
        backend.copy_blocks(
          filters + first, count, panels.start + first * inner, width, width, inner)
      }
    }
    return panels
  }
}
