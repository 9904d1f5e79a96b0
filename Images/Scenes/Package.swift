// swift-tools-version: 6.0
import PackageDescription

// A package of its own, so that building the book does not build the renderer of its two photos.
let package = Package(
  name: "Scenes",
  platforms: [.macOS(.v14)],
  dependencies: [.package(name: "Convbook", path: "../..")],
  targets: [
    .executableTarget(
      name: "scenes", dependencies: [.product(name: "Pixels", package: "Convbook")],
      path: "Sources")
  ]
)
