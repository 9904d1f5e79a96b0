// The two things the pictures are made of: triangles for everything solid, and strands for
// everything thin (fur, grass, thread).

import Foundation

struct Triangle: Primitive {
  var corner: Vector
  var edgeA: Vector
  var edgeB: Vector
  /// Its row in `Scene.faces`.
  var face: Int32

  var box: Box {
    var box = Box()
    box.include(corner)
    box.include(corner + edgeA)
    box.include(corner + edgeB)
    return box
  }

  @inline(__always) func distance(along ray: Ray, limit: Float) -> Float? {
    let p = cross(ray.direction, edgeB)
    let determinant = dot(edgeA, p)
    if abs(determinant) < 1e-12 { return nil }
    let inverse = 1 / determinant
    let offset = ray.origin - corner
    let u = dot(offset, p) * inverse
    if u < 0 || u > 1 { return nil }
    let q = cross(offset, edgeA)
    let v = dot(ray.direction, q) * inverse
    if v < 0 || u + v > 1 { return nil }
    let t = dot(edgeB, q) * inverse
    return t > 1e-4 && t < limit ? t : nil
  }

  /// Where on the triangle a point lies: the weights of its second and third corner.
  func weights(of point: Vector) -> (Float, Float) {
    let offset = point - corner
    let (aa, ab, bb) = (dot(edgeA, edgeA), dot(edgeA, edgeB), dot(edgeB, edgeB))
    let (oa, ob) = (dot(offset, edgeA), dot(offset, edgeB))
    let scale = 1 / max(aa * bb - ab * ab, 1e-20)
    return (clamp((oa * bb - ob * ab) * scale), clamp((ob * aa - oa * ab) * scale))
  }
}

/// What shading needs to know about a triangle, kept apart so that the search stays small.
struct Face: Sendable {
  var normals: (Vector, Vector, Vector)
  var places: (Vector, Vector, Vector)
  var object: Int32
}

/// One straight piece of a strand, thick at its root and thin at its tip.
struct Strand: Primitive {
  var start: Vector
  var end: Vector
  var startRadius: Float
  var endRadius: Float
  /// How far along the whole strand this piece starts and ends, 0 at the root, 1 at the tip.
  var startShare: Float
  var endShare: Float
  var seed: UInt32
  var fiber: Fiber

  var box: Box {
    var box = Box()
    let radius = max(startRadius, endRadius)
    box.include(start - radius)
    box.include(start + radius)
    box.include(end - radius)
    box.include(end + radius)
    return box
  }

  /// How far along this piece (0 to 1) the ray passes closest.
  @inline(__always) func closest(to ray: Ray) -> Float {
    let axis = end - start
    let offset = start - ray.origin
    let along = dot(ray.direction, axis)
    let square = dot(axis, axis)
    let reach = dot(ray.direction, offset)
    let lean = dot(axis, offset)
    return clamp((along * reach - lean) / max(square - along * along, 1e-12))
  }

  /// A strand is far thinner than a pixel, so it is hit like a ribbon that always faces the ray.
  @inline(__always) func distance(along ray: Ray, limit: Float) -> Float? {
    let place = closest(to: ray)
    let offset = start + (end - start) * place - ray.origin
    let t = dot(ray.direction, offset)
    let radius = mix(startRadius, endRadius, place)
    if t <= 2 * radius || t >= limit { return nil }
    let gap = offset - ray.direction * t
    return dot(gap, gap) < radius * radius ? t : nil
  }
}
