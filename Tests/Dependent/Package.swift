// swift-tools-version: 6.0
import PackageDescription

// Another package, which depends on a version of Convbook by its address: SwiftPM applies rules to
// such a dependency that it does not apply to a checkout. `.ci/run` builds and runs it against a
// clone.
let package = Package(
  name: "Dependent",
  platforms: [.macOS(.v14)],
  dependencies: [
    .package(url: Context.environment["CONVBOOK_CLONE"] ?? "", exact: "99.0.0")
  ],
  targets: [
    .executableTarget(
      name: "dependent",
      dependencies: [
        .product(name: "Pixels", package: "Convbook"),
        .product(name: "Tensors", package: "Convbook"),
      ], path: "Sources")
  ]
)
