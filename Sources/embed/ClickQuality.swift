import Artifacts
import Embeddings
import LinearAlgebra

/// What is measured of vectors that clicks gave, as records of `quality.tsv`.
struct ClickQuality {
  /// The measures, in the order in which they are written.
  private(set) var measures: [(name: String, value: Double)] = []

  private mutating func append(_ name: String, _ value: Double?) {
    if let value, value.isFinite { measures.append((name, value)) }
  }

  /// Measures how tags and items lie to one another.
  mutating func addTags(_ embedding: ClickEmbedding, _ tags: ItemTags, threads: Int) {
    guard embedding.tags.rows > 0 else { return }
    let precision = TagPrecision(
      tags: embedding.tags, items: embedding.items, tags, threads: threads)
    append("tag_precision_at_10", precision.mean)
    for (tag, share) in zip(embedding.vocabulary.tags, precision.shares) {
      append("tag_precision_at_10:\(tag)", share)
    }
    let tagged = tags.tagsOfItems.indices.filter { !tags.tagsOfItems[$0].isEmpty }
    let near = ItemNeighbors(embedding.items, among: tagged, threads: threads)
    for (name, band) in zip(
      ["0.95", "0.90", "0.80", "below_0.80"], ConfidenceBands(near, tags).bands)
    {
      append("nearest_items:\(name)", Double(band.items))
      append("nearest_same_tag:\(name)", band.share)
    }
    let errors = PopularityErrors(near, tags, users: embedding.vocabulary.users)
    for (quarter, share) in errors.shares.enumerated() {
      append("nearest_same_tag:clicks_quarter_\(quarter + 1)", share)
    }
  }

  /// Measures whether items near those of a high click-through rate have one too.
  mutating func addRates(_ rates: [Double?]?, _ embedding: ClickEmbedding, threads: Int) {
    guard let rates else { return }
    let shown = rates.indices.filter { rates[$0] != nil }
    let near = ItemNeighbors(embedding.items, among: shown, threads: threads)
    guard let through = ClickThrough(near, rates: rates) else { return }
    append("ctr_mean", through.mean)
    append("ctr_top_tenth", through.top)
    append("ctr_near_top_tenth", through.nearTop)
    append("ctr_correlation_with_neighbors", through.correlation)
  }

  /// Notes how well items are placed by their texts.
  mutating func addPlacement(_ quality: TextPlacement.Quality, penalty: Double, items: Int) {
    append("cold_items", Double(items))
    append("cold_start_cosine", quality.cosine)
    append("cold_start_tag_precision_at_10", quality.tagPrecision)
    append("cold_start_penalty", penalty)
  }

  /// Notes how often the item that a user clicked next was among the best by a scoring.
  mutating func addNext(_ next: NextItem, by scoring: String) {
    if !measures.contains(where: { $0.name == "held_out_users" }) {
      append("held_out_users", Double(next.users))
    }
    append("hit_rate_at_10:\(scoring)", next.hitRate)
    append("ndcg_at_10:\(scoring)", next.gain)
  }
}
