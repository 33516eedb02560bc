import Synchronization

/// How much memory several threads may take together for what can be made again.
///
/// Who gets what depends on who asks first, so nothing but time may depend on it.
final class MemoryBudget: Sendable {
  private let left: Atomic<Int>

  /// Creates a budget of some bytes.
  init(_ bytes: Int) { left = Atomic(bytes) }

  /// Takes some bytes, and says whether they were there.
  func take(_ bytes: Int) -> Bool {
    if left.subtract(bytes, ordering: .relaxed).newValue >= 0 { return true }
    left.add(bytes, ordering: .relaxed)
    return false
  }
}
