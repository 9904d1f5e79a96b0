// Simulates balls that attract a point and push each other apart until they rest, to pile up fruit
// and grapes.

import Foundation

struct Ball {
  var center: Vector
  var radius: Float
}

/// Moves the balls step by step. `pull` says where each wants to go; `confine` keeps it out of
/// bowls and tables.
func settle(
  _ balls: inout [Ball], steps: Int, overlap: Float = 1, pull: (Ball) -> Vector,
  confine: (inout Ball) -> Void
) {
  for step in 0..<steps {
    let vigor = 1 - Float(step) / Float(steps)
    for index in balls.indices { balls[index].center += pull(balls[index]) * vigor }
    for _ in 0..<4 {
      for first in balls.indices {
        for second in balls.indices where second > first {
          let offset = balls[second].center - balls[first].center
          let wanted = (balls[first].radius + balls[second].radius) * overlap
          let distance = max(length(offset), 1e-4)
          if distance < wanted {
            let shift = offset * ((wanted - distance) / distance * 0.5)
            balls[first].center -= shift
            balls[second].center += shift
          }
        }
        confine(&balls[first])
      }
    }
  }
}
