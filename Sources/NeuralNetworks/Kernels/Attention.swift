/// The extent of attention over one text.
package struct AttentionShape {
  /// The number of heads, which divides ``hidden``.
  package let heads: Int
  /// The length of a token's vector.
  package let hidden: Int

  /// Describes attention with `heads` heads over vectors of `hidden` numbers.
  package init(heads: Int, hidden: Int) {
    precondition(heads > 0 && hidden % heads == 0, "\(heads) heads over \(hidden) numbers")
    self.heads = heads
    self.hidden = hidden
  }

  /// The length of a head's vectors.
  var size: Int { hidden / heads }

  /// The number of numbers that ``attend(_:rows:shape:scratch:into:)`` needs for `tokens` tokens.
  package func scratchCount(tokens: Int) -> Int { (size + 4) * padded(tokens) }

  /// A number of keys rounded up, so that blocks of them have no rest.
  func padded(_ tokens: Int) -> Int { (tokens + 15) / 16 * 16 }
}

/// Lets each token of a text take up from all of its tokens, as much as their keys match its query:
/// softmax(*Q* · *K*ᵀ) · *V* for each head, [Vaswani et al. 2017](https://doi.org/10.48550/arXiv.1706.03762).
///
/// The division by √(head size) is expected to have been done: it belongs to the weights of the
/// queries. The result for a text depends on nothing but its own rows.
///
/// - Parameters:
///   - inputs: Queries, keys and values of the tokens of many texts, side by side, of shape (tokens,
///     3 × hidden).
///   - rows: The tokens of the text.
///   - shape: The number of heads and their size.
///   - scratch: At least `shape.scratchCount(tokens: rows.count)` numbers.
///   - context: The result, of shape (tokens, hidden); only `rows` are written.
/// - Complexity: O(*t*² × *hidden*) for *t* tokens, in blocks of 4 queries and 16 keys.
package func attend(
  _ inputs: Span<Float>, rows: Range<Int>, shape: AttentionShape,
  scratch: inout MutableSpan<Float>, into context: inout MutableSpan<Float>
) {
  let hidden = shape.hidden
  precondition(
    rows.lowerBound >= 0 && rows.upperBound * 3 * hidden <= inputs.count
      && rows.upperBound * hidden <= context.count
      && scratch.count >= shape.scratchCount(tokens: rows.count), "shapes differ")
  if rows.isEmpty { return }
  unsafe inputs.withUnsafeBufferPointer { inputs in
    unsafe scratch.withUnsafeMutableBufferPointer { scratch in
      unsafe context.withUnsafeMutableBufferPointer { context in
        guard let inputs = inputs.baseAddress, let scratch = scratch.baseAddress,
          let context = context.baseAddress
        else { return }
        for head in 0..<shape.heads {
          let column = head * shape.size
          let text = unsafe AttentionHead(
            queries: inputs + rows.lowerBound * 3 * hidden + column,
            context: context + rows.lowerBound * hidden + column, scratch: scratch,
            tokens: rows.count, padded: shape.padded(rows.count), size: shape.size,
            hidden: hidden)
          text.transposeKeys()
          for first in stride(from: 0, to: rows.count, by: 4) { text.attend(from: first) }
        }
      }
    }
  }
}
