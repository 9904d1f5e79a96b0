//: ## Other graphs
import Foundation
import LessonKit

extension GraphConvolutionLesson {
  func otherGraphs(_ page: Notebook) throws {
    //: People and their ties, in a club or on a social network, are one kind of graph. Three
    //: others, each with something new:
    //:
    //: ### A molecule: ties of several strengths
    //: Its nodes are atoms, its edges bonds, single, double or triple. Acrylonitrile, from which
    //: acrylic fibres are made, has all three kinds. A bond's order stands in the matrix in place
    //: of the 1:
    let atoms = ["C", "C", "C", "N", "H", "H", "H"]
    let bonds = [(0, 1, 2), (1, 2, 1), (2, 3, 3), (0, 4, 1), (0, 5, 1), (1, 6, 1)]
    var orders = Tensor.zeros(7, 7)
    for (one, other, order) in bonds {
      orders[one, other] = Float(order)
      orders[other, one] = Float(order)
    }
    page.sideBySide {
      page.show(
        NodeLinkFigure(
          Tensor([[1, 0], [2, 0.5], [3, 0], [4, 0], [0.2, 0.6], [0.2, -0.6], [2, 1.5]]),
          ties: bonds.map { ($0.0, $0.1) }, tieOrders: bonds.map(\.2),
          labels: atoms.map { "\($0)" },
          colours: atoms.map { ["C": .black, "N": .blue][$0] ?? .white }, size: 240
        ), "molecule")
      page.numbers(orders, "Bond orders: C C C N H H H")
    }
    //: ![Three black circles C and a blue one N in a row, three white ones H beside them; one line
    //: is double, one triple](molecule "Acrylonitrile")

    //: A row's sum is how many bonds an atom has in all. Chemistry knows what must come out: 4 for
    //: carbon, 3 for nitrogen, 1 for hydrogen.
    let valences = orders.sum(axes: [1])
    page.say("Sums of the rows: \(valences.scalars.map { number($0) }.joined(separator: ", ")).")

    //: (Document 001 has its words from here: nodes are elements, edges are bonds. In other graphs
    //: an edge may bear any number, a strength, a distance, or just 1.)
    //:
    //: ### Papers: ties with a direction
    //: Paper 3 cites 1 and 2, which cite 0. Row by row, whom each cites. The matrix is no longer
    //: the same on both sides of its diagonal, and A and its transpose answer two questions:
    let citations = [(1, 0), (2, 0), (3, 1), (3, 2)]
    var cites = Tensor.zeros(4, 4)
    for (one, other) in citations { cites[one, other] = 1 }
    page.sideBySide {
      page.show(
        NodeLinkFigure(
          Tensor([[1, 0], [0, 1], [2, 1], [1, 2]]), ties: citations, directed: true, size: 200
        ), "citations")
      page.numbers(cites, "A")
      page.numbers(matmul(cites, .ones(4, 1)), "A · 1: cites how many")
      page.numbers(matmul(cites.transposed, .ones(4, 1)), "Aᵀ · 1: cited by how many")
    }
    //: ![Four circles; arrows lead from 3 to 1 and 2, and from these to 0](citations "An arrow
    //: leads to what is cited")

    //: Â was made for ties without direction. For arrows one takes the mean over each row of A + I,
    //: or forgets the arrowheads: A + Aᵀ. Citations tell what a paper is about, as ties tell a
    //: member's side.
    //:
    //: ### A mesh: nodes with a place
    //: A body in 3D is a net of corners, each tied to its neighbours; its features are its
    //: coordinates. Here is a slice of one, sixteen corners around a circle, badly measured. One
    //: layer with the mean over each row and W = I moves every corner to the middle of itself and
    //: its two neighbours:
    var generator = SeededGenerator(seed: seed)
    let corners = Tensor(
      (0..<16).map { corner -> [Float] in
        let (angle, radius) = (
          Float(corner) * .pi / 8, Float.random(in: 0.7..<1.3, using: &generator)
        )
        return [radius * cos(angle), radius * sin(angle)]
      })
    let sides = (0..<16).map { ($0, ($0 + 1) % 16) }
    var net = Tensor.identity(16)
    for (one, other) in sides {
      net[one, other] = 1
      net[other, one] = 1
    }
    var smoothing = GraphConvolution(mixing: net / 3, weights: .identity(2))
    let smoothed = smoothing.forward(corners)
    page.sideBySide {
      page.show(NodeLinkFigure(corners, ties: sides, size: 230), "measured-slice")
      page.show(NodeLinkFigure(smoothed, ties: sides, size: 230), "smoothed-slice")
    }
    //: ![A ring of sixteen circles, jagged](measured-slice "As measured")
    //: ![The same ring, rounder](smoothed-slice "After one layer")

    func radii(_ corners: Tensor) -> Spread {
      Spread((corners * corners).sum(axes: [1]).map { $0.squareRoot() }.scalars)
    }
    page.table(
      "Distance of the corners from the middle", columns: ["", "mean", "standard deviation"],
      rows: [("as measured" as Message, corners), ("after one layer", smoothed)].map {
        name, corners in
        [
          name, "\(radii(corners).mean.rounded(to: 2))",
          "\(radii(corners).deviation.rounded(to: 2))",
        ]
      })

    //: **Notice** that it is a smoothing filter as in lesson 11, ⅓, ⅓, ⅓, bent into a ring. It
    //: takes noise away, and a bit of the body: the ring gets smaller.
  }
}
