import Foundation
import LinearAlgebra

/// The pause after a failure: between 0 and a bound that doubles with each attempt, drawn evenly,
/// so that many clients do not come back at once ("full jitter", Brooker, Exponential Backoff and
/// Jitter, AWS 2015).
///
/// - Parameters:
///   - attempt: The number of the attempt that failed, from 1.
///   - url: What failed; with the seed it names the sequence of random numbers.
///   - seed: The seed of the run.
///   - limits: The bounds.
/// - Returns: Seconds.
package func backoff(
  attempt: Int, of url: String, seed: UInt64, _ limits: FetchLimits
) -> Double {
  let bound = limits.firstBackoff * Double(1 << min(max(attempt - 1, 0), 20))
  var generator = KeyedGenerator(seed: seed, purpose: "backoff " + url, index: attempt)
  return min(bound, limits.longestBackoff) * generator.uniform()
}

/// The seconds since 1970.
func wallClock() -> Double { Date().timeIntervalSince1970 }
