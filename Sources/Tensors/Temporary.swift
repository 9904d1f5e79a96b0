extension WindowGeometry { public var explanation: [String] { axes.map { "\($0.name)  ⌊(\($0.input) + 2·0 − \($0.window)) / \($0.stride)⌋ + 1 = \($0.output)" } } }
extension Tensor { public func writeNumPy(to path: String) throws {} }
