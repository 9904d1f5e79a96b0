// Shapes as triangle meshes. Most are a bent sheet: a formula that gives a point for every (u, v).

import Foundation

struct Mesh {
  var points: [Vector] = []
  var normals: [Vector] = []
  /// Where each point lies in its texture: usually its place before the object was moved.
  var places: [Vector] = []
  var corners: [SIMD3<Int32>] = []

  /// A grid of `columns` × `rows` points bent into shape. With `closed`, u = 0 and u = 1 are one
  /// seam (a tube); where a whole row falls on one point (a pole), that point gets one normal.
  static func sheet(
    columns: Int, rows: Int, closed: Bool = false,
    place: ((Float, Float) -> Vector)? = nil, at point: (Float, Float) -> Vector
  ) -> Mesh {
    var mesh = Mesh()
    for row in 0..<rows {
      for column in 0..<columns {
        let u = Float(column) / Float(closed ? columns : columns - 1)
        let v = Float(row) / Float(rows - 1)
        let position = point(u, v)
        mesh.points.append(position)
        mesh.places.append(place?(u, v) ?? position)
      }
    }
    for row in 0..<rows - 1 {
      for column in 0..<(closed ? columns : columns - 1) {
        let next = (column + 1) % columns
        let a = Int32(row * columns + column)
        let b = Int32(row * columns + next)
        let c = Int32((row + 1) * columns + column)
        let d = Int32((row + 1) * columns + next)
        mesh.corners.append(SIMD3(a, b, c))
        mesh.corners.append(SIMD3(b, d, c))
      }
    }
    mesh.smooth()
    if closed {
      for start in [0, (rows - 1) * columns] {
        let row = start..<start + columns
        if length(mesh.points[start] - mesh.points[start + columns / 2]) < 1e-4 {
          let sum = row.reduce(Vector.zero) { $0 + mesh.normals[$1] }
          for index in row { mesh.normals[index] = normalize(sum) }
        }
      }
    }
    return mesh
  }

  /// A turned shape: `profile(v)` gives radius and height from bottom to top.
  static func turned(
    columns: Int = 96, rows: Int = 64, _ profile: (Float) -> (radius: Float, height: Float)
  ) -> Mesh {
    sheet(columns: columns, rows: rows, closed: true) { u, v in
      let (radius, height) = profile(v)
      return Vector(radius * sin(u * 2 * .pi), height, radius * cos(u * 2 * .pi))
    }
  }

  /// A round shape: `radius` gives, for each direction, how far out the skin is.
  static func round(columns: Int = 128, rows: Int = 80, radius: (Vector) -> Float) -> Mesh {
    sheet(columns: columns, rows: rows, closed: true) { u, v in
      let (angle, polar) = (u * 2 * Float.pi, v * Float.pi)
      let direction = Vector(sin(polar) * sin(angle), -cos(polar), sin(polar) * cos(angle))
      return direction * radius(direction)
    }
  }

  /// A tube around a curve. `path` gives the centre and the radius for v from 0 to 1.
  static func tube(
    columns: Int = 24, rows: Int = 32, place: ((Float, Float) -> Vector)? = nil,
    section: (Float) -> Float = { _ in 1 }, path: (Float) -> (center: Vector, radius: Float)
  ) -> Mesh {
    sheet(columns: columns, rows: rows, closed: true, place: place) { u, v in
      let (center, radius) = path(v)
      let before = path(max(0, v - 0.01)).center
      let after = path(min(1, v + 0.01)).center
      let along = normalize(after - before)
      let side = normalize(cross(abs(along.y) > 0.9 ? Vector(0, 0, 1) : Vector(0, 1, 0), along))
      let up = cross(along, side)
      let angle = u * 2 * Float.pi
      let out = side * sin(angle) + up * cos(angle)
      return center + out * (radius * section(angle))
    }
  }

  /// A block with rounded edges, `size` from its middle to its faces, then bent by `warp`.
  static func block(
    size: Vector, rounding: Float, steps: Int = 8, warp: (Vector) -> Vector = { $0 }
  ) -> Mesh {
    var mesh = Mesh()
    let inner = size - rounding
    func coordinates(_ half: Float) -> [Float] {
      let edge: [Float] = [0, 0.12, 0.4, 1].map { half - rounding * $0 }
      let middle = (1..<steps).map { (Float($0) / Float(steps) * 2 - 1) * (half - rounding) }
      return edge.map { -$0 } + middle + edge.reversed()
    }
    for axis in 0..<3 {
      let (first, second) = ((axis + 1) % 3, (axis + 2) % 3)
      for side: Float in [-1, 1] {
        let base = Int32(mesh.points.count)
        let (across, down) = (coordinates(size[first]), coordinates(size[second]))
        for b in down {
          for a in across {
            var cube = Vector.zero
            cube[axis] = side * size[axis]
            cube[first] = a
            cube[second] = b
            var core = cube
            for k in 0..<3 { core[k] = clamp(cube[k], -inner[k], inner[k]) }
            let out = normalize(cube - core)
            mesh.points.append(core + out * rounding)
            mesh.places.append(core + out * rounding)
            mesh.normals.append(out)
          }
        }
        let width = Int32(across.count)
        for row in 0..<Int32(down.count - 1) {
          for column in 0..<width - 1 {
            let a = base + row * width + column
            let square = side > 0 ? (a, a + 1, a + width) : (a, a + width, a + 1)
            let other =
              side > 0 ? (a + 1, a + width + 1, a + width) : (a + 1, a + width, a + width + 1)
            mesh.corners.append(SIMD3(square.0, square.1, square.2))
            mesh.corners.append(SIMD3(other.0, other.1, other.2))
          }
        }
      }
    }
    // The warp is gentle, so each normal turns as a small step along the surface does.
    mesh.normals = zip(mesh.points, mesh.normals).map { point, normal in
      let frame = Frame(normal: normal)
      let here = warp(point)
      let along = warp(point + frame.x * 0.01) - here
      let across = warp(point + frame.z * 0.01) - here
      return normalize(cross(across, along))
    }
    mesh.points = mesh.points.map(warp)
    return mesh
  }

  /// Gives every point the average direction of the triangles around it.
  mutating func smooth() {
    normals = [Vector](repeating: .zero, count: points.count)
    for corner in corners {
      let (a, b, c) = (Int(corner.x), Int(corner.y), Int(corner.z))
      let normal = cross(points[b] - points[a], points[c] - points[a])
      normals[a] += normal
      normals[b] += normal
      normals[c] += normal
    }
    normals = normals.map(normalize)
  }

  /// The same mesh with every point moved by a formula.
  func bent(_ bend: (Vector) -> Vector) -> Mesh {
    var mesh = self
    mesh.points = points.map(bend)
    mesh.smooth()
    return mesh
  }

  func moved(to origin: Vector, _ frame: Frame = Frame()) -> Mesh {
    var mesh = self
    mesh.points = points.map { origin + frame.toWorld($0) }
    mesh.normals = normals.map(frame.toWorld)
    return mesh
  }
}
