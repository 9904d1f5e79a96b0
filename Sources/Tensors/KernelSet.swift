// Which set of inner loops this processor runs.

import CKernels

/// The inner loops behind convolutions, pooling and products, in one version for each kind of
/// processor.
public enum KernelSet {
  /// The environment variable that names the set to use.
  public static let variable = "CONVBOOK_KERNELS"

  /// The name of the set in use: the fastest this processor has, or what `CONVBOOK_KERNELS` says.
  public static var name: String { String(cString: kernel_name()) }

  /// How many floats a vector of the set in use holds.
  public static var lanes: Int { kernel_lanes() }

  /// The names of all sets that run on this processor, from plain C to the fastest.
  public static var available: [String] {
    var names: [String] = []
    while let name = kernel_available(names.count) { names.append(String(cString: name)) }
    return names
  }

  /// Uses another set from now on, for tests; not while anything is computed.
  package static func use(_ name: String) {
    require(kernel_use(name), "there is no set of kernels \"\(name)\" here, only \(available)")
  }
}
