// Renders the package's two "photographs", from nothing:
//
//     scenes [fruits|teddy|all] [--output FOLDER] [--samples N] [--width N]

import Foundation

@main
struct Scenes {
  struct UsageError: Error {
    var text: String
  }

  private var names: [String] = []
  private var folder = "Images"
  private var samples: Int?
  private var width = 640

  static func main() async {
    do {
      try await Scenes(Array(CommandLine.arguments.dropFirst())).run()
    } catch let error as UsageError {
      FileHandle.standardError.write(Data((error.text + "\n").utf8))
      exit(2)
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(1)
    }
  }

  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "fruits", "teddy": names.append(argument)
      case "all": names = ["fruits", "teddy"]
      case "--output": folder = try Scenes.value(&rest, of: argument)
      case "--samples": samples = try Scenes.number(&rest, of: argument)
      case "--width": width = try Scenes.number(&rest, of: argument)
      default:
        throw UsageError(
          text: "usage: scenes [fruits|teddy|all] [--output FOLDER] [--samples N] [--width N]")
      }
    }
    if names.isEmpty { names = ["fruits", "teddy"] }
  }

  private static func value(_ rest: inout ArraySlice<String>, of option: String) throws -> String {
    guard let value = rest.popFirst() else { throw UsageError(text: "\(option) needs a value") }
    return value
  }

  private static func number(_ rest: inout ArraySlice<String>, of option: String) throws -> Int {
    guard let number = Int(try value(&rest, of: option)), number > 0 else {
      throw UsageError(text: "\(option) needs a whole number above zero")
    }
    return number
  }

  func run() async throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    for name in names {
      let isFruits = name == "fruits"
      let scene = isFruits ? fruitScene() : teddyScene()
      let height = width * (isFruits ? 426 : 429) / 640
      let tracer = PathTracer(scene: scene, bounces: isFruits ? 7 : 6)
      let renderer = Renderer(
        tracer: tracer, width: width, height: height,
        samples: samples ?? (isFruits ? 224 : 128))
      let light = await renderer.render(named: name)
      let pixels = scene.film.develop(light, width: width, height: height)
      try save(pixels, width: width, height: height, to: "\(folder)/\(name).jpg")
    }
  }
}
