import LinearAlgebra
import RealModule

/// How the uses of an item count.
public enum Weighting: String, Sendable, CaseIterable {
  /// A user used an item or did not.
  case binary
  /// By their number, or the sum of their weights.
  case count
  /// By the logarithm of one plus their number: 1 for one use, 2 for three.
  case log

  /// What a number of uses counts.
  func value(_ uses: Float) -> Float {
    switch self {
    case .binary: 1
    case .count: uses
    case .log: Float.log2(1 + uses)
    }
  }
}

extension SparseMatrix {
  /// The matrix with its values counted in another way.
  ///
  /// - Complexity: O(*stored elements*)
  package func weighted(_ weighting: Weighting) -> SparseMatrix {
    SparseMatrix(
      rows: rows, columns: columns, rowOffsets: rowOffsets, columnIndexes: columnIndexes,
      values: values.map { weighting.value($0) })
  }
}
