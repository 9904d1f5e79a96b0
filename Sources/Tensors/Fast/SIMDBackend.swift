// Which set of inner loops this processor runs.

import CBackends

/// The inner loops behind convolutions, pooling and products, in one version for each kind of
/// processor.
public enum SIMDBackend {
  /// The environment variable that names the set to use, in place of the fastest.
  public static let variable = "CONVBOOK_BACKEND"

  /// The name of the set in use.
  public static var name: String { String(cString: backend.name) }

  /// The names of all sets that run on this processor, from plain C to the fastest.
  public static var available: [String] {
    var names: [String] = []
    while let set = backend_available(names.count) {
      names.append(String(cString: set.pointee.name))
    }
    return names
  }
}

/// The set in use.
var backend: Backend { @inline(__always) get { backend_chosen().pointee } }
