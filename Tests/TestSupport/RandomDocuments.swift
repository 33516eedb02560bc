import LinearAlgebra

/// More documents than are counted at once, of words that grow rarer; every ninth is empty.
public func randomDocuments(_ count: Int, seed: UInt64 = 1) -> [String] {
  var generator = KeyedGenerator(seed: seed, purpose: "random documents")
  return (0..<count).map { document in
    if document % 9 == 4 { return "" }
    let words = (0..<generator.below(12)).map { _ -> String in
      let rank = generator.below(1 + generator.below(300))
      return "w\(rank)"
    }
    return words.joined(separator: " ")
  }
}
