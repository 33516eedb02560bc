import DocumentTerms
import LinearAlgebra
import RealModule

/// How well the terms of each topic go together: the mean normalized pointwise mutual information of all
/// pairs of them ([Bouma 2009], [Lau, Newman and Baldwin 2014]).
///
///     npmi(a, b) = log(p(a, b) / (p(a) p(b))) / −log p(a, b)
///
/// where p is a share of the documents of the corpus. A pair is worth 1 if the two always occur
/// together, 0 if they are independent, and −1 if they never meet.
///
/// [Bouma 2009]: https://svn.spraakdata.gu.se/repos/gerlof/pub/www/Docs/npmi-pfd.pdf
/// [Lau, Newman and Baldwin 2014]: https://doi.org/10.3115/v1/E14-1056
///
/// - Parameters:
///   - topics: The numbers of the terms of each topic, of which each occurs in some document.
///   - corpus: The documents to count in; a document is one window.
///   - threads: The largest number of threads; the result does not depend on it.
/// - Returns: A number in −1...1 for each topic; 0 for one of fewer than two terms.
/// - Complexity: O(*n* + *p* · *d*) for *n* stored counts, *p* pairs, and *d* documents of a term.
public func npmiCoherence(of topics: [[Int]], in corpus: DocumentTermMatrix, threads: Int = 1)
  -> [Double]
{
  let postings = documentLists(of: topics.joined(), in: corpus)
  return parallelMap(count: topics.count, chunk: 1, threads: threads) { range in
    let lists = topics[range.lowerBound].compactMap { postings[$0] }
    var (sum, pairs) = (0.0, 0.0)
    for a in lists.indices {
      for b in lists.indices where b > a {
        sum += npmi(lists[a], lists[b], documents: corpus.count)
        pairs += 1
      }
    }
    return pairs > 0 ? sum / pairs : 0
  }
}

/// *u_mass* of each topic ([Mimno et al. 2011]), as gensim has it: the mean over pairs of terms of
///
///     log((d(a, b) / d + 10⁻¹²) / (d(b) / d))
///
/// where *b* stands before *a* among the topic's terms, and d counts documents.
///
/// [Mimno et al. 2011]: https://aclanthology.org/D11-1024
///
/// - Parameters:
///   - topics: The numbers of the terms of each topic, best first, of which each occurs in some document.
///   - corpus: The documents to count in.
///   - threads: The largest number of threads; the result does not depend on it.
/// - Returns: A number, at most 0 but for rounding, for each topic; 0 for one of fewer than two terms.
/// - Complexity: O(*n* + *p* · *d*) for *n* stored counts, *p* pairs, and *d* documents of a term.
public func umassCoherence(of topics: [[Int]], in corpus: DocumentTermMatrix, threads: Int = 1)
  -> [Double]
{
  let postings = documentLists(of: topics.joined(), in: corpus)
  return parallelMap(count: topics.count, chunk: 1, threads: threads) { range in
    let lists = topics[range.lowerBound].compactMap { postings[$0] }
    let total = Double(corpus.count)
    var (sum, pairs) = (0.0, 0.0)
    for a in lists.indices.dropFirst() {
      for b in lists.indices where b < a && !lists[b].isEmpty {
        let both = Double(commonCount(lists[a], lists[b]))
        sum += Double.log((both / total + 1e-12) / (Double(lists[b].count) / total))
        pairs += 1
      }
    }
    return pairs > 0 ? sum / pairs : 0
  }
}

/// The documents of each of some terms, ascending.
func documentLists(of terms: some Sequence<Int>, in corpus: DocumentTermMatrix) -> [Int:
  [Int32]]
{
  var isWanted = [Bool](repeating: false, count: corpus.terms.count)
  var lists = [Int: [Int32]]()
  for term in terms {
    isWanted[term] = true
    lists[term] = []
  }
  for document in 0..<corpus.count {
    let terms = corpus.counts.columnIndexes(inRow: document)
    for index in terms.indices where isWanted[Int(terms[index])] {
      lists[Int(terms[index]), default: []].append(Int32(document))
    }
  }
  return lists
}

private func npmi(_ a: [Int32], _ b: [Int32], documents: Int) -> Double {
  let both = Double(commonCount(a, b))
  guard both > 0 else { return -1 }
  let total = Double(documents)
  guard both < total else { return 1 }
  let information = Double.log(both * total / (Double(a.count) * Double(b.count)))
  return information / -Double.log(both / total)
}

/// The number of elements that two ascending lists share.
func commonCount(_ a: [Int32], _ b: [Int32]) -> Int {
  var (i, j, count) = (0, 0, 0)
  while i < a.count, j < b.count {
    if a[i] == b[j] { count += 1 }
    let (x, y) = (a[i], b[j])
    if x <= y { i += 1 }
    if y <= x { j += 1 }
  }
  return count
}
