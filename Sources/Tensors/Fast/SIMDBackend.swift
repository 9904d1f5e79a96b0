// The SIMD backend in use.

import CBackends

/// Names the SIMD backends: the inner loops of convolution, pooling and matrix products, one
/// version for each instruction set.
public enum SIMDBackend {
  /// The environment variable that names the backend to use instead of the fastest.
  public static let variable = "CONVBOOK_BACKEND"

  /// The name of the backend in use.
  public static var name: String { String(cString: backend.name) }

  /// The names of all backends for this processor, from plain C to the fastest.
  public static var available: [String] {
    var names: [String] = []
    while let backend = backend_available(names.count) {
      names.append(String(cString: backend.pointee.name))
    }
    return names
  }
}

/// The backend in use.
var backend: Backend { @inline(__always) get { backend_chosen().pointee } }
