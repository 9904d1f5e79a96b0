// swift-tools-version: 6.0
import PackageDescription

// Somebody else's package, which depends on Convbook by its address and on a version of it: SwiftPM
// holds such a dependency to rules that it does not hold a checkout to. `.ci/run` builds and runs it
// against a clone.
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
