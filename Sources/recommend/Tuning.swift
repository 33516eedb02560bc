import Artifacts
import Recommendation

/// The options that were tried of each method, on a part of the training.
struct Tuning {
  /// Options and how good they are.
  struct Trial {
    let options: CoUseOptions
    /// The NDCG on what was held out of the training.
    let gain: Double
  }

  private let trials: [Trial]

  init(_ trials: [Trial]) { self.trials = trials }

  /// The best options of a method, of equal ones the first; nil if none were tried.
  func chosen(_ method: CoUseOptions.Method) -> CoUseOptions? {
    var best: Trial?
    for trial in trials where trial.options.method == method && trial.gain > best?.gain ?? -1 {
      best = trial
    }
    return best?.options
  }

  /// Writes the trials.
  ///
  /// - Throws: `FileError` if the table cannot be written.
  func write(_ path: String) throws {
    try writeTable(
      path, columns: Schema.tuning,
      trials.lazy.map { trial in
        let isChosen = chosen(trial.options.method)?.settings == trial.options.settings
        return [
          trial.options.method.rawValue, trial.options.settings, decimal(trial.gain),
          isChosen ? "*" : "",
        ]
      })
  }
}
