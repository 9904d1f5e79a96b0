// The mirrors of the published data sets. Checksums verify the files, so that neither the server
// nor the connection needs to be trusted.

import LessonKit

extension DataSource {
  /// The base addresses, best first.
  var mirrors: [String] {
    switch self {
    case .digits:
      [
        "https://ossci-datasets.s3.amazonaws.com/mnist/",
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
        "http://yann.lecun.com/exdb/mnist/",
      ]
    case .clothes:
      [
        "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
        "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
        "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
      ]
    }
  }

  /// Returns the base address of this set on a server with the folders of `data fetch`.
  func mirror(on server: String) -> String {
    server + (server.hasSuffix("/") ? "" : "/") + folderName + "/"
  }
}
