import Artifacts
import LinearAlgebra
import TopicModeling

/// The topics of a group and the shares of them.
struct MixtureTopics {
  let group: MixtureGroup
  let model: any MixtureModel
  let priors: [Double]
  /// The topics, and the shares of them in the members of the group.
  let mixture: TopicMixture
  let steps: Int
  let error: Double?

  init(_ group: MixtureGroup, _ fitted: FittedMixture, threads: Int) {
    self.group = group
    model = fitted.model
    priors = fitted.priors
    steps = fitted.steps
    error = fitted.error
    mixture = fitted.model.mixture(of: group.counts, threads: threads)
  }

  /// The shares of the topics in the documents.
  func documentShares(_ ids: [String]) -> ShareTables.Part {
    ShareTables.Part(
      cluster: group.cluster, names: group.members.map { ids[$0] }, shares: mixture.documentShares)
  }

  /// The shares of the topics in all documents of each author, of those that have one.
  func authorShares(_ authors: [String]) -> ShareTables.Part {
    let own = group.members.map { authors[$0] }
    let names = Set(own).subtracting([""]).sorted(by: precedesBytewise)
    let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let shares = mixture.pooledShares(
      by: own.map { numbers[$0] }, count: names.count, lengths: group.lengths)
    return ShareTables.Part(cluster: group.cluster, names: names, shares: shares)
  }

  /// The shares of the topics in the documents of each cluster, of shape (clusters, topics).
  func clusterShares(_ documents: MixtureDocuments) -> Matrix {
    var numbers = [Int?](repeating: nil, count: documents.ids.count)
    for (number, cluster) in documents.clusters.enumerated() {
      for member in cluster.members { numbers[member] = number }
    }
    return mixture.pooledShares(
      by: group.members.map { numbers[$0] }, count: documents.clusters.count,
      lengths: group.lengths)
  }

  /// The members that show each topic best, at most `count`: those of the largest shares, of equal ones
  /// the longer.
  ///
  /// Documents of fewer than five tokens are passed over, since a word or two make a large share of any
  /// topic, and so is a document of the same tokens as one already chosen.
  func representatives(count: Int) -> [[(member: Int, share: Float)]] {
    let leading = mixture.leadingTopics()
    var members = [[Int]](repeating: [], count: mixture.topics)
    for (member, topic) in leading.enumerated() {
      if let topic, group.lengths[member] >= 5 { members[topic].append(member) }
    }
    return members.enumerated().map { topic, members in
      let ranked = members.map { (member: $0, share: mixture.documentShares[$0, topic]) }
        .sorted { a, b in
          (-a.share, -group.lengths[a.member], a.member)
            < (-b.share, -group.lengths[b.member], b.member)
        }
      var chosen: [(member: Int, share: Float)] = []
      for candidate in ranked where chosen.count < count {
        if !chosen.contains(where: { hasSameTerms($0.member, candidate.member) }) {
          chosen.append(candidate)
        }
      }
      return chosen
    }
  }

  private func hasSameTerms(_ a: Int, _ b: Int) -> Bool {
    let offsets = group.counts.rowOffsets
    let (first, second) = (offsets[a]..<offsets[a + 1], offsets[b]..<offsets[b + 1])
    return group.counts.columnIndexes[first] == group.counts.columnIndexes[second]
      && group.counts.values[first] == group.counts.values[second]
  }
}
