import Artifacts
import LinearAlgebra

/// Vector arithmetic: king − man + woman is near queen ([Mikolov et al. 2013]).
///
/// Vectors are scaled to length 1 before they are added, so that frequent words, whose vectors are
/// longer, count no more than others; this is 3CosAdd, gensim's `most_similar`.
///
/// [Mikolov et al. 2013]: https://aclanthology.org/N13-1090/
public struct Analogy: Sendable, Equatable {
  /// A term: an id with its weight.
  public struct Term: Sendable, Equatable {
    /// The weight, negative for what is taken away.
    public var weight: Float
    /// The row of the id.
    public var row: Int

    /// Creates a term.
    public init(weight: Float, row: Int) { (self.weight, self.row) = (weight, row) }
  }

  /// The terms, in the order they were given.
  public let terms: [Term]

  /// Reads terms such as `king`, `-man`, `+woman` and `+0.5*crown`.
  ///
  /// The sign comes first and counts always; a number and `*` behind it are a weight unless an id
  /// begins so.
  ///
  /// - Throws: `FileError` that suggests the ids that are meant.
  public init(_ terms: [String], among ids: IdIndex) throws(FileError) {
    var parsed: [Term] = []
    for text in terms {
      let sign: Float = text.hasPrefix("-") ? -1 : 1
      let name = text.hasPrefix("-") || text.hasPrefix("+") ? String(text.dropFirst()) : text
      if let row = ids[name] {
        parsed.append(Term(weight: sign, row: row))
      } else if let star = name.firstIndex(of: "*"), let weight = Float(name[..<star]),
        weight.isFinite
      {
        let row = try ids.row(of: String(name[name.index(after: star)...]))
        parsed.append(Term(weight: sign * weight, row: row))
      } else {
        parsed.append(Term(weight: sign, row: try ids.row(of: name)))
      }
    }
    self.terms = parsed
  }

  /// The weighted sum of the unit vectors of the terms.
  ///
  /// - Complexity: O(*terms* × *dimensions*)
  public func vector(of vectors: MappedVectors) -> [Float] {
    var sum = [Double](repeating: 0, count: vectors.dimensions)
    for term in terms {
      let numbers = vectors.vectors[row: term.row]
      let length = norm(numbers: numbers)
      let factor = length > 0 ? Double(term.weight) / length : 0
      for index in numbers.indices { sum[index] += Double(numbers[index]) * factor }
    }
    return sum.map { Float($0) }
  }
}
