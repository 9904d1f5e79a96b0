// Principal component analysis: the directions in which examples differ most. Computed in Double
// by subspace iteration, since of hundreds of directions a few are wanted.

/// The directions of largest variance of some examples, and their shares of all variance.
///
///     let components = PrincipalComponents(of: features, count: 2)
///     let points = components(features)   // (N, 2)
///
/// Sources: Pearson, "On lines and planes of closest fit to systems of points in space" (1901); for
/// the computation Golub and Van Loan, "Matrix computations", 8.2.4 (orthogonal iteration).
public struct PrincipalComponents: Sendable {
  /// The mean of the examples, (D).
  public let mean: Tensor
  /// The directions, (count, D), each of length 1 and at right angles to the others, that of the
  /// largest variance first; the largest number of each is positive. A direction in which the
  /// examples don't differ is all zeros, and so are all where a number is NaN or infinite.
  public let components: Tensor
  /// The share of each direction in the variance of all, 0…1; zeros where all examples are equal.
  public let shares: [Float]

  /// Finds the directions.
  ///
  /// - Parameters:
  ///   - examples: (N, D), 1 or more.
  ///   - count: the number of directions, 1 to min(N, D).
  public init(of examples: Tensor, count: Int) {
    require(
      examples.rank == 2 && examples.count > 0,
      "principal components are of examples (N, D), not \(describe(examples.shape))")
    let (rows, columns) = (examples.shape[0], examples.shape[1])
    require(
      (1...min(rows, columns)).contains(count),
      "examples \(describe(examples.shape)) have 1 to \(min(rows, columns)) components, "
        + "not \(count)")
    let mean = (0..<columns).map { column in
      (0..<rows).reduce(0.0) { $0 + Double(examples.scalars[$1 * columns + column]) }
        / Double(rows)
    }
    var centred = examples.scalars.map(Double.init)
    for row in 0..<rows {
      for column in 0..<columns { centred[row * columns + column] -= mean[column] }
    }
    // The smaller of X · Xᵀ and Xᵀ · X: both have the same largest eigenvalues.
    let isWide = rows <= columns
    let factors = isWide ? centred : transposed(centred, rows, columns)
    let size = isWide ? rows : columns
    let products = SymmetricMatrix(productsOf: factors, rows: size)
    let total = (0..<size).reduce(0.0) { $0 + products[$1, $1] }
    self.mean = Tensor(mean.map { Float($0) })
    guard total.isFinite else {
      components = Tensor(shape: [count, columns], repeating: 0)
      shares = Array(repeating: 0, count: count)
      return
    }
    let (values, vectors) = products.largestEigenvectors(count)

    var directions: [Double] = []
    for (value, vector) in zip(values, vectors) {
      // An eigenvector u of X · Xᵀ gives the direction Xᵀ · u / √λ.
      var direction = vector
      if isWide {
        direction = (0..<columns).map { column in
          (0..<rows).reduce(0.0) { $0 + centred[$1 * columns + column] * vector[$1] }
        }
      }
      // Below that it is rounding, and no direction.
      let hasLength = value > total * 1e-12
      let length = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
      let largest = direction.max { abs($0) < abs($1) } ?? 0
      let factor = hasLength && length > 0 ? (largest < 0 ? -1 : 1) / length : 0
      directions += direction.map { $0 * factor }
    }
    components = Tensor(shape: [count, columns], scalars: directions.map { Float($0) })
    shares = values.map { total > 0 ? Float(max(0, $0) / total) : 0 }
  }

  /// Projects examples on the directions: how far each is from the mean along them.
  ///
  /// - Parameter examples: (N, D).
  /// - Returns: (N, count).
  public func callAsFunction(_ examples: Tensor) -> Tensor {
    matmul(examples - mean, components.transposed(permutation: 1, 0))
  }
}

private func transposed(_ numbers: [Double], _ rows: Int, _ columns: Int) -> [Double] {
  var result = numbers
  for row in 0..<rows {
    for column in 0..<columns { result[column * rows + row] = numbers[row * columns + column] }
  }
  return result
}

/// A symmetric matrix of Doubles without negative eigenvalues.
private struct SymmetricMatrix {
  let size: Int
  private var numbers: [Double]

  subscript(row: Int, column: Int) -> Double {
    get { numbers[row * size + column] }
    set { numbers[row * size + column] = newValue }
  }

  /// Makes the products of each row with each.
  init(productsOf factors: [Double], rows: Int) {
    size = rows
    numbers = Array(repeating: 0, count: rows * rows)
    let columns = factors.count / rows
    factors.withUnsafeBufferPointer { factors in
      for row in 0..<rows {
        for other in row..<rows {
          let sum = dot(
            factors.baseAddress! + row * columns, factors.baseAddress! + other * columns, columns)
          self[row, other] = sum
          self[other, row] = sum
        }
      }
    }
  }

  /// The unit matrix.
  private init(identity size: Int) {
    self.size = size
    numbers = Array(repeating: 0, count: size * size)
    for index in 0..<size { self[index, index] = 1 }
  }

  /// Finds the eigenvectors of the largest eigenvalues, the largest first, by orthogonal iteration
  /// with a few vectors more than are wanted: the error shrinks by the ratio of the first
  /// eigenvalue that is left out to the last that is wanted, with each round.
  func largestEigenvectors(_ count: Int) -> (values: [Double], vectors: [[Double]]) {
    let width = min(size, count + 6)
    var generator = SeededGenerator(seed: 1)
    var vectors = (0..<width).map { _ in
      (0..<size).map { _ in Double.random(in: -1...1, using: &generator) }
    }
    var values: [Double] = []
    for _ in 0..<500 {
      vectors = orthonormal(vectors)
      let images = vectors.map { times($0) }
      // Within the space that they span, the eigenvectors are those of a small matrix.
      var small = SymmetricMatrix(identity: width)
      for row in 0..<width {
        for column in 0..<width { small[row, column] = dot(vectors[row], images[column]) }
      }
      let (found, turns) = small.eigenvectors()
      func turned(_ rows: [[Double]]) -> [[Double]] {
        turns.map { turn in
          (0..<size).map { place in
            (0..<width).reduce(0.0) { $0 + turn[$1] * rows[$1][place] }
          }
        }
      }
      let old = vectors
      vectors = turned(old)
      let moved = turned(images)
      // How far each image is from a multiple of its vector.
      var error = 0.0
      for index in 0..<count {
        let rest = zip(moved[index], vectors[index]).map { $0 - found[index] * $1 }
        error = max(error, dot(rest, rest).squareRoot())
      }
      values = found
      if error <= 1e-8 * max(found[0], .leastNormalMagnitude) { break }
      vectors = moved
    }
    let last = orthonormal(Array(vectors.prefix(count)))
    return (Array(values.prefix(count)), last)
  }

  /// The matrix times a vector.
  private func times(_ vector: [Double]) -> [Double] {
    numbers.withUnsafeBufferPointer { numbers in
      vector.withUnsafeBufferPointer { vector in
        (0..<size).map { row in
          dot(numbers.baseAddress! + row * size, vector.baseAddress!, size)
        }
      }
    }
  }

  /// Finds all eigenvectors of a small matrix by Jacobi's rotations, the largest eigenvalue first.
  private func eigenvectors() -> (values: [Double], vectors: [[Double]]) {
    var (matrix, turned) = (self, SymmetricMatrix(identity: size))
    for _ in 0..<60 {
      var rest = 0.0
      for row in 0..<size {
        for column in 0..<size where column != row {
          rest += matrix[row, column] * matrix[row, column]
        }
      }
      let scale = (0..<size).reduce(0.0) { $0 + matrix[$1, $1] * matrix[$1, $1] }
      guard rest > 1e-30 * scale else { break }
      for row in 0..<size {
        for column in row + 1..<max(row + 1, size) where matrix[row, column] != 0 {
          let slope =
            (matrix[column, column] - matrix[row, row]) / (2 * matrix[row, column])
          let tangent =
            (slope < 0 ? -1 : 1) / (abs(slope) + (slope * slope + 1).squareRoot())
          let cosine = 1 / (tangent * tangent + 1).squareRoot()
          let sine = tangent * cosine
          for index in 0..<size {
            let (one, other) = (matrix[index, row], matrix[index, column])
            matrix[index, row] = cosine * one - sine * other
            matrix[index, column] = sine * one + cosine * other
          }
          for index in 0..<size {
            let (one, other) = (matrix[row, index], matrix[column, index])
            matrix[row, index] = cosine * one - sine * other
            matrix[column, index] = sine * one + cosine * other
          }
          for index in 0..<size {
            let (one, other) = (turned[index, row], turned[index, column])
            turned[index, row] = cosine * one - sine * other
            turned[index, column] = sine * one + cosine * other
          }
        }
      }
    }
    let order = (0..<size).sorted { matrix[$0, $0] > matrix[$1, $1] }
    return (
      order.map { matrix[$0, $0] },
      order.map { column in (0..<size).map { turned[$0, column] } }
    )
  }
}

private func dot(_ one: [Double], _ other: [Double]) -> Double {
  one.withUnsafeBufferPointer { one in
    other.withUnsafeBufferPointer { other in
      guard let first = one.baseAddress, let second = other.baseAddress else { return 0 }
      return dot(first, second, one.count)
    }
  }
}

/// The sum of products of `count` numbers: four sums side by side, which the processor adds up at
/// the same time.
private func dot(
  _ one: UnsafePointer<Double>, _ other: UnsafePointer<Double>, _ count: Int
) -> Double {
  var (sums, place) = (SIMD4<Double>(), 0)
  while place + 4 <= count {
    sums +=
      SIMD4(one[place], one[place + 1], one[place + 2], one[place + 3])
      * SIMD4(other[place], other[place + 1], other[place + 2], other[place + 3])
    place += 4
  }
  var sum = sums.sum()
  while place < count {
    sum += one[place] * other[place]
    place += 1
  }
  return sum
}

/// Makes vectors of length 1 at right angles (Gram and Schmidt, twice, since rounding undoes some
/// of the first time). One that lies in the space of those before it becomes another that does not.
private func orthonormal(_ vectors: [[Double]]) -> [[Double]] {
  var result: [[Double]] = []
  for (index, vector) in vectors.enumerated() {
    var vector = vector
    for attempt in 0... {
      let before = dot(vector, vector).squareRoot()
      for _ in 0..<2 {
        for other in result {
          let share = dot(vector, other)
          for place in vector.indices { vector[place] -= share * other[place] }
        }
      }
      let length = dot(vector, vector).squareRoot()
      if length > 1e-10 * before && length > 0 {
        result.append(vector.map { $0 / length })
        break
      }
      vector = vector.indices.map { $0 == (index + attempt) % vector.count ? 1 : 0 }
    }
  }
  return result
}
