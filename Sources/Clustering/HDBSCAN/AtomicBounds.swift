import Synchronization

/// Bounds that several threads lower: a number for each component, infinite at first.
///
/// How soon a bound falls depends on the threads, and so does the work that it saves; what is found
/// does not, for whatever is not above a final bound was never above an earlier one.
@safe final class AtomicBounds: @unchecked Sendable {
  // The bits of numbers that are not negative are in the order of the numbers.
  private let bits: UnsafeMutablePointer<Atomic<UInt64>>
  private let count: Int

  init(_ count: Int) {
    self.count = count
    unsafe bits = .allocate(capacity: count)
    for index in 0..<count {
      unsafe (bits + index).initialize(to: Atomic(Double.infinity.bitPattern))
    }
  }

  deinit {
    unsafe bits.deinitialize(count: count)
    unsafe bits.deallocate()
  }

  /// The bound of a component.
  @inline(__always)
  subscript(_ component: Int32) -> Double {
    unsafe Double(bitPattern: bits[Int(component)].load(ordering: .relaxed))
  }

  /// Lowers the bound of a component to `value`, if it is higher.
  @inline(__always)
  func lower(_ component: Int32, to value: Double) {
    if value < self[component] {
      _ = unsafe bits[Int(component)].min(value.bitPattern, ordering: .relaxed)
    }
  }

  /// Makes all bounds infinite.
  func reset() {
    for index in 0..<count {
      unsafe bits[index].store(Double.infinity.bitPattern, ordering: .relaxed)
    }
  }
}
