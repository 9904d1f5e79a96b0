// A camera with a real lens: it focuses on one distance and blurs the rest, and its seven-bladed
// diaphragm gives the blur its shape.

import Foundation

struct Camera: Sendable {
  private let position: Vector
  private let frame: (right: Vector, up: Vector, ahead: Vector)
  private let slope: Float
  private let focus: Float
  private let aperture: Float

  /// `angle` is the vertical field of view in degrees; `aperture` is the lens opening's radius.
  init(
    at position: Vector, lookingAt target: Vector, angle: Float, focusAt sharp: Vector,
    aperture: Float, roll: Float = 0
  ) {
    self.position = position
    self.aperture = aperture
    let ahead = normalize(target - position)
    let level = normalize(cross(ahead, Vector(0, 1, 0)))
    let above = cross(level, ahead)
    let turn = roll * .pi / 180
    frame = (level * cos(turn) + above * sin(turn), above * cos(turn) - level * sin(turn), ahead)
    slope = tan(angle * .pi / 360)
    focus = dot(sharp - position, ahead)
  }

  /// The ray for a place in the picture: x and y from -1 to 1 along its height, and two random
  /// numbers for the place on the lens.
  func ray(_ x: Float, _ y: Float, _ first: Float, _ second: Float) -> Ray {
    let direction = frame.ahead + frame.right * (x * slope) + frame.up * (y * slope)
    let target = position + direction * focus
    // A point in one of seven equal triangles around the lens axis.
    let blade = (first * 7).rounded(.down)
    let across = (first * 7 - blade).squareRoot()
    let corner = blade * 2 * .pi / 7 + 0.3
    let next = corner + 2 * .pi / 7
    let (a, b) = (across * (1 - second), across * second)
    let lensX = (cos(corner) * a + cos(next) * b) * aperture
    let lensY = (sin(corner) * a + sin(next) * b) * aperture
    let origin = position + frame.right * lensX + frame.up * lensY
    return Ray(origin: origin, direction: normalize(target - origin))
  }
}
