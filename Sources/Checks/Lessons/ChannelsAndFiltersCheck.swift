// Lesson 8: the depth of a filter, and the sum over channels.

import Exercises
import Formatting
import Tensors

extension ExerciseCheck {
  /// The classic question first; then inputs whose channels differ.
  static var channelsAndFilters: ExerciseCheck {
    ExerciseCheck(
      lesson: 8, "ChannelsAndFiltersExercise",
      hints: [
        "parameters: the size of the picture does not matter, its depth does.",
        """
        A filter has window · window · channels weights and one bias; there are as many as \
        filters.
        """,
        "map: five loops: y, x, and inside them i, j and the channel. One sum for each place.",
      ],
      parameters, map)
  }

  private static var parameters: ProblemCheck {
    ProblemCheck(
      "parameters",
      cases: [
        TestCase("32 × 32 × 3, ten of 5 × 5", 32, 32, 3, 10, 5),
        TestCase("28 × 28 × 1, thirty of 3 × 3", 28, 28, 1, 30, 3),
        TestCase("7 × 9 × 64, two of 1 × 1", 7, 9, 64, 2, 1),
      ],
      draw: {
        ($0.size(1...40), $0.size(1...40), $0.size(1...20), $0.size(1...20), $0.size(1...7))
      },
      right: { (_: Int, _: Int, channels: Int, filters: Int, window: Int) -> Int in
        counted(window, channels, filters)
      },
      workedExample: {
        (_: [Int], _: Int, _: Int, channels: Int, filters: Int, window: Int) -> Message in
        """
        (\(window) · \(window) · \(channels) + 1) · \(filters) = \
        \(whole(counted(window, channels, filters))).
        """
      },
      mistakes: parametersMistakes)
  }

  private static var map: ProblemCheck {
    ProblemCheck(
      "map",
      cases: [
        TestCase("3 × 3 × 2, filter 2 × 2", counting(3, 3, 2), signs(2, 2, 2)),
        TestCase("2 × 4 × 3, filter 1 × 2", counting(2, 4, 3), signs(1, 2, 3)),
        TestCase("4 × 3 × 1", counting(4, 3, 1), signs(3, 2, 1)),
      ],
      draw: { draw in
        let (height, width, channels) = (draw.size(1...5), draw.size(1...6), draw.size(1...4))
        return (
          draw.tensor(height, width, channels),
          draw.tensor(min(height, draw.size(1...3)), min(width, draw.size(1...3)), channels)
        )
      },
      right: { (input: Tensor, filter: Tensor) -> Tensor in
        slid(input, filter, Array(0..<input.shape[2]))
      },
      workedExample: { (place: [Int], input: Tensor, filter: Tensor) -> Message in
        let place = place.count == 2 ? place : [0, 0]
        let sums = (0..<input.shape[2]).map { slid(input, filter, [$0])[place[0], place[1]] }
        return
          """
          At \(indexed(place)) the channels give \(listed(sums)); together that is \
          \(number(sums.reduce(0, +))).
          """
      },
      mistakes: mapMistakes)
  }

  private static var parametersMistakes: [Mistake<Int, Int, Int, Int, Int, Int>] {
    [
      Mistake(
        "no-bias", "You forgot the biases",
        "Each filter has one number more, which is added to all its sums.",
        workedExample: { (_: Int, _: Int, channels: Int, filters: Int, window: Int) -> Message in
          """
          \(window) · \(window) · \(channels) = \(window * window * channels) weights, and 1: \
          \(window * window * channels + 1) for each of \(filters) filters.
          """
        },
        answer: { (_: Int, _: Int, channels: Int, filters: Int, window: Int) -> Int in
          counted(window, channels, filters) - filters
        }),
      Mistake(
        "one-bias", "You gave all filters one bias",
        "Each filter has a bias of its own.",
        answer: { (_: Int, _: Int, channels: Int, filters: Int, window: Int) -> Int in
          counted(window, channels, filters) - filters + 1
        }),
      Mistake(
        "depth-forgotten", "You forgot the depth of the filters",
        "A filter is as deep as its input: it has weights for every channel.",
        given: { ($0, $1, 1, $3, $4) }),
      Mistake(
        "not-shared", "You gave each place weights of its own",
        """
        A filter slides: the same weights are used at every place. That is why the size of the \
        picture does not matter.
        """,
        answer: { (height: Int, width: Int, channels: Int, filters: Int, window: Int) -> Int in
          height * width * counted(window, channels, filters)
        }),
      Mistake(
        "not-shared-inside", "You gave each place weights of its own",
        """
        A filter slides: the same weights are used at every place. That is why the size of the \
        picture does not matter.
        """,
        answer: { height, width, channels, filters, window in
          (height - window + 1) * (width - window + 1) * counted(window, channels, filters)
        }),
      Mistake(
        "weights-not-shared", "You gave each place weights of its own",
        """
        A filter slides: the same weights are used at every place. That is why the size of the \
        picture does not matter.
        """,
        answer: { height, width, channels, filters, window in
          (height - window + 1) * (width - window + 1) * window * window * channels * filters
            + filters
        }),
      Mistake(
        "bias-for-channels", "You gave each channel of a filter a bias",
        "The channels are added up into one sum, and that gets one bias.",
        answer: { (_: Int, _: Int, channels: Int, filters: Int, window: Int) -> Int in
          channels * counted(window, 1, filters)
        }),
      Mistake(
        "one-row", "You counted one row of each filter",
        "A filter has rows and columns: window · window · channels.",
        answer: { _, _, channels, filters, window in (window * channels + 1) * filters }),
      Mistake(
        "one-filter", "You counted one filter",
        "Each filter has weights of its own.",
        given: { ($0, $1, $2, 1, $4) }),
      Mistake(
        "picture-for-window", "You took the picture’s size for the filter’s",
        """
        A filter has as many weights as its window has places, for each channel. \
        It slides, so the picture’s size does not matter.
        """,
        answer: { height, width, channels, filters, _ in (height * width * channels + 1) * filters
        }),
      Mistake(
        "outputs-counted", "You counted the numbers that come out",
        "The question is what the layer learns: weights and biases.",
        answer: { height, width, _, filters, window in
          (height - window + 1) * (width - window + 1) * filters
        }),
    ]
  }

  private static var mapMistakes: [Mistake<Tensor, Tensor, Tensor>] {
    [
      Mistake(
        "first-channel", "You looked at the first channel only",
        "A filter reads all channels at once and adds them up.",
        answer: { (input: Tensor, filter: Tensor) -> Tensor in
          slid(input, filter, [0])
        }),
      Mistake(
        "mean-of-channels", "You took the mean over the channels",
        "They are added up, not averaged.",
        answer: { (input: Tensor, filter: Tensor) -> Tensor in
          slid(input, filter, Array(0..<input.shape[2])) / Float(input.shape[2])
        }),
      Mistake(
        "channels-kept", "You kept the channels apart",
        """
        One filter gives one map. Depth is summed away; as many maps come out as there are \
        filters.
        """,
        answer: { (input: Tensor, filter: Tensor) -> Tensor in
          stacked((0..<input.shape[2]).map { slid(input, filter, [$0]) })
        }),
      Mistake(
        "last-channel", "You kept the last channel only",
        """
        A sum that begins anew for each channel, or is written with =, forgets \
        those before. All channels go into one.
        """,
        answer: { slid($0, $1, [$0.shape[2] - 1]) }),
      Mistake(
        "overwritten", "You wrote = where += belongs",
        """
        Then only the last product is left. All products of all channels are added \
        up: sum += …
        """,
        given: { (input: Tensor, filter: Tensor) in
          var weights = filter.scalars.map { _ in Float(0) }
          weights[weights.count - 1] = filter.scalars[weights.count - 1]
          return (input, Tensor(shape: filter.shape, scalars: weights))
        }),
      Mistake(
        "turned", "You turned the filter by 180°",
        "That is true convolution. The task leaves the filter as it is.",
        given: { ($0, $1.flipped(axes: [0, 1])) }),
      Mistake(
        "one-depth-of-filter", "You used the first channel’s weights for all channels",
        "The filter is as deep as the input: filter[i, j, c] belongs to channel c.",
        given: { (input: Tensor, filter: Tensor) in
          let channels = filter.shape[2]
          let weights = filter.scalars.indices.map { filter.scalars[$0 - $0 % channels] }
          return (input, Tensor(shape: filter.shape, scalars: weights))
        }),
      Mistake(
        "transposed-filter", "You took the filter’s rows for its columns",
        "filter[i, j, c] is row i, column j: i goes with y, and j goes with x.",
        leavesArray: true,
        given: { (input: Tensor, filter: Tensor) in
          guard filter.shape[0] <= input.shape[1], filter.shape[1] <= input.shape[0],
            filter.shape[0] == filter.shape[1]
          else { throw NoAnswer() }
          return (input, filter.transposed(permutation: [1, 0, 2]))
        }),
      Mistake(
        "one-place-short", "Your window stops one place too early, down and across",
        """
        The map has H − FH + 1 rows and W − FW + 1 columns: the last place counts, \
        too.
        """,
        then: { (map: Tensor) in
          guard map.rank == 2 else { throw NoAnswer() }
          let (rows, columns) = (map.shape[0] - 1, map.shape[1] - 1)
          let numbers = (0..<rows).flatMap { y in (0..<columns).map { map[y, $0] } }
          return Tensor(shape: [rows, columns], scalars: numbers)
        }),
      Mistake(
        "axis-kept", "You gave the map an axis for its channel",
        "One filter gives one map: two axes, rows and columns.",
        then: { $0.reshaped(to: $0.shape + [1]) }),
      Mistake(
        "result-transposed", "Rows and columns of your map are exchanged",
        "The map’s shape is (rows, columns), and its numbers stand as one reads.",
        then: { try permuted($0, [1, 0]) }),
      Mistake(
        "order-of-columns", "You wrote the map down column by column",
        "Its numbers stand as one reads: y is the loop outside, x the one inside.",
        then: { try permuted($0, [1, 0]).reshaped(to: $0.shape) }),
    ]
  }
}

private func counted(_ window: Int, _ channels: Int, _ filters: Int) -> Int {
  (window * window * channels + 1) * filters
}

private func counting(_ shape: Int...) -> Tensor {
  let count = shape.reduce(1, *)
  return Tensor(
    shape: shape, scalars: (0..<count).map { (place: Int) in Float(place * place % 11) })
}

private func signs(_ shape: Int...) -> Tensor {
  let count = shape.reduce(1, *)
  return Tensor(
    shape: shape, scalars: (0..<count).map { (place: Int) in Float(place % 3 - 1 + place) })
}

private func slid(_ input: Tensor, _ filter: Tensor, _ channels: [Int]) -> Tensor {
  let (rows, columns) = (
    input.shape[0] - filter.shape[0] + 1, input.shape[1] - filter.shape[1] + 1
  )
  var numbers: [Float] = []
  for y in 0..<rows {
    for x in 0..<columns {
      var sum: Float = 0
      for i in 0..<filter.shape[0] {
        for j in 0..<filter.shape[1] {
          for channel in channels { sum += input[y + i, x + j, channel] * filter[i, j, channel] }
        }
      }
      numbers.append(sum)
    }
  }
  return Tensor(shape: [rows, columns], scalars: numbers)
}

/// Maps (H, W) as one tensor (H, W, maps).
private func stacked(_ maps: [Tensor]) -> Tensor {
  Tensor(
    shape: maps[0].shape + [maps.count],
    scalars: (0..<maps[0].count).flatMap { place in maps.map { $0.scalars[place] } })
}
