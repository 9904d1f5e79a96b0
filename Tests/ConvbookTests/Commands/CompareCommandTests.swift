// `compare` with folders, lessons and classes: what it says, its pages and its status.

import Foundation
import LessonKit
import PictureRecipes
import TestSupport
import Testing

@testable import convbook

@Suite struct CompareCommandTests {
  let folder: TemporaryFolder
  let photo: Image

  init() throws {
    folder = try TemporaryFolder()
    var generator = SeededGenerator(seed: 3)
    var image = Image(height: 40, width: 50, channels: 3, filledWith: .grey)
    for y in 0..<40 {
      for x in 0..<50 {
        for channel in 0..<3 {
          image[y, x, channel] = UInt8(
            (y / 7 * 31 + x / 9 * 17 * (channel + 1) + Int.random(in: 0...40, using: &generator))
              % 256)
        }
      }
    }
    photo = image
    try photo.write(to: folder.path("photo.png"))
  }

  /// What a lesson leaves: a trace and a picture, the response of a channel to vertical edges.
  private func leave(_ name: String, channel: PictureRecipe.Channel, smallest: Int) throws {
    try folder.write(
      """
      [{"detail":"","inputs":{},"output":[40,50,3],"step":"photo"},
      {"detail":"","inputs":{"input":[1,40,50,3]},"output":[1,40,50,1],"step":"red channel"},
      {"detail":"","step":"smallest response","value":\(smallest)}]
      """, to: "\(name)/trace.json")
    try edges(channel).render(photo).write(to: folder.path("\(name)/01-edges.png"))
  }

  private func edges(_ channel: PictureRecipe.Channel) throws -> PictureRecipe {
    PictureRecipe(
      channel: channel, filter: .init(try FilterPreset.named("vertical-edge").weights),
      display: .signed)
  }

  private func run(_ arguments: String...) throws -> Run {
    try Run(["compare"] + arguments, in: folder.url)
  }

  @Test func foldersThatAreTheSame() throws {
    try leave("anna", channel: .red, smallest: -300)
    try leave("ben", channel: .red, smallest: -300)
    let run = try run("anna", "ben")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == "anna and ben: the same.\n")
  }

  @Test func foldersThatPart() throws {
    try leave("anna", channel: .blue, smallest: -200)
    try leave("ben", channel: .red, smallest: -300)
    let run = try run("anna", "ben", "--input", "photo.png", "--output", "page")
    #expect(run.status == 1, "\(run.errors)")
    #expect(run.output.contains("step 3, “smallest response”: −200 and −300"))
    #expect(run.output.contains("the blue channel instead of the red channel"))
    #expect(run.output.contains("part at “red channel”"))
    let page = try String(contentsOfFile: folder.path("page/index.html"), encoding: .utf8)
    #expect(page.contains("data:image/png;base64,"))
    #expect(page.contains("tr class=\"differs\""))
    #expect(!page.contains("src=\"0"), "the page needs no other file")
    // The page may be replaced as long as it is ours.
    #expect(try self.run("anna", "ben", "--output", "page").status == 1)
    try folder.write("mine", to: "page/index.html")
    let refused = try self.run("anna", "ben", "--output", "page")
    #expect(refused.status == 2)
    #expect(try String(contentsOfFile: folder.path("page/index.html"), encoding: .utf8) == "mine")
  }

  @Test func aClassIsGrouped() throws {
    for name in ["anna", "ben", "dora"] {
      try leave("class/\(name)", channel: .green, smallest: -250)
    }
    try leave("class/cleo", channel: .luma, smallest: -210)
    let run = try run("class", "--input", "photo.png", "--output", "page", "--json")
    #expect(run.status == 1, "\(run.errors)")
    let report = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let groups = try #require(report["groups"] as? [[String: Any]])
    #expect(groups.map { ($0["runs"] as? [String])?.count } == [3, 1])
    #expect(FileManager.default.fileExists(atPath: folder.path("page/group-2.html")))
  }

  @Test func aPictureIsExplainedOnlyByWhatReproducesIt() throws {
    try edges(.red).render(photo).write(to: folder.path("expected.png"))
    var wrong = try edges(.blue)
    wrong.display = .absolute
    var mine = try wrong.render(photo)
    try mine.write(to: folder.path("mine.png"))
    let named = try run("mine.png", "expected.png", "--input", "photo.png")
    #expect(named.output.contains("shown without the sign instead of zero shown as mid-grey"))
    #expect(named.output.contains("--channel blue --filter vertical-edge --show absolute"))
    for x in 5..<12 { mine[7, x, 0] ^= 0x30 }
    try mine.write(to: folder.path("mine.png"))
    let unnamed = try run("mine.png", "expected.png", "--input", "photo.png")
    #expect(unnamed.output.contains("No known recipe reproduces"))
  }

  @Test func textInAPNGIsNeverObeyed() throws {
    let command = "rm \u{1B}[31m\u{7} \u{202E}x"
    try photo.writePNG(to: folder.path("told.png"), command: command)
    #expect(Image.command(inPNG: folder.path("told.png")) == command)
    #expect(try Image(contentsOf: folder.path("told.png")) == photo)
    let run = try run("told.png", "photo.png")
    #expect(run.output.contains("rm \\u{1B}[31m\\u{7} \\u{202E}x"))
    #expect(!run.output.contains("\u{1B}"))
  }

  @Test func aPNGTellsItsCommandWhichGivesTheSamePicture() throws {
    let made = try Run(
      ["filter", "photo.png", "-o", "a.png", "--grey", "luma", "-k", "1 2; -3 4", "--pool", "2"],
      in: folder.url)
    #expect(made.status == 0, "\(made.errors)")
    let command = try #require(Image.command(inPNG: folder.path("a.png")))
    #expect(command.hasPrefix("convbook filter photo.png -o a.png --channel luma"))
    #expect(command.contains("--filter '1 2; -3 4'"))
  }

  @Test func usage() throws {
    #expect(try run("photo.png").status == 64)
    #expect(try run("nothing").status == 64)
    #expect(try run("photo.png", "nothing", "photo.png").status == 2)
  }

  /// The page of an earlier comparison, written among the class, is nobody's.
  @Test func theOwnPageIsNotCompared() throws {
    for name in ["anna", "ben"] {
      try folder.write([], to: "class/\(name)/.keep")
      try photo.write(to: folder.path("class/\(name)/x.png"))
    }
    for _ in 1...2 {
      let run = try Run(["compare", "class", "--output", "class/page"], in: folder.url)
      #expect(run.status == 0, "\(run.output)\(run.errors)")
    }
  }
}

@Suite struct PictureRecipeOptionsTests {
  /// The options that a recipe prints are read back as that recipe.
  @Test(arguments: 1...40) func optionsReadBack(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    func pick<Element>(_ list: [Element]) -> Element { list.randomElement(using: &generator)! }
    var recipe = PictureRecipe(channel: pick(PictureRecipe.Channel.allCases.filter(\.isSingle)))
    let weights = pick(FilterPreset.all.map(\.weights) + [Tensor([[0.1, -2], [1e-7, 3]])])
    recipe.filter = .init(
      weights, isTrueConvolution: pick([true, false]), stride: pick([[1, 1], [2, 3]]),
      padding: pick([.valid, .same, .explicit(2), .explicit(top: 1, bottom: 0, left: 2, right: 3)]),
      dilation: pick([[1, 1], [2, 1]]))
    recipe.resize = pick([
      nil, .init(height: 8, width: 9, interpolation: .bicubic, antialias: true),
    ])
    recipe.overflows = pick([true, false])
    recipe.activation = pick([nil, .relu, .absolute])
    recipe.pooling = pick([
      nil, .init(.average, window: [2, 3]), .init(window: [3, 3], stride: [2, 2]),
    ])
    recipe.poolsFirst = recipe.pooling != nil && pick([true, false])
    recipe.display = pick(PictureRecipe.Display.allCases)
    if recipe.display == .signed { recipe.limit = pick([nil, 200, 0.5]) }
    recipe.roundsDown = pick([true, false])
    recipe.flip = pick([nil] + PictureRecipe.Flip.allCases)
    let command = try FilterCommand.parse(["in.png", "-o", "out.png"] + recipe.options)
    #expect(command.recipe == recipe)
  }

  @Test func poolOptionsReadBack() throws {
    var recipe = PictureRecipe(channel: .blue)
    recipe.pooling = .init(.average, window: [3, 2], stride: [1, 1], padding: .same)
    #expect(recipe.isOnlyPooling)
    let command = try PoolCommand.parse(["in.png", "-o", "out.png"] + recipe.options)
    #expect(command.recipe == recipe)
  }
}
