//: # 27. Convolution on a graph
//: A club of thirty-four quarrels and splits in two. You know who meets whom, and of only two
//: members which side they took: the two who quarrel. Can you tell where the other thirty-two went?
import LessonKit

@main
struct GraphConvolutionLesson: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions
  @Option(in: 0...UInt64.max, help: "Where the network's first numbers come from.")
  var seed: UInt64 = 7
  @Option(in: 1...10_000, help: "How many steps of training.") var steps = 16

  func run(_ page: Notebook) throws {
    //: ## Who meets whom
    //: This is a true story. Wayne Zachary watched a karate club from 1970 to 1972 and wrote down
    //: who met whom outside it. A pixel's neighbours lie above, below, left and right of it. A
    //: member's neighbours are the members he is tied to: one, or seventeen. That is a **graph**:
    //: *nodes* and *edges*, here members and ties.
    let (members, ties) = (KarateClub.memberCount, KarateClub.ties)
    page.trace("members", value: members)
    page.trace("ties", value: ties.count)
    let places = forceLayout(count: members, ties: ties, seed: 11)
    let (instructor, officer) = (Colour.orange, Colour.blue)
    let known = [0, 33]
    page.show(
      NodeLinkFigure(
        places, ties: ties,
        colours: (0..<members).map { $0 == 0 ? instructor : $0 == 33 ? officer : .white }
      ), "club")
    //: ![34 numbered circles joined by 78 lines; number 0 is orange, number 33 blue, the rest
    //: white](club "The club, and the two we know: 0 the instructor, 33 the officer")

    //: The places are not data. They come from a layout that lets ties pull and everybody else
    //: push.
    //:
    //: Now let them pass something on. The instructor begins with a 1, the officer with a −1, all
    //: others with 0. In each round a member's number becomes a weighted sum over himself and those
    //: he is tied to; what the weights are comes below. Play it, and drag members about:
    let club = normalizedAdjacency(KarateClub.adjacency)
    let quarrel = Tensor((0..<members).map { $0 == 0 ? 1 : $0 == 33 ? -1 : 0 })
    page.messages("passed-on", places, ties: ties, mixing: club, values: quarrel)
    //: ![34 nodes joined by 78 ties; above 0 is one colour, below 0 the other](passed-on "The
    //: quarrel is passed on")

    //: No number was learned here, and nobody but those two had one. How many of the others have
    //: the sign of the one whose side they took, round by round?
    var passed = quarrel.reshaped(members, 1)
    var agreeing: [Int] = []
    for _ in 1...12 {
      passed = matmul(club, passed)
      agreeing.append(
        (0..<members).count { member in
          !known.contains(member)
            && passed[member, 0] * (KarateClub.factions[member] == 0 ? 1 : -1) > 0
        })
    }
    page.table(
      "Members of 32 with the sign of their side", columns: ["round"] + (1...12).map { "\($0)" },
      rows: [["members"] + agreeing.map { "\($0)" }])

    //: **Notice** how much the ties alone tell. A graph convolution is this step, with weights that
    //: are learned between one round and the next.
    //:
    //: ## Four people by hand
    //: To compute with a graph, write it as a matrix: a row and a column for everyone, 1 where two
    //: are tied. With the ties 01, 02, 12 and 23:
    let adjacency = Tensor([[0, 1, 1, 0], [1, 0, 1, 0], [1, 1, 0, 1], [0, 0, 1, 0]])
    page.show(
      NodeLinkFigure(
        Tensor([[0, 0], [0, 2], [1, 1], [2, 1]]), ties: [(0, 1), (0, 2), (1, 2), (2, 3)], size: 200
      ), "four-people")
    //: ![0, 1 and 2 form a triangle, 3 hangs on 2](four-people "Four people")
    page.numbers(adjacency, "The adjacency matrix A")

    //: Say two numbers are known of each: age, and years in the club. That is the **feature
    //: matrix** X, a row for each node, a column for each feature. What is A · X? Each row of A
    //: picks the rows of the neighbours and adds them up:
    let features = Tensor([[20, 2], [30, 1], [40, 9], [50, 4]])
    page.sideBySide {
      page.numbers(features, "X: age, years")
      page.numbers(matmul(adjacency, features), "A X: sums over neighbours")
    }
    page.trace("A X", matmul(adjacency, features), from: features, "(4, 4) · (4, 2)")

    //: **Notice** two faults. Nobody's own numbers are in their row: a member without ties
    //: becomes 0. And 2, who knows three people, is now 100 years old, and 3, who knows one, is 40.
    //: Sums grow with the number of ties.
    //:
    //: So make everybody their own neighbour, A + I, and divide by the number of ties. Kipf and
    //: Welling divide by the roots of *both* ends' numbers, so that the matrix stays symmetric:
    //: **Â = D̃^−½ (A + I) D̃^−½**, where D̃ counts the ties *with* the one to oneself.
    let mixing = page.trace("Â", normalizedAdjacency(adjacency), from: adjacency)
    page.numbers(mixing.map { $0.rounded(to: 3) }, "Â, to three places")

    //: The same figure for these four, with their ages. It can multiply by A and by A + I as well:
    //: watch what becomes of 2 and 3.
    page.messages(
      "ages-passed-on", Tensor([[0, 0], [0, 2], [1, 1], [2, 1]]),
      ties: [(0, 1), (0, 2), (1, 2), (2, 3)], mixing: mixing,
      values: features.transposed[0], rounds: 5, lookingAt: 2)
    //: ![Four nodes; 0, 1 and 2 form a triangle, 3 hangs on 2](ages-passed-on "Ages, passed on")

    //: Row 0: it has three ties now, to 0, 1 and 2, which have 3, 3 and 4. So 1/√(3·3), 1/√(3·3),
    //: 1/√(3·4). Three ways to get it wrong, all of which run without complaint:
    let identity = Tensor.identity(4)
    func divided(_ matrix: Tensor, byRootsOf degrees: Tensor) -> Tensor {
      let roots = degrees.map { $0.squareRoot() }
      return matrix / roots.reshaped(4, 1) / roots.reshaped(1, 4)
    }
    let withSelf = adjacency + identity
    let degrees = (adjacency.sum(axes: [1]), withSelf.sum(axes: [1]))
    let variants: [(Message, Tensor)] = [
      ("right: A + I, by the degrees of A + I", divided(withSelf, byRootsOf: degrees.1)),
      ("A + I, but by the degrees of A", divided(withSelf, byRootsOf: degrees.0)),
      ("A divided first, I added after", divided(adjacency, byRootsOf: degrees.0) + identity),
      ("the mean over each row", withSelf / degrees.1.reshaped(4, 1)),
    ]
    page.table(
      "Row 0 of Â", columns: ["", "0", "1", "2", "3"],
      rows: variants.map { name, matrix in
        [name] + matrix[0].scalars.map { "\($0.rounded(to: 3))" }
      })
    page.trace(
      "difference", value: (variants[0].1 - mixing).absolute.max(), "the library against the first")

    //: The second counts the self-tie above the line and forgets it below. The third gives oneself
    //: a full 1 whatever the number of friends. The last is a sound choice that others make, but it
    //: is not Â: a friend of many weighs as much as a friend of few.
    //:
    //: ## Ties and features
    //: Two matrices, then. Look at their shapes:
    page.trace("A + I", withSelf, "who meets whom: nothing about anybody")
    page.trace("X", features, "what is known of each: nothing about ties")

    //: A + I can't hold an age, and X can't hold a tie. The layer needs both, and multiplies them.
    //:
    //: > [!mistake] 001, the feature matrix is said to differ from the adjacency matrix by ones for
    //: > oneself. That is A + I. Where nothing is known of the nodes, the identity alone may stand
    //: > for X, as below; it is a choice of features.
    //:
    //: ## The layer
    //: Mix with the neighbours, then weigh the features, as a dense layer would: **H = ReLU(Â X
    //: W)**. The weights are the same for all nodes, as a filter's are the same for all places.
    var layer = GraphConvolution(
      mixing: mixing, weights: Tensor([[0.1, 0, -0.1], [0, 0.5, 0.5]]))
    let output = page.trace("GraphConvolution", layer.forward(features))
    page.sideBySide {
      page.numbers(layer.weights.value, "W: 2 features to 3")
      page.numbers(relu(output).map { $0.rounded(to: 2) }, "H, to two places")
    }
    let byHand = matmul(matmul(mixing, features), layer.weights.value)
    let difference = (byHand - output).absolute.max()
    page.say(
      "Layer and Â X W differ by \(orRounding(difference, below: 1e-5)).")

    //: But a filter of 3 × 3 has nine weights, one for above, one for left. Here there is one W for
    //: all neighbours: a graph has no left. That has a good side. Give the people other numbers,
    //: and the answers are the same under the other numbers:
    let order = [2, 0, 3, 1]
    var renumbered = GraphConvolution(
      mixing: normalizedAdjacency(adjacency.selecting(order, axis: 0).selecting(order, axis: 1)),
      weights: layer.weights.value)
    let same = renumbered.forward(features.selecting(order, axis: 0))
    let change = (same - output.selecting(order, axis: 0)).absolute.max()
    page.say("The largest change: \(orRounding(change, below: 1e-5)).")

    //: Backwards, a gradient flows along the same ties. Formula against trying (lesson 15):
    func loss(_ values: Tensor) -> Double {
      values.scalars.reduce(0) { $0 + Double($1) * Double($1) / 2 }
    }
    let inputGradient = layer.backward(output)
    let tried = numericalGradient(at: features, step: 0.1) { moved in
      var copy = layer
      return loss(copy.forward(moved))
    }
    let error = relativeError(inputGradient, tried)
    page.say(
      "Relative error of the input gradient: \(orRounding(error, below: 1e-3)).")

    //: ## How far does a member see?
    //: One layer mixes with the neighbours, two with the neighbours' neighbours: a receptive field,
    //: as with filters. Of the club, member 16 sees after so many layers:
    page.trace("Â of the club", club)
    var reach = Tensor((0..<members).map { $0 == 16 ? 1 : 0 }).reshaped(members, 1)
    var seen: [Int] = []
    for _ in 1...12 {
      reach = matmul(club, reach)
      seen.append(reach.count { $0 > 0 })
    }
    let behind: [Float] = [1, 2, 3, 4, 5, 6]
    page.predictCurve(
      "Member 16 has two ties. How many members does he see behind 1 to 6 layers?", x: behind,
      range: 0...Float(members), right: .init("counted", Tensor(seen.prefix(6).map { Float($0) })),
      mistakes: [
        .init(
          "two more with each layer", Tensor(behind.map { 1 + 2 * $0 }),
          "That is two more with each layer. But his friends' friends have other friends, too."),
        .init(
          "twice as many with each layer",
          Tensor(behind.map { min(Float(members), Float(1 << Int($0))) }),
          """
          That doubles with each layer. It depends on whom he reaches: the friends of one with \
          many ties all come at once.
          """),
      ],
      otherwise: """
        With each layer come the neighbours of those seen so far: few, until one with many ties is \
        among them.
        """)
    page.table(
      "What member 16 sees", columns: ["layers"] + (1...6).map { "\($0)" },
      rows: [["members"] + seen.prefix(6).map { "\($0)" }])
    page.trace("members seen after 2 layers", value: seen[1])

    let all = seen.firstIndex(of: members).map { $0 + 1 } ?? 0
    page.say("After \(all) layers he sees all \(members), himself among them.")

    //: And what becomes of numbers that are all different, such as the members' own, under layer
    //: after layer? (Each divided by the root of its degree, as Â does; their deviation, over their
    //: mean.)
    let roots = (KarateClub.adjacency + .identity(members)).sum(axes: [1]).map { $0.squareRoot() }
    var own = Tensor((0..<members).map { Float($0) }).reshaped(members, 1)
    var unlike: [Float] = []
    for layer in 0...50 {
      if layer > 0 { own = matmul(club, own) }
      let each = own.reshaped(members) / roots
      unlike.append((each.variance().squareRoot() / each.mean()).rounded(to: 2))
    }
    page.table(
      "How unlike the members are", columns: ["layers", "0", "1", "2", "5", "10", "50"],
      rows: [["deviation / mean"] + [0, 1, 2, 5, 10, 50].map { "\(unlike[$0])" }])

    //: That is why graph networks have two or three layers and not fifty: each one makes neighbours
    //: more alike, and with many all nodes say the same.
    //:
    //: ## The network
    //: Nothing is known of the members but their ties, so the features are the plainest there are:
    //: member n has a 1 in place n and 0 elsewhere. Two graph convolutions take everybody down to
    //: **two numbers**, a point that can be drawn; a dense layer makes scores for two sides of it.
    let identities = Tensor.identity(members)
    func freshNetwork(_ seed: UInt64, mixing: Tensor) -> Network {
      var generator = SeededGenerator(seed: seed)
      return Network(
        GraphConvolution(mixing: mixing, inputs: members, outputs: 4, using: &generator), Tanh(),
        GraphConvolution(mixing: mixing, inputs: 4, outputs: 2, using: &generator), Tanh(),
        Dense(inputs: 2, outputs: 2, using: &generator))
    }
    var network = freshNetwork(seed, mixing: club)
    let summary = network.summary(for: identities.shape)
    page.table("The network", summary)
    page.trace("parameters", value: summary.parameters, "136 + 4, 8 + 2, 4 + 2")

    //: Here is where it puts the members before it has learned anything. The colours are the truth,
    //: which the network is never told:
    func points(_ network: Network) -> Tensor {
      var first = Network(Array(network.layers.prefix(4)))
      return first.forward(identities)
    }
    func sides(_ network: Network) -> [Int] {
      var used = network
      return used.forward(identities).argmax(axis: 1)
    }
    func figure(_ places: Tensor, _ sides: [Int]) -> NodeLinkFigure {
      NodeLinkFigure(
        places, ties: ties, colours: sides.map { $0 == 0 ? instructor : officer },
        rings: (0..<members).map { member in
          known.contains(member)
            ? .black : sides[member] == KarateClub.factions[member] ? nil : .red
        }
      )
    }
    let before = points(network)
    page.show(figure(before, KarateClub.factions), "before-training")
    //: ![The 34 members, orange and blue, spread by random weights](before-training "Before
    //: training: coloured by the truth")

    //: Are the colours mixed? Take two members of the same colour and two of different ones: how
    //: far apart are they, on average? With twenty other beginnings as well:
    func separation(_ points: Tensor) -> Float {
      var (sums, counts) = ([Float](repeating: 0, count: 2), [Float](repeating: 0, count: 2))
      for one in 0..<members {
        for other in 0..<one {
          let kind = KarateClub.factions[one] == KarateClub.factions[other] ? 0 : 1
          let difference = points[one] - points[other]
          sums[kind] += (difference * difference).sum().squareRoot()
          counts[kind] += 1
        }
      }
      return (sums[1] / counts[1]) / (sums[0] / counts[0])
    }
    let untrained = (1...20).map { separation(points(freshNetwork($0, mixing: club))) }
    page.say(
      "Here different colours are \(separation(before).rounded(to: 2)) times as far apart as "
        + "equal ones. Of twenty other beginnings they are farther apart in "
        + "\(untrained.count { $0 > 1 }).")

    //: **Notice** that every weight is random. Â alone brings those together who know the same
    //: people.
    //:
    //: ## Two labels
    //: The loss looks at members 0 and 33 and at nobody else. Their two rows are picked out of the
    //: scores, and the gradient goes back into these two rows, with zeros for all others:
    let pick = identities.selecting(known, axis: 0)
    func lossOfTheKnown(_ scores: Tensor) -> Loss {
      let (loss, gradient) = softmaxCrossEntropy(matmul(pick, scores), labels: [0, 1])
      return (loss, matmul(pick.transposed, gradient))
    }
    func train(_ network: inout Network) -> [Float] {
      var adam = Adam(learningRate: 0.02)
      return (0..<steps).map { _ in
        let (loss, gradient) = lossOfTheKnown(network.forward(identities))
        network.backpropagate(gradient)
        adam.update(&network)
        return loss
      }
    }
    let losses = train(&network)
    page.plot(
      "loss-of-two-members", lines: [.init("loss", y: losses)], xAxis: "step", yAxis: "loss")
    //: ![A curve that falls smoothly](loss-of-two-members "Loss of two members")

    //: And now the other thirty-two:
    func right(_ network: Network) -> Int {
      zip(sides(network), KarateClub.factions).enumerated()
        .count { !known.contains($0.offset) && $0.element.0 == $0.element.1 }
    }
    let answer = sides(network)
    page.sideBySide {
      page.show(figure(points(network), answer), "after-training", cover: true)
      page.show(figure(places, answer), "same-on-the-map")
    }
    //: ![Orange members at one end, blue ones at the other, some in between](after-training "After:
    //: two numbers a member, coloured by the network")
    //: ![The club's graph, one half orange, the other blue](same-on-the-map "The same on the map
    //: from above")
    let wrong = (0..<members).filter { answer[$0] != KarateClub.factions[$0] }
    page.say(
      wrong.isEmpty
        ? "\(right(network)) of \(members - known.count) are right. Nobody is ringed in red."
        : "\(right(network)) of \(members - known.count) are right. Ringed in red, because they "
          + "went elsewhere: \(wrong.map { "\($0)" }.joined(separator: ", ")).")

    //: **Notice** that nobody told the network anything about thirty-two members, and that it is
    //: not guessing: their ties say where they belong. Learning from a few labels and from all that
    //: has none is called semi-supervised. **Notice** also who lies in the middle:
    //: those with friends on both sides. Zachary, who also knew how close each tie was, predicted
    //: all but one: member 8, who stood with the officer but was three weeks from his black belt,
    //: and stayed with the instructor for it. If number 8 is ringed above, the network is in good
    //: company.
    //:
    //: ## Luck?
    //: Two labels are not much. Other random weights to begin with, twenty times:
    let starts = (1...20).map { start -> Int in
      var other = freshNetwork(UInt64(start), mixing: club)
      _ = train(&other)
      return right(other)
    }
    let ranked = starts.sorted()
    page.say(
      "The worst has \(ranked[0]) of 32 right, the best \(ranked[19]), the one in the middle "
        + "\(ranked[10]). With coins you would get 16.")

    //: And is it the graph? Take the ties away: with Â = I everybody is tied to themselves alone,
    //: and the same network, the same labels, the same steps give
    let alone = (1...20).map { start -> Int in
      var other = freshNetwork(UInt64(start), mixing: identities)
      _ = train(&other)
      return right(other)
    }
    page.say(
      "\(number(Float(alone.reduce(0, +)) / 20)) of 32 on average over twenty trainings, against "
        + "\(number(Float(starts.reduce(0, +)) / 20)) with the ties.")

    //: **Notice** which of the two is near 16. Without ties both known members are still learned;
    //: nothing leads from them to others.

    try otherGraphs(page)

    //: ## Readout: one vector for the whole graph
    //: A network may be asked about a graph as a whole: is this molecule poisonous? Molecules have
    //: different numbers of atoms. A **readout** makes one vector of all nodes, most simply the
    //: mean:
    let two = page.trace("readout", output.mean(axes: [0]), from: output, "four people")
    let pairs = points(network)
    page.trace("readout", pairs.mean(axes: [0]), from: pairs, "thirty-four members")
    page.numbers(two.reshaped(1, 3), "The mean of the four rows of Â X W")
    let shuffled = output.selecting(order, axis: 0).mean(axes: [0])
    page.say(
      "With the people in another order it changes by "
        + "\(orRounding((shuffled - two).absolute.max(), below: 1e-5)).")

    //: It is global average pooling, on a graph.
    //:
    //: ## Exercise
    //: Normalise an adjacency matrix, and write the convolution and the readout:
    //: `Lessons/27-graph-convolution/Exercise/Exercise.swift`, checked by
    //: `swift run convbook check 27`.
    //:
    //: ## Try next
    //: - `--seed 3`, `--steps 8`, `--steps 300`: who changes sides? Does more training help?
    //: - Label member 8 in addition to the two. How many are right now?
    //: - Replace `club` by one of the wrong variants above. Does the network notice? Do the
    //:   members?
    //: - Take the dense layer away and let the second graph convolution give the scores. What is
    //:   lost?
  }
}
