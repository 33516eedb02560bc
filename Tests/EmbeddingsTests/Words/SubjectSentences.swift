import Embeddings
import LinearAlgebra

/// Sentences about one of some subjects each: words of a subject keep each other company. The first word
/// of a subject `s` is 10 `s`, and all others but the last ten, which every sentence may have.
func subjectSentences(_ count: Int, subjects: Int = 4, length: Int = 8, seed: UInt64 = 1)
  -> Sentences
{
  var generator = KeyedGenerator(seed: seed, purpose: "sentences of subjects")
  var sentences = Sentences()
  for _ in 0..<count {
    let subject = generator.below(subjects)
    sentences.append(
      (0..<1 + generator.below(2 * length)).map { _ in
        Int32(
          generator.below(4) == 0
            ? 10 * subjects + generator.below(10) : 10 * subject + generator.below(10))
      })
  }
  return sentences
}

/// The mean cosine of words of one subject, less that of words of different ones.
func separation(_ vectors: Matrix, subjects: Int = 4) -> Float {
  var vectors = vectors
  vectors.forEachRow(threads: 1) { _, row in normalize(&row) }
  var (within, between): ([Float], [Float]) = ([], [])
  for a in 0..<10 * subjects {
    for b in 0..<a {
      let cosine = dot(vectors[row: a], vectors[row: b])
      if a / 10 == b / 10 { within.append(cosine) } else { between.append(cosine) }
    }
  }
  return within.reduce(0, +) / Float(within.count) - between.reduce(0, +) / Float(between.count)
}

/// Sentences of some of 50 words, none of them twice: a row that a window has twice would be moved by the
/// fast steps as if one came after the other.
func distinctSentences(_ count: Int) -> Sentences {
  var generator = KeyedGenerator(seed: 2, purpose: "distinct words")
  var sentences = Sentences()
  for _ in 0..<count {
    var words = (0..<50).map { Int32($0) }
    generator.shuffle(&words)
    sentences.append(words.prefix(generator.below(12)))
  }
  return sentences
}
