// Counts beyond every Int.

import Testing

@testable import Formatting

@Suite struct CountTests {
  @Test func counts() {
    #expect(Count(0).description == "0")
    #expect(Count(1_234_567).description == "1,234,567")
    #expect(Count(-12_345).description == "−12,345")
    #expect(Count.product([224, 224, 3, 100]).description == "15,052,800")
    let large = Count.product(Array(repeating: 999_999_999, count: 3))
    #expect(large.exact == nil)
    #expect(large.description == "about 1.0·10²⁷")
    #expect((large + Count(1)).exact == nil)
    #expect((Count(Int.max) + Count(1)).description == "about 9.2·10¹⁸")
  }
}
