// A rate that falls in steps, by hand.

import Networks
import Testing

@Suite struct StepScheduleTests {
  @Test func byHand() {
    let schedule = StepSchedule(initial: 0.8, factor: 0.5, every: 3)
    #expect((0..<8).map(schedule.learningRate) == [0.8, 0.8, 0.8, 0.4, 0.4, 0.4, 0.2, 0.2])
    #expect(StepSchedule(initial: 0.01, every: 30).learningRate(at: 60) == 0.0001)
  }

  @Test func mistakesStop() async {
    await #expect(processExitsWith: .failure) { _ = StepSchedule(initial: 1, every: 0) }
  }
}
