import LessonKit

extension Answers {
  static var paddingAndStride: Answers {
    Answers(
      PaddingAndStrideSolution.self,
      mistakes: [
        ("not-floored", NotFloored.self),
        ("rounded-up", RoundedUp.self),
        ("one-forgotten", OneForgotten.self),
        ("same", Same.self),
        ("padded-once", PaddedOnce.self),
        ("stride-ignored", StrideIgnored.self),
        ("padding-counted", PaddingCounted.self),
        ("remainder-of-n", RemainderOfN.self),
        ("padding-forgotten", PaddingForgotten.self),
      ])
  }
}

private let right = PaddingAndStrideSolution()

/// Answers every function correctly; each mistake overrides one of them.
private protocol Almost: PaddingAndStrideExercise {}

extension Almost {
  func outputSize(_ n: Int, window: Int, padding: Int, stride: Int) throws -> Int {
    try right.outputSize(n, window: window, padding: padding, stride: stride)
  }
  func unread(_ n: Int, window: Int, padding: Int, stride: Int) throws -> Int {
    try right.unread(n, window: window, padding: padding, stride: stride)
  }
}

private struct NotFloored: Almost {
  func outputSize(_ n: Int, window: Int, padding: Int, stride: Int) throws -> Int {
    Int((1 + Double(n + 2 * padding - window) / Double(stride)).rounded())
  }
}

private struct RoundedUp: Almost {
  func outputSize(_ n: Int, window: Int, padding: Int, stride: Int) throws -> Int {
    Int((Double(n + 2 * padding - window) / Double(stride)).rounded(.up)) + 1
  }
}

private struct OneForgotten: Almost {
  func outputSize(_ n: Int, window: Int, padding: Int, stride: Int) throws -> Int {
    (n - window + 2 * padding) / stride
  }
}

private struct Same: Almost {
  func outputSize(_ n: Int, window: Int, padding: Int, stride: Int) throws -> Int {
    Int((Double(n) / Double(stride)).rounded(.up))
  }
}

private struct PaddedOnce: Almost {
  func outputSize(_ n: Int, window: Int, padding: Int, stride: Int) throws -> Int {
    (n + padding - window) / stride + 1
  }
}

private struct StrideIgnored: Almost {
  func outputSize(_ n: Int, window: Int, padding: Int, stride: Int) throws -> Int {
    n + 2 * padding - window + 1
  }
}

private struct PaddingCounted: Almost {
  func unread(_ n: Int, window: Int, padding: Int, stride: Int) throws -> Int {
    (n + 2 * padding - window) % stride
  }
}

private struct RemainderOfN: Almost {
  func unread(_ n: Int, window: Int, padding: Int, stride: Int) throws -> Int {
    n % stride
  }
}

private struct PaddingForgotten: Almost {
  func unread(_ n: Int, window: Int, padding: Int, stride: Int) throws -> Int {
    (n - window) % stride
  }
}
