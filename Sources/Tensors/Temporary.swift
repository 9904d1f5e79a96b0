extension Tensor { public func writeNumPy(to path: String) throws {} }
