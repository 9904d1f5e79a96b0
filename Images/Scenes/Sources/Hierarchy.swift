// Intersects rays with a million primitives: a bounding volume hierarchy with four children per
// node, so that one SIMD instruction tests four boxes.

import Foundation

/// A geometric primitive that a ray can hit.
protocol Primitive: Sendable {
  var box: Box { get }
  /// Returns the distance of the intersection, if it is below `limit`.
  func distance(along ray: Ray, limit: Float) -> Float?
}

struct Hierarchy<Piece: Primitive>: Sendable {
  /// An unused child is a box too far away to be hit.
  private struct Node: Sendable {
    var lowX = SIMD4<Float>(repeating: 1e30)
    var lowY = SIMD4<Float>(repeating: 1e30)
    var lowZ = SIMD4<Float>(repeating: 1e30)
    var highX = SIMD4<Float>(repeating: 1e30)
    var highY = SIMD4<Float>(repeating: 1e30)
    var highZ = SIMD4<Float>(repeating: 1e30)
    /// The node below (count 0), or the first of `count` pieces.
    var first = SIMD4<Int32>(repeating: 0)
    var count = SIMD4<Int32>(repeating: 0)
  }

  private struct Pending {
    var first: Int32
    var count: Int32
    var near: Float
  }

  /// The pieces, in the order of the tree's leaves.
  private(set) var pieces: [Piece] = []
  private var nodes: [Node] = []

  init(_ source: [Piece]) {
    guard !source.isEmpty else { return }
    var builder = Splitter(boxes: source.map(\.box))
    appendNode(0..<source.count, &builder)
    pieces = builder.order.map { source[Int($0)] }
  }

  /// Splits a range twice, which makes the four children of a node.
  @discardableResult
  private mutating func appendNode(_ range: Range<Int>, _ splitter: inout Splitter) -> Int32 {
    let index = nodes.count
    nodes.append(Node())
    var parts = [range]
    for _ in 0..<2 {
      parts = parts.flatMap { $0.count > 4 ? splitter.split($0) : [$0] }
    }
    for (lane, part) in parts.enumerated() {
      let box = splitter.box(of: part)
      nodes[index].lowX[lane] = box.lower.x
      nodes[index].lowY[lane] = box.lower.y
      nodes[index].lowZ[lane] = box.lower.z
      nodes[index].highX[lane] = box.upper.x
      nodes[index].highY[lane] = box.upper.y
      nodes[index].highZ[lane] = box.upper.z
      if part.count <= 4 {
        nodes[index].first[lane] = Int32(part.lowerBound)
        nodes[index].count[lane] = Int32(part.count)
      } else {
        let child = appendNode(part, &splitter)
        nodes[index].first[lane] = child
      }
    }
    return Int32(index)
  }

  /// Returns the nearest intersection in 0…`limit`; with `any`, the first found, which suffices for
  /// shadows.
  func hit(_ ray: Ray, limit: Float, any: Bool) -> (piece: Int, distance: Float)? {
    guard !nodes.isEmpty else { return nil }
    var nearest = limit
    var found = -1
    let tiny = Vector(repeating: 1e-12)
    let safe = ray.direction.replacing(with: tiny, where: ray.direction .== Vector.zero)
    let inverse = 1 / safe
    let start = ray.origin
    nodes.withUnsafeBufferPointer { nodes in
      pieces.withUnsafeBufferPointer { pieces in
        withUnsafeTemporaryAllocation(of: Pending.self, capacity: 192) { stack in
          stack[0] = Pending(first: 0, count: 0, near: 0)
          var depth = 1
          while depth > 0 {
            depth -= 1
            let top = stack[depth]
            if top.near >= nearest { continue }
            if top.count > 0 {
              for index in Int(top.first)..<Int(top.first + top.count) {
                if let t = pieces[index].distance(along: ray, limit: nearest) {
                  nearest = t
                  found = index
                }
              }
              if any && found >= 0 { return }
              continue
            }
            let node = nodes[Int(top.first)]
            let ax = (node.lowX - start.x) * inverse.x
            let bx = (node.highX - start.x) * inverse.x
            let ay = (node.lowY - start.y) * inverse.y
            let by = (node.highY - start.y) * inverse.y
            let az = (node.lowZ - start.z) * inverse.z
            let bz = (node.highZ - start.z) * inverse.z
            let near = larger(larger(smaller(ax, bx), smaller(ay, by)), smaller(az, bz))
            let far = smaller(smaller(larger(ax, bx), larger(ay, by)), larger(az, bz))
            let base = depth
            for lane in 0..<4 {
              let entry = max(near[lane], 0)
              if entry > far[lane] || entry >= nearest { continue }
              // Children wait on the stack, the nearest on top.
              var slot = depth
              while slot > base && stack[slot - 1].near < entry {
                stack[slot] = stack[slot - 1]
                slot -= 1
              }
              stack[slot] = Pending(
                first: node.first[lane], count: node.count[lane], near: entry)
              depth += 1
            }
          }
        }
      }
    }
    return found < 0 ? nil : (found, nearest)
  }
}

@inline(__always) private func smaller(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> SIMD4<Float> {
  b.replacing(with: a, where: a .< b)
}

@inline(__always) private func larger(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> SIMD4<Float> {
  b.replacing(with: a, where: a .> b)
}

/// Partitions primitives by the surface area heuristic at sixteen positions along the longest axis.
private struct Splitter {
  var order: [Int32]
  private let boxes: [Box]

  init(boxes: [Box]) {
    self.boxes = boxes
    order = (0..<boxes.count).map { Int32($0) }
  }

  func box(of range: Range<Int>) -> Box {
    var box = Box()
    for index in range { box.include(boxes[Int(order[index])]) }
    return box
  }

  mutating func split(_ range: Range<Int>) -> [Range<Int>] {
    var centers = Box()
    for index in range {
      let box = boxes[Int(order[index])]
      centers.include(box.lower + box.upper)
    }
    let size = centers.upper - centers.lower
    let axis = size.x >= size.y && size.x >= size.z ? 0 : (size.y >= size.z ? 1 : 2)
    let middle = range.lowerBound + range.count / 2
    guard size[axis] > 0 else { return [range.lowerBound..<middle, middle..<range.upperBound] }

    let binCount = 16
    let scale = Float(binCount) * 0.9999 / size[axis]
    let origin = centers.lower[axis]
    var bins = [Box](repeating: Box(), count: binCount)
    var counts = [Int](repeating: 0, count: binCount)
    func bin(_ box: Box) -> Int {
      min(binCount - 1, Int((box.lower[axis] + box.upper[axis] - origin) * scale))
    }
    for index in range {
      let box = boxes[Int(order[index])]
      let place = bin(box)
      bins[place].include(box)
      counts[place] += 1
    }
    var rightCost = [Float](repeating: 0, count: binCount)
    var box = Box()
    var count = 0
    for place in stride(from: binCount - 1, to: 0, by: -1) {
      box.include(bins[place])
      count += counts[place]
      rightCost[place] = box.halfArea * Float(count)
    }
    box = Box()
    count = 0
    var best = (cost: Float.greatestFiniteMagnitude, place: 1)
    for place in 1..<binCount {
      box.include(bins[place - 1])
      count += counts[place - 1]
      let cost = box.halfArea * Float(count) + rightCost[place]
      if count > 0 && count < range.count && cost < best.cost { best = (cost, place) }
    }
    var left = range.lowerBound
    var right = range.upperBound - 1
    while left <= right {
      if bin(boxes[Int(order[left])]) < best.place {
        left += 1
      } else {
        order.swapAt(left, right)
        right -= 1
      }
    }
    let cut = left > range.lowerBound && left < range.upperBound ? left : middle
    return [range.lowerBound..<cut, cut..<range.upperBound]
  }
}
