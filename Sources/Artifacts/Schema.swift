/// The columns of the tables that stages hand to one another.
public enum Schema {
  /// `crawl/pages.tsv`: one row a page that came in.
  public static let pages = [
    "page", "url", "source", "format", "fetched", "status", "sha256", "bytes", "warc", "offset",
    "flags",
  ]
  /// `crawl/documents.tsv`: one row a document, before cleaning.
  public static let crawledDocuments = [
    "id", "page", "author", "title", "url", "published", "text",
  ]
  /// `crawl/fields.tsv`: facts about a document, such as the rows of an infobox.
  public static let fields = ["id", "field", "value"]
  /// `crawl/links.tsv`: what a document links to.
  public static let crawledLinks = ["id", "type", "target", "anchor"]
  /// `crawl/rejects.tsv`: what could not be used, and why.
  public static let crawlRejects = ["input", "reason", "detail"]
  /// `crawl/interactions.tsv`: who clicked, bought or read what, and when if that is known.
  public static let crawledInteractions = ["user", "item", "time"]
  /// `clean/documents.tsv`: one row a document, cleaned; `tokens` are separated by blanks.
  public static let documents = ["id", "author", "title", "language", "text", "tokens"]
  /// `clean/links.tsv`: the links of the documents that are left.
  public static let links = ["id", "target"]
  /// `clean/link-rejects.tsv`: the targets to which no link was kept, why, and how often each counted.
  public static let linkRejects = ["target", "reason", "count"]
  /// `clean/interactions.tsv`: who clicked, bought or read what, each pair once, and when first.
  public static let interactions = ["user", "item", "time"]
  /// `clean/interaction-rejects.tsv`: the users and items without interactions that were kept, why, and
  /// how many partners each had.
  public static let interactionRejects = ["kind", "id", "reason", "count"]
  /// `clean/products.tsv`: the catalogue with the tokens of its texts and its links, separated by `|`;
  /// other columns of the catalogue follow.
  public static let products = ["product", "title", "category", "text", "tokens", "links"]
  /// `clean/words.tsv`: the commonest spelling of each token, which may be a stem, for people to read.
  public static let words = ["token", "word", "documents"]
  /// `clean/boilerplate.tsv`: the lines that were removed, and in how many documents of the author
  /// they were.
  public static let boilerplate = ["author", "documents", "line"]
  /// `clean/phrases.tsv`: the phrases that became tokens.
  public static let phrases = ["phrase", "count", "npmi"]
  /// `clean/rejects.tsv`: the documents that were left out, and why.
  public static let rejects = ["id", "reason", "detail"]
  /// `embed/vectors.tsv`, `documents.tsv`, `links.tsv`, `products.tsv`: what each vector stands for.
  public static let vectors = ["id", "documents", "tokens", "truncated", "hash"]
  /// `embed/edge-rejects.tsv`: the edges of `--edges` that were left out, and why.
  public static let edgeRejects = ["source", "target", "reason"]
  /// `reduce/reduced.tsv`: what each reduced vector stands for.
  public static let reduced = ["id"]
  /// `reduce/map.tsv`: a place in the plane for each vector.
  public static let map = ["id", "x", "y"]
  /// `cluster/clusters.tsv`: the cluster of each vector.
  public static let clusters = ["id", "cluster", "strength", "outlier", "nearest"]
  /// `cluster/summary.tsv`: one row a cluster.
  public static let clusterSummary = [
    "cluster", "size", "share", "inertia", "silhouette", "representative",
  ]
  /// `cluster/attributes.tsv`: the values of attributes that a cluster has more often than chance makes it,
  /// clearest first.
  public static let clusterAttributes = [
    "cluster", "field", "rank", "value", "members", "share", "overall", "z",
  ]
  /// `cluster/centroids.tsv`: the number of each cluster's rows, and their mean distance from their mean.
  public static let clusterCentroids = ["id", "size", "spread"]
  /// `cluster/changes.tsv`: what became of each cluster since the previous run.
  public static let clusterChanges = [
    "cluster", "change", "related", "size", "previous_size", "shared", "shift",
  ]
  /// `quality.tsv` of any stage: a measure of the result by row.
  public static let quality = ["measure", "value"]
  /// `topics/topics.tsv`: one row a topic.
  public static let topics = [
    "cluster", "topic", "label", "documents", "npmi", "c_v", "diversity",
  ]
  /// `topics/terms.tsv`: the terms of a topic, best first; `term` is a token and `word` its spelling.
  public static let terms = ["cluster", "topic", "rank", "term", "word", "weight"]
  /// `topics/representatives.tsv`: the documents that show a topic best.
  public static let representatives = ["cluster", "topic", "rank", "id", "author", "score", "text"]
  /// `topics/contrast.tsv`: the terms that a cluster and a similar one `both` like more than the others do,
  /// and those that are the cluster's `own`, clearest first.
  public static let contrast = [
    "cluster", "other", "similarity", "kind", "rank", "term", "word", "z",
  ]
  /// `topics/hierarchy.tsv`: which clusters, and groups of them (`n0`, `n1`, …), go together, nearest
  /// first.
  public static let hierarchy = [
    "node", "first", "second", "distance", "documents", "clusters", "label",
  ]
  /// `topics/timeline.tsv`: the documents and terms of a topic in a part of time.
  public static let timeline = ["time", "cluster", "topic", "documents", "share", "terms"]
  /// `topics/axes.tsv`: the terms and the ids at the `low` and the `high` end of each principal axis, those
  /// that tell most of it first.
  public static let axes = [
    "axis", "variance", "end", "rank", "term", "word", "correlation", "id", "place",
  ]
  /// `topics/shares.tsv`: the share of each topic in a document.
  public static let shares = ["id", "cluster", "topic", "share"]
  /// `topics/authors.tsv`: the mean share of each topic in the documents of an author.
  public static let authorShares = ["author", "cluster", "topic", "share"]
  /// `recommend/products.tsv`: what to suggest to a cluster, best first; the score is the sum of the last
  /// four columns.
  public static let recommendedProducts = [
    "cluster", "rank", "product", "title", "category", "score", "because", "centroid", "members",
    "terms", "popularity",
  ]
  /// `recommend/categories.tsv`: the suggested products of a cluster by category, separated by `|`.
  public static let recommendedCategories = ["cluster", "rank", "category", "score", "products"]
  /// `recommend/changes.tsv`: what became of the suggested products since the previous run.
  public static let productChanges = ["cluster", "product", "change", "rank", "previous_rank"]
  /// `recommend/similar.tsv`, `similar-links.tsv`: the nearest vectors of each vector, nearest first.
  public static let similar = ["id", "rank", "neighbor", "similarity", "confidence"]
  /// `recommend/least.tsv`, `least-links.tsv`: the least similar vectors of each vector, farthest first.
  public static let leastSimilar = ["id", "rank", "neighbor", "similarity"]
  /// `recommend/users.tsv`: items for each user, best first; `because` holds the used items that speak most
  /// for it, separated by `|`.
  public static let userItems = ["user", "rank", "item", "title", "score", "because"]
  /// `recommend/related.tsv`: the items that go with each item, best first.
  public static let relatedItems = ["item", "rank", "related", "score"]
  /// `recommend/similar-users.tsv`: the users who are most like each user, the most similar first.
  public static let similarUsers = ["user", "rank", "neighbor", "similarity"]
  /// `evaluation/evaluation.tsv`: how good the lists of each method are; `low` and `high` enclose what the
  /// value would be with other users, and are empty for what is no mean over users.
  public static let evaluation = ["method", "settings", "measure", "value", "low", "high"]
  /// `evaluation/tuning.tsv`: the options that were tried of each method, the chosen ones marked.
  public static let tuning = ["method", "settings", "ndcg", "chosen"]
}
