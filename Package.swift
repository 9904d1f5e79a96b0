// swift-tools-version: 6.0
import Foundation
import PackageDescription

/// Every lesson is an executable whose folder, target and product share one name.
let lessons = [
  "01-pixels",
  "02-grayscale",
  "03-arrays",
  "04-why-convolution",
  "05-sliding-window",
  "06-flip-or-not",
  "07-padding-and-stride",
  "08-channels-and-filters",
  "09-edge-filter",
  "10-pooling",
  "11-dimensions",
  "12-im2col",
  "13-layers",
  "14-activations",
  "15-backpropagation",
  "16-simple-conv-net",
  "17-three-conv-net",
  "18-dense-or-conv",
  "19-regularization",
  "20-filters",
  "21-feature-maps",
  "22-lenet-to-zfnet",
  "23-vgg",
  "24-residual-networks",
  "25-transforms",
  "26-transfer-learning",
  "27-graph-convolution",
  "28-errata",
]

/// The files of a folder that are not compiled: a lesson's trace and recorded results and its steps
/// in Python, and catalogues. Those of any further language are found by themselves.
func data(in folder: String) -> [String] {
  let path = Context.packageDirectory + "/" + folder
  return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
    .filter { $0.hasSuffix(".json") || $0.hasSuffix(".po") || $0.hasSuffix(".py") }
}

/// A package that depends on this one may not have such flags: there it is built without them, from
/// a folder that SwiftPM names "checkouts".
let isDependency = Context.packageDirectory.contains("/checkouts/")

/// Whether pkg-config is asked: its files tell what the search path leaves out below Homebrew.
/// Elsewhere headers and libraries lie where compilers look, and a machine without pkg-config would
/// be warned for nothing.
#if os(macOS)
  let asksPkgConfig = true
#else
  let asksPkgConfig = false
#endif

/// Set by whoever works on the modules themselves: files are compiled one by one, so that a change
/// compiles what it touches, and with the debug information of every variable.
let compilesFileByFile = isDependency || Context.environment["CONVBOOK_FILE_BY_FILE"] != nil

/// In debug each module is compiled in one go, with two threads for its machine code: file by file,
/// each process reads all imports again, and a clean build takes half as long again.
/// (`-disable-batch-mode` because SwiftPM asks for batches and the compiler would warn that it
/// ignores that.)
let wholeModule: [SwiftSetting] =
  compilesFileByFile
  ? []
  : [
    .unsafeFlags(
      ["-disable-batch-mode", "-whole-module-optimization", "-num-threads", "2"],
      .when(configuration: .debug))
  ]

/// Debug information of the modules tells lines only, which is what the report of a crash needs:
/// with that of every variable each program is a third larger. It goes to the frontend, because the
/// `-g` of `swift build` comes later and would win.
let linesOnly: [SwiftSetting] =
  compilesFileByFile
  ? []
  : [.unsafeFlags(["-Xfrontend", "-gline-tables-only"], .when(configuration: .debug))]

/// Lessons are run in debug, as people type them, so the modules that loop over pixels and numbers
/// are compiled optimised there too. The others are not: it would double the time of a clean build.
/// Optimised code says nothing when a precondition fails; `-assert-config Debug` keeps the message.
let optimisedInDebug: [SwiftSetting] =
  isDependency
  ? []
  : [.unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))]
let optimisedCInDebug: [CSetting] = isDependency ? [] : [.unsafeFlags(["-O3"])]

/// The others are not optimised in release either, which is there for measuring the first: to
/// optimise them takes half of a build.
let plainInRelease: [SwiftSetting] =
  isDependency ? [] : [.unsafeFlags(["-Onone"], .when(configuration: .release))]

/// Of the linkers that come with Swift on Linux lld takes half the time of the one that is asked by
/// default, and there are some thirty programs to link.
let fastLinker: [LinkerSetting] =
  isDependency ? [] : [.unsafeFlags(["-use-ld=lld"], .when(platforms: [.linux]))]

let package = Package(
  name: "Convbook",
  platforms: [.macOS(.v14)],
  products: [
    .executable(name: "convbook", targets: ["convbook"]),
    .library(name: "Tensors", targets: ["Tensors"]),
    .library(name: "Networks", targets: ["Networks"]),
    .library(name: "Pixels", targets: ["Pixels"]),
    .library(name: "Notebooks", targets: ["Notebooks"]),
    .library(name: "LessonKit", targets: ["LessonKit"]),
    // What a lesson or an answer that is compiled outside `swift build` is linked to. Dynamic: to
    // link a program to it takes a fraction of the time that all its objects take.
    .library(name: "LessonLibrary", type: .dynamic, targets: ["LessonKit"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    // HTTP and WebSocket for `live`, without dependencies of its own. Hummingbird, with SwiftNIO,
    // takes ten times as long to build.
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibPNG", pkgConfig: asksPkgConfig ? "libpng" : nil,
      providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
    .systemLibrary(
      name: "CLibJPEG", pkgConfig: asksPkgConfig ? "libjpeg" : nil,
      providers: [.apt(["libjpeg-dev"]), .brew(["jpeg-turbo"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "CImageCodecs", dependencies: ["CLibPNG", "CLibJPEG"], cSettings: optimisedCInDebug,
      linkerSettings: [.linkedLibrary("png16"), .linkedLibrary("jpeg"), .linkedLibrary("z")]),
    // Catalogues are read from where they are, as the pages' styles and scripts.
    .target(
      name: "Formatting", exclude: data(in: "Sources/Formatting/Language").map { "Language/\($0)" },
      swiftSettings: optimisedInDebug),
    .target(name: "CBackends", cSettings: optimisedCInDebug),
    .target(
      name: "Tensors", dependencies: ["CBackends", "Formatting"], swiftSettings: optimisedInDebug),
    .target(
      name: "Pixels", dependencies: ["CImageCodecs", "Formatting"],
      swiftSettings: optimisedInDebug),
    .target(
      name: "Networks", dependencies: ["Tensors", "Formatting"], swiftSettings: optimisedInDebug),
    .target(
      name: "Datasets", dependencies: ["Tensors", "CZlib", "Formatting"],
      swiftSettings: optimisedInDebug),
    .target(
      name: "PictureRecipes", dependencies: ["Tensors", "Pixels", "Formatting"],
      swiftSettings: optimisedInDebug),
    .target(
      name: "Notebooks", dependencies: ["Tensors", "Pixels", "Formatting"],
      // Styles and scripts of the pages, read from here when a page is written: compiled in, they
      // would cost each clean build ten seconds.
      exclude: ["Assets"]),
    .target(name: "CSandbox"),
    .target(name: "Processes", dependencies: ["CSandbox", "Formatting"]),
    .target(name: "Exercises", dependencies: ["Tensors", "Pixels", "Networks"]),
    .target(
      name: "Checks", dependencies: ["Exercises", "Tensors", "Pixels", "Networks", "Formatting"]),
    .target(
      name: "LessonKit",
      dependencies: [
        "CBackends", "Tensors", "Pixels", "Networks", "Datasets", "Notebooks", "Exercises",
        "Formatting", "Processes",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(name: "Live", dependencies: ["LessonKit", "Notebooks", "Processes", "Formatting"]),
    .executableTarget(
      name: "convbook",
      dependencies: [
        "LessonKit", "Checks", "Live", "PictureRecipes", "Processes", "CZlib",
        .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      // Scripts for grading services, read from here when they are written, and the kernel's
      // wrapper, which Jupyter starts from where it is.
      exclude: ["Classroom/Scripts", "Jupyter/kernel.py"]),
    .target(
      name: "TestSupport", dependencies: ["Notebooks", "Processes", "Tensors"],
      path: "Tests/TestSupport"),
    .testTarget(name: "FormattingTests", dependencies: ["Formatting"]),
    .testTarget(name: "TensorsTests", dependencies: ["CBackends", "Tensors", "TestSupport"]),
    .testTarget(
      name: "PixelsTests", dependencies: ["Pixels", "TestSupport"], exclude: ["Fixtures"]),
    .testTarget(name: "PictureRecipesTests", dependencies: ["PictureRecipes", "TestSupport"]),
    .testTarget(name: "NetworksTests", dependencies: ["Networks", "TestSupport"]),
    .testTarget(name: "DatasetsTests", dependencies: ["Datasets", "TestSupport"]),
    .testTarget(name: "ProcessesTests", dependencies: ["Processes", "TestSupport"]),
    .testTarget(name: "NotebooksTests", dependencies: ["Notebooks", "TestSupport"]),
    .testTarget(
      name: "ExerciseTests",
      dependencies: ["Checks", "Exercises", "LessonKit", "Processes", "TestSupport"],
      exclude: ["survivors.txt"]),
    .testTarget(
      name: "LiveTests",
      dependencies: [
        "Live", "LessonKit", "Notebooks", "Formatting", "Processes", "TestSupport", "convbook",
      ]),
    .testTarget(
      name: "ConvbookTests",
      dependencies: [
        "convbook", "Live", "Checks", "PictureRecipes", "Processes", "CZlib", "TestSupport",
      ]),
    .testTarget(
      name: "LessonTests", dependencies: ["FaultyLesson", "LessonKit", "Processes", "TestSupport"]),
    .executableTarget(
      name: "FaultyLesson", dependencies: ["LessonKit"], path: "Tests/FaultyLesson"),
  ]
    + lessons.map { lesson in
      // A student's answer is no part of the package: one that does not compile must stop no build.
      .executableTarget(
        name: lesson, dependencies: ["LessonKit"], path: "Lessons/\(lesson)",
        exclude: ["Exercise"] + data(in: "Lessons/\(lesson)"))
    }
)

/// Set where tests run under a sanitizer, which compiles all anew: only the modules that hand
/// memory to C or start threads, with their tests, are built then.
if Context.environment["CONVBOOK_SANITIZES"] != nil {
  var kept: Set<String> = []
  var next = ["TensorsTests", "PixelsTests", "NetworksTests", "DatasetsTests"]
  while let name = next.popLast() {
    guard kept.insert(name).inserted,
      let target = package.targets.first(where: { $0.name == name })
    else { continue }
    for case .byNameItem(let dependency, _) in target.dependencies { next.append(dependency) }
  }
  package.targets.removeAll { !kept.contains($0.name) }
  (package.products, package.dependencies) = ([], [])
}

for target in package.targets where target.type != .system {
  let isLesson = lessons.contains(target.name)
  let isProgram = [.executable, .test].contains(target.type)
  let isOptimised = target.swiftSettings != nil
  target.swiftSettings =
    (target.swiftSettings ?? []) + wholeModule + (isLesson || target.type == .test ? [] : linesOnly)
    + (isOptimised || isLesson ? [] : plainInRelease)
  if isProgram { target.linkerSettings = (target.linkerSettings ?? []) + fastLinker }
}
