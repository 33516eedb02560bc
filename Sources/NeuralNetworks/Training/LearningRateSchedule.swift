import RealModule

/// The learning rate of each step of a training: it rises from 0 to its peak during the warm-up, and falls
/// afterwards.
///
/// The same numbers as `get_linear_schedule_with_warmup` and its siblings in transformers give: step 0 of a
/// warm-up has the rate 0.
public struct LearningRateSchedule: Sendable {
  /// How the rate falls after the warm-up.
  public enum Decay: String, CaseIterable, Sendable {
    /// Not at all.
    case constant
    /// In a straight line to 0 at the last step.
    case linear
    /// As half a wave to 0 at the last step ([Loshchilov and Hutter 2017]).
    ///
    /// [Loshchilov and Hutter 2017]: https://arxiv.org/abs/1608.03983
    case cosine
  }

  /// The largest rate.
  public var peak: Double
  /// The steps in which the rate rises.
  public var warmUp: Int
  /// All steps.
  public var steps: Int
  /// How the rate falls after the warm-up.
  public var decay: Decay

  /// A schedule for `steps` steps.
  public init(peak: Double, warmUp: Int = 0, steps: Int, decay: Decay = .linear) {
    precondition(warmUp >= 0 && steps >= 0, "\(warmUp) steps of \(steps)")
    (self.peak, self.warmUp, self.steps, self.decay) = (peak, warmUp, steps, decay)
  }

  /// The rate of a step, counted from 0; 0 behind the last unless it is constant.
  public func rate(_ step: Int) -> Double {
    if step < warmUp { return peak * Double(step) / Double(warmUp) }
    let progress = min(1, Double(step - warmUp) / Double(max(1, steps - warmUp)))
    switch decay {
    case .constant: return peak
    case .linear: return peak * (1 - progress)
    case .cosine: return peak * 0.5 * (1 + Double.cos(Double.pi * progress))
    }
  }
}
