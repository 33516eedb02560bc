import NeuralNetworks
import Testing

@Suite struct LearningRateScheduleTests {
  @Test func risesAndFalls() {
    let linear = LearningRateSchedule(peak: 2, warmUp: 4, steps: 12)
    #expect(
      (0...13).map(linear.rate) == [0, 0.5, 1, 1.5, 2, 1.75, 1.5, 1.25, 1, 0.75, 0.5, 0.25, 0, 0])
    let cosine = LearningRateSchedule(peak: 2, warmUp: 2, steps: 10, decay: .cosine)
    #expect(cosine.rate(2) == 2 && abs(cosine.rate(6) - 1) < 1e-12 && cosine.rate(10) < 1e-12)
    let constant = LearningRateSchedule(peak: 2, steps: 10, decay: .constant)
    #expect(constant.rate(0) == 2 && constant.rate(99) == 2)
  }
}
