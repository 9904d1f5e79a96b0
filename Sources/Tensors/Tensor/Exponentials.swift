// Exponential and logarithm, in IEEE arithmetic alone: the last bit of libm differs between
// platforms, and the same seed must give the same run everywhere.

extension Tensor {
  /// The exponential of each element: ∞ above 88.7, 0 below −104, NaN for NaN.
  public var exponential: Tensor { mapped { Float(Tensors.exponential(Double($0))) } }

  /// The natural logarithm of each element: −∞ for 0, NaN below.
  public var logarithm: Tensor {
    mapped { value in
      if value > 0 && value < .infinity { return Float(naturalLogarithm(Double(value))) }
      // 0 and −0 are equal; NaN and ∞ stay what they are.
      return value == 0 ? -.infinity : value < 0 ? .nan : value
    }
  }
}

/// Computes eˣ, to about 15 digits.
package func exponential(_ value: Double) -> Double {
  if value.isNaN { return value }
  if value > 710 { return .infinity }
  if value < -746 { return 0 }
  // eᵛ = 2ᵏ · eʳ with |r| ≤ ½ ln 2, and eʳ = 1 + r + r²/2! + … by Horner's scheme. ln 2 is taken in
  // two parts, the first of few digits, so that k·ln 2 is subtracted without rounding.
  let k = (value * 1.4426950408889634).rounded()
  let r = (value - k * 0.693147180369123816490) - k * 1.90821492927058770002e-10
  var sum = 1.0
  // |r| ≤ 0.347, so the first term left out is below 10⁻¹⁷.
  for divisor in stride(from: 13.0, through: 1, by: -1) { sum = 1 + sum * r / divisor }
  return Double(sign: .plus, exponent: Int(k), significand: sum)
}

/// Computes the natural logarithm of a positive, finite number.
package func naturalLogarithm(_ value: Double) -> Double {
  // value = m · 2ᵉ with m around 1, and ln m = 2·(s + s³/3 + s⁵/5 + …) with s = (m − 1) / (m + 1).
  var exponent = Double(value.exponent)
  var mantissa = value.significand
  if mantissa > 1.4142135623730951 {
    mantissa /= 2
    exponent += 1
  }
  let s = (mantissa - 1) / (mantissa + 1)
  var (power, sum) = (s, 0.0)
  // |s| ≤ 0.172, so the last term is below 10⁻¹⁷.
  for odd in stride(from: 1.0, through: 21, by: 2) {
    sum += power / odd
    power *= s * s
  }
  return exponent * 0.6931471805599453 + 2 * sum
}
