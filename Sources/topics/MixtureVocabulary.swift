import DocumentTerms
import LinearAlgebra

/// The terms that count in a group of documents.
struct MixtureVocabulary {
  /// Their numbers in the corpus, ascending; −1 for one that the corpus does not have.
  let terms: [Int]
  /// The number of documents of the group that have each term.
  let documentFrequencies: [Int]

  /// Takes the terms of a model.
  init(_ names: [String], documentFrequencies: [Int], in corpus: DocumentTermMatrix) {
    let numbers = Dictionary(uniqueKeysWithValues: corpus.terms.enumerated().map { ($1, $0) })
    terms = names.map { numbers[$0] ?? -1 }
    self.documentFrequencies = documentFrequencies
  }

  /// Chooses the terms of a group.
  ///
  /// - Parameters:
  ///   - members: The documents of the group.
  ///   - documents: All documents.
  ///   - isKept: Whether a term has enough documents, and not too many.
  ///   - leastOwners: The least number of members that must use a term, or all where there are fewer: the
  ///     name of one person does not make a topic.
  init(
    of members: [Int], in documents: MixtureDocuments, isKept: [Bool], leastOwners: Int
  ) {
    let corpus = documents.corpus
    var frequencies = [Int](repeating: 0, count: corpus.terms.count)
    var users = frequencies
    var lastUser = [Int](repeating: -1, count: corpus.terms.count)
    // Owner by owner, so that one number a term is enough to tell a new owner from the one before.
    let owners = documents.owners
    for document in members.sorted(by: { (owners[$0], $0) < (owners[$1], $1) }) {
      let terms = corpus.counts.columnIndexes(inRow: document)
      for index in terms.indices where isKept[Int(terms[index])] {
        let term = Int(terms[index])
        frequencies[term] += 1
        if lastUser[term] != owners[document] { users[term] += 1 }
        lastUser[term] = owners[document]
      }
    }
    let needed = min(leastOwners, Set(members.map { owners[$0] }).count)
    terms = frequencies.indices.filter { frequencies[$0] > 0 && users[$0] >= needed }
    documentFrequencies = terms.map { frequencies[$0] }
  }
}
