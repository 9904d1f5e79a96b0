import LessonKit

struct ImageToColumnsSolution: ImageToColumnsExercise {
  func im2col(_ pictures: Tensor, window: Int, stride: Int) throws -> Tensor {
    let batch = pictures.shape[0]
    let channels = pictures.shape[3]
    let height = (pictures.shape[1] - window) / stride + 1
    let width = (pictures.shape[2] - window) / stride + 1
    var numbers: [Float] = []
    for n in 0..<batch {
      for y in 0..<height {
        for x in 0..<width {
          for i in 0..<window {
            for j in 0..<window {
              for c in 0..<channels {
                numbers.append(pictures[n, y * stride + i, x * stride + j, c])
              }
            }
          }
        }
      }
    }
    return Tensor(
      shape: [batch * height * width, window * window * channels], scalars: numbers)
  }
}
