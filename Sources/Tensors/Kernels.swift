// Which set of inner loops this processor runs.

import CKernels

/// The inner loops behind convolutions, pooling and products, in one version for each kind of
/// processor.
public enum Kernels {
  /// The environment variable that names the set to use, in place of the fastest.
  public static let variable = "CONVBOOK_KERNELS"

  /// The name of the set in use.
  public static var name: String { String(cString: kernels.name) }

  /// The names of all sets that run on this processor, from plain C to the fastest.
  public static var available: [String] {
    var names: [String] = []
    while let set = kernel_available(names.count) {
      names.append(String(cString: set.pointee.name))
    }
    return names
  }
}

/// The set in use.
var kernels: KernelSet { @inline(__always) get { kernel_chosen().pointee } }
