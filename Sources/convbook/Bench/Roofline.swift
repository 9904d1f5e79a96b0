// The roofline of networks on this machine: how near each layer comes to what arithmetic and
// memory allow.
//
// Source: Williams, Waterman and Patterson, "Roofline: an insightful visual performance model for
// multicore architectures" (2009).

import LessonKit

/// The layers of networks beside the peaks of the machine.
struct Roofline {
  /// The layers of a network in one pass.
  struct Profile {
    let title: Message
    let steps: [LayerProfiler.Step]

    /// The sum of the medians in milliseconds.
    var milliseconds: Double { steps.reduce(0) { $0 + $1.milliseconds } }
  }

  let peak: MachinePeak
  let profiles: [Profile]

  /// Measures the peaks and all networks.
  static func measure(rounds: Int, _ progress: BenchProgress) -> Roofline {
    progress.begin("The peaks of this machine")
    let peak = MachinePeak.measure(rounds: rounds)
    var profiles: [Profile] = []
    let networks: [(Message, () -> Network)] = [
      ("VGG-16, one picture of 224 × 224, forward", { Network.vgg16(seed: 0) }),
      ("ResNet-18, one picture of 224 × 224, forward", { Network.resNet18(seed: 0) }),
    ]
    for (title, network) in networks {
      progress.begin(title)
      let groups = LayerGroup.all(of: network())
      let picture = BenchmarkCase.noise([1, 224, 224, 3])
      var profiler = LayerProfiler()
      profiler.repeatPass(rounds) { _ = $0.forward(groups, picture) }
      profiles.append(Profile(title: title, steps: profiler.steps))
    }
    let title: Message = "Three convolutions, a training step with a batch of 100, Adam"
    progress.begin(title)
    profiles.append(Profile(title: title, steps: trainingSteps(rounds: rounds)))
    progress.clear()
    return Roofline(peak: peak, profiles: profiles)
  }

  private static func trainingSteps(rounds: Int) -> [LayerProfiler.Step] {
    let batch = 100
    var generator = SeededGenerator(seed: 0)
    var network = LayerGroup.network(of: BenchmarkCase.threeConvNet(using: &generator))
    var optimizer = Adam(learningRate: 0.001)
    let pictures = BenchmarkCase.noise([batch, 28, 28, 1])
    let labels = (0..<batch).map { _ in Int.random(in: 0..<10, using: &generator) }
    var profiler = LayerProfiler()
    profiler.repeatPass(rounds) { $0.trainingStep(&network, &optimizer, pictures, labels) }
    return profiler.steps
  }

  /// The headings of the tables.
  static let heading: [Message] = [
    "layer", "output", "median", "of all", "GFLOP", "MB", "FLOP/byte", "GFLOP/s", "of peak", "GB/s",
    "of peak",
  ]

  /// Returns the table of a network: a row for each step, and the total.
  func rows(_ profile: Profile) -> [[String]] {
    let total = profile.milliseconds
    return profile.steps.map { step in
      let isArithmetic = step.multiplications > 0
      return [
        step.name.text, step.shape.isEmpty ? "" : describe(step.shape),
        BenchTable.milliseconds(step.milliseconds), percentage(step.milliseconds / total),
        isArithmetic ? threeDigits(step.operations / 1e9) : "",
        threeDigits(Double(step.bytes) / 1e6), isArithmetic ? threeDigits(step.intensity) : "",
        isArithmetic ? threeDigits(step.gigaflops) : "",
        isArithmetic ? percentage(step.gigaflops / peak.gigaflops) : "",
        threeDigits(step.gigabytesPerSecond),
        percentage(step.gigabytesPerSecond / peak.gigabytesPerSecond),
      ]
    } + [totalRow(profile)]
  }

  private func totalRow(_ profile: Profile) -> [String] {
    let total = profile.milliseconds
    let operations = profile.steps.reduce(0) { $0 + $1.operations }
    let bytes = Double(profile.steps.reduce(0) { $0 + $1.bytes })
    let (gigaflops, gigabytes) = (operations / total / 1e6, bytes / total / 1e6)
    return [
      text("total"), "", BenchTable.milliseconds(total), percentage(1),
      threeDigits(operations / 1e9),
      threeDigits(bytes / 1e6), threeDigits(operations / bytes), threeDigits(gigaflops),
      percentage(gigaflops / peak.gigaflops), threeDigits(gigabytes),
      percentage(gigabytes / peak.gigabytesPerSecond),
    ]
  }

  /// The peaks as a sentence.
  var peakText: Message {
    let (arithmetic, memory) = (
      threeDigits(peak.gigaflops), threeDigits(peak.gigabytesPerSecond)
    )
    return "The peaks of this machine: \(arithmetic) GFLOP/s in matrix products that stay in the "
      + "cache, \(memory) GB/s in copying memory, read and written."
  }

  /// What the numbers do and don't mean.
  static let explanation: Message = """
    GFLOP are two for each multiplication of a layer computed directly. The 3 × 3 convolutions of \
    stride 1 that are computed by Winograd's algorithm need a quarter of the multiplications, so \
    that they may exceed the peak. MB are input, weights and output, each read or written once; \
    what is still in the cache may come faster than the peak of memory. Layers in one row are \
    computed together. The times of a row are the medians of several passes through the network.
    """

  /// The tables for the terminal.
  var lines: [String] {
    var lines: [String] = []
    for profile in profiles {
      lines.append(profile.title.text)
      let cells = [Self.heading.map(\.text)] + rows(profile)
      let table = alignedColumns(cells) { $0 < 2 ? .left : .right }
      lines += table.map { "  \($0)" }
      lines.append("")
    }
    lines.append(peakText.text)
    return lines + Self.explanation.text.wrapped(to: 100, indent: 0)
  }
}
