// A scene: all pieces, what each is made of, the light, and the camera.

import Foundation

/// One thing in the picture.
struct Object: Sendable {
  var material: Material
  /// How the object was turned, so that textures turn with it.
  var frame: Frame
  /// Makes two objects of the same material differ.
  var seed: Float
}

/// Where a ray met something.
enum Contact {
  case surface(SurfacePoint)
  case fiber(point: Vector, axis: Vector, share: Float, fiber: Fiber, seed: UInt32)
}

/// A point on a solid thing.
struct SurfacePoint {
  var position: Vector
  /// The direction of the flat triangle, on the side the ray came from.
  var flat: Vector
  /// The smoothed direction of the skin.
  var normal: Vector
  /// The place in the texture.
  var place: Vector
  var object: Object
}

struct Scene: Sendable {
  let lighting: Lighting
  let camera: Camera
  let film: Film
  private let solids: Hierarchy<Triangle>
  private let strands: Hierarchy<Strand>
  private let faces: [Face]
  private let objects: [Object]

  init(_ builder: SceneBuilder, lighting: Lighting, camera: Camera, film: Film) {
    self.lighting = lighting
    self.camera = camera
    self.film = film
    solids = Hierarchy(builder.triangles)
    strands = Hierarchy(builder.strands)
    faces = builder.faces
    objects = builder.objects
  }

  /// The nearest thing the ray meets, and how far away it is.
  func contact(_ ray: Ray) -> (contact: Contact, distance: Float)? {
    let solid = solids.hit(ray, limit: 1e9, any: false)
    let nearest = solid?.distance ?? 1e9
    if let strand = strands.hit(ray, limit: nearest, any: false) {
      let piece = strands.pieces[strand.piece]
      let place = piece.closest(to: ray)
      return (
        .fiber(
          point: ray.origin + ray.direction * strand.distance,
          axis: normalize(piece.end - piece.start),
          share: mix(piece.startShare, piece.endShare, place), fiber: piece.fiber,
          seed: piece.seed), strand.distance
      )
    }
    guard let solid else { return nil }
    return (.surface(point(on: solid.piece, along: ray, at: solid.distance)), solid.distance)
  }

  /// The nearest solid skin, ignoring strands: for light that wanders inside a fruit.
  func skin(_ ray: Ray) -> (point: SurfacePoint, distance: Float)? {
    guard let solid = solids.hit(ray, limit: 1e9, any: false) else { return nil }
    return (point(on: solid.piece, along: ray, at: solid.distance), solid.distance)
  }

  /// Whether anything stands between the ray's start and `limit`.
  func blocked(_ ray: Ray, limit: Float) -> Bool {
    solids.hit(ray, limit: limit, any: true) != nil
      || strands.hit(ray, limit: limit, any: true) != nil
  }

  private func point(on piece: Int, along ray: Ray, at distance: Float) -> SurfacePoint {
    let triangle = solids.pieces[piece]
    let face = faces[Int(triangle.face)]
    let position = ray.origin + ray.direction * distance
    let (b, c) = triangle.weights(of: position)
    let a = 1 - b - c
    var normal = normalize(face.normals.0 * a + face.normals.1 * b + face.normals.2 * c)
    var flat = normalize(cross(triangle.edgeA, triangle.edgeB))
    if dot(flat, ray.direction) > 0 { flat = -flat }
    if dot(normal, flat) < 0 { normal = -normal }
    let place = face.places.0 * a + face.places.1 * b + face.places.2 * c
    return SurfacePoint(
      position: position, flat: flat, normal: normal, place: place,
      object: objects[Int(face.object)])
  }
}

/// Collects the pieces of a scene.
struct SceneBuilder {
  private(set) var triangles: [Triangle] = []
  private(set) var faces: [Face] = []
  private(set) var objects: [Object] = []
  var strands: [Strand] = []

  /// Adds a mesh, turned by `frame` and moved to `origin`.
  mutating func add(
    _ mesh: Mesh, _ material: Material, at origin: Vector = .zero, _ frame: Frame = Frame(),
    seed: Float? = nil
  ) {
    let object = Int32(objects.count)
    let ownSeed = seed ?? chance(UInt32(objects.count) &+ 77)
    objects.append(Object(material: material, frame: frame, seed: ownSeed))
    let moved = mesh.moved(to: origin, frame)
    for corner in moved.corners {
      let (a, b, c) = (Int(corner.x), Int(corner.y), Int(corner.z))
      let edgeA = moved.points[b] - moved.points[a]
      let edgeB = moved.points[c] - moved.points[a]
      if length(cross(edgeA, edgeB)) < 1e-9 { continue }
      triangles.append(
        Triangle(
          corner: moved.points[a], edgeA: edgeA, edgeB: edgeB, face: Int32(faces.count)))
      faces.append(
        Face(
          normals: (moved.normals[a], moved.normals[b], moved.normals[c]),
          places: (moved.places[a], moved.places[b], moved.places[c]), object: object))
    }
  }

  /// Adds a strand through the given points, thinning towards its tip.
  mutating func addStrand(
    _ points: [Vector], radius: Float, tip: Float = 0.3, fiber: Fiber, seed: UInt32
  ) {
    let count = Float(points.count - 1)
    for index in 0..<points.count - 1 {
      let (from, to) = (Float(index) / count, Float(index + 1) / count)
      strands.append(
        Strand(
          start: points[index], end: points[index + 1],
          startRadius: radius * mix(1, tip, from * from),
          endRadius: radius * mix(1, tip, to * to),
          startShare: from, endShare: to, seed: seed, fiber: fiber))
    }
  }
}

extension SceneBuilder {
  /// Adds everything another builder holds, turned by `frame` and moved to `origin`.
  mutating func append(_ other: SceneBuilder, at origin: Vector, _ frame: Frame) {
    let (firstFace, firstObject) = (Int32(faces.count), Int32(objects.count))
    for var triangle in other.triangles {
      triangle.corner = origin + frame.toWorld(triangle.corner)
      triangle.edgeA = frame.toWorld(triangle.edgeA)
      triangle.edgeB = frame.toWorld(triangle.edgeB)
      triangle.face += firstFace
      triangles.append(triangle)
    }
    for var face in other.faces {
      face.normals = (
        frame.toWorld(face.normals.0), frame.toWorld(face.normals.1),
        frame.toWorld(face.normals.2)
      )
      face.object += firstObject
      faces.append(face)
    }
    for var object in other.objects {
      object.frame.x = frame.toWorld(object.frame.x)
      object.frame.y = frame.toWorld(object.frame.y)
      object.frame.z = frame.toWorld(object.frame.z)
      objects.append(object)
    }
    for var strand in other.strands {
      strand.start = origin + frame.toWorld(strand.start)
      strand.end = origin + frame.toWorld(strand.end)
      strands.append(strand)
    }
  }
}
