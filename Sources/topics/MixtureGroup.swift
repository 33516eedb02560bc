import LinearAlgebra
import TopicModeling

/// A group of documents, its topics, and the mixtures of them that the documents are.
struct MixtureGroup {
  /// The number of the cluster, or −1 for all documents.
  let cluster: Int
  /// The documents that have terms of the vocabulary, ascending.
  let members: [Int]
  /// The documents that have none.
  let rejected: [Int]
  let vocabulary: MixtureVocabulary
  /// The counts of the members, of shape (members, vocabulary).
  let counts: SparseMatrix
  /// The number of tokens of each member that are terms of the vocabulary.
  let lengths: [Int]

  /// Takes the documents of a group that have terms of a vocabulary.
  init(
    cluster: Int, members: [Int], vocabulary: MixtureVocabulary, in documents: MixtureDocuments
  ) {
    let all = documents.corpus.counts(ofTerms: vocabulary.terms, in: members)
    let isEmpty = members.indices.map { all.rowOffsets[$0] == all.rowOffsets[$0 + 1] }
    self.cluster = cluster
    self.vocabulary = vocabulary
    self.members = members.indices.filter { !isEmpty[$0] }.map { members[$0] }
    rejected = members.indices.filter { isEmpty[$0] }.map { members[$0] }
    counts =
      rejected.isEmpty
      ? all : documents.corpus.counts(ofTerms: vocabulary.terms, in: self.members)
    let counts = counts
    lengths = (0..<counts.rows).map { Int(sum(counts.values(inRow: $0))) }
  }
}
