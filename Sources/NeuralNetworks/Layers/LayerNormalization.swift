import Artifacts

/// A layer normalization with its weights.
struct LayerNormalization: Sendable {
  let scale: [Float]
  let shift: [Float]
  let epsilon: Float

  /// Reads the weights of the tensors `name`.weight and `name`.bias.
  init(_ checkpoint: Checkpoint, _ name: String, width: Int, epsilon: Float) throws(FileError) {
    scale = try checkpoint.floats(name + ".weight", shape: [width])
    shift = try checkpoint.floats(name + ".bias", shape: [width])
    self.epsilon = epsilon
  }

  /// Normalizes each row.
  func apply(to rows: inout MutableSpan<Float>) {
    for start in stride(from: 0, to: rows.count, by: scale.count) {
      var row = rows._mutatingExtracting(start..<start + scale.count)
      normalizeLayer(&row, scale: scale.span, shift: shift.span, epsilon: epsilon)
    }
  }

  /// Adds the terms of a block to the rows, which are kept for that (residual connections), and
  /// normalizes each row.
  func apply(to rows: inout MutableSpan<Float>, adding terms: Span<Float>) {
    precondition(rows.count == terms.count, "lengths \(rows.count) and \(terms.count) differ")
    for i in rows.indices { rows[i] += terms[i] }
    apply(to: &rows)
  }
}
