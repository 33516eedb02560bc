import Glibc
import LinearAlgebra

/// Whether `a` stands before `b` in the order of their UTF-8 bytes, which is `LC_ALL=C sort`'s.
///
/// Swift's own `<` orders by Unicode normal form instead, and `sort -c`, `join` and `comm` would
/// then disagree with our files.
public func precedesBytewise(_ a: String, _ b: String) -> Bool {
  let (left, right) = (a.utf8, b.utf8)
  let order = unsafe left.span.withUnsafeBytes { left in
    unsafe right.span.withUnsafeBytes { right in
      guard let left = left.baseAddress, let right = right.baseAddress else { return Int32(0) }
      return unsafe memcmp(left, right, min(a.utf8.count, b.utf8.count))
    }
  }
  return order == 0 ? left.count < right.count : order < 0
}

/// Whether each of `keys` stands before the next one in bytewise order, so that no two are the same; several
/// threads look.
public func ascends(_ keys: [String], threads: Int = 1) -> Bool {
  parallelMap(count: max(0, keys.count - 1), chunk: 1 << 12, threads: threads) { range in
    range.allSatisfy { precedesBytewise(keys[$0], keys[$0 + 1]) }
  }.allSatisfy(\.self)
}

/// The positions of `keys` in bytewise order, equal keys in the order they came.
public func bytewiseOrder(_ keys: [String]) -> [Int] {
  keys.indices.sorted { a, b in
    if precedesBytewise(keys[a], keys[b]) { return true }
    if precedesBytewise(keys[b], keys[a]) { return false }
    return a < b
  }
}
