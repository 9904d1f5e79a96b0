// Which set of inner loops this processor runs.

import CKernels

/// The inner loops behind convolution and the matrix product.
public enum KernelSet {
  /// The name of the set that was chosen for this processor, as "plain C".
  public static var name: String { String(cString: kernel_name()) }
}
