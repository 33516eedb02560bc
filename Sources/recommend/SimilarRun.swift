import Artifacts
import LinearAlgebra
import Recommendation
import StageSupport

/// The most and the least similar vectors of each vector.
struct SimilarRun {
  let command: Recommend

  private var arguments: SimilarArguments { command.similarity }

  /// Writes `similar.tsv`, those of links if they have vectors, and the least similar if asked for;
  /// returns the measures.
  func run(
    _ vectors: VectorTable, _ output: inout StageOutput
  ) throws -> [(name: String, value: Double)] {
    let fields = try output.optionalInput(arguments.fields, "crawl/fields.tsv")
    let tags = try fields.map { try readTags($0, field: arguments.confidenceField) } ?? [:]
    var measures = try write(vectors, tags, name: "", output)
    if let path = try output.optionalInput(arguments.linkVectors, "embed/links.npy") {
      let links = try VectorTable(contentsOf: path)
      measures += try write(links, [:], name: "-links", output).map {
        (name: "link_\($0.name)", value: $0.value)
      }
    }
    return measures
  }

  /// Writes the neighbors of some vectors in the order of their ids.
  private func write(
    _ vectors: VectorTable, _ tags: [String: Set<String>], name: String,
    _ output: borrowing StageOutput
  ) throws -> [(name: String, value: Double)] {
    let order = bytewiseOrder(vectors.ids)
    let ids = order.map { vectors.ids[$0] }
    // A copy only where the file is not sorted: it may be large.
    let matrix = ids == vectors.ids ? vectors.vectors : vectors.vectors.rows(order)
    let options = arguments.options(count: arguments.similar, command.common)
    let similar = SimilarVectors(matrix, options: options)
    let tagOf = ids.map { tags[$0] ?? [] }
    let pairs = similar.pairs(tagOf)
    let bands = ConfidenceBands(pairs) ?? ConfidenceBands(nearest: similar.nearest)
    try write(similar, ids, bands, to: output.file("similar\(name).tsv"))
    if arguments.least > 0 {
      let options = arguments.options(count: arguments.least, command.common)
      try write(.least(matrix, options: options), ids, nil, to: output.file("least\(name).tsv"))
    }
    return similar.measures + bands.measures(pairs)
  }

  private func write(
    _ similar: SimilarVectors, _ ids: [String], _ bands: ConfidenceBands?, to path: String
  ) throws {
    var writer = try TableWriter(
      path: path, columns: bands == nil ? Schema.leastSimilar : Schema.similar)
    for (index, id) in ids.enumerated() {
      for (place, pair) in similar[index].enumerated() {
        try writer.append(
          [id, "\(place + 1)", ids[pair.neighbor], decimal(pair.similarity)]
            + (bands.map { [$0.band(of: pair.similarity).rawValue] } ?? []))
      }
    }
    try writer.commit()
  }
}

extension SimilarVectors {
  /// The listed pairs of which both have tags, and whether they have one in common.
  fileprivate func pairs(_ tags: [Set<String>]) -> [ConfidenceBands.Pair] {
    tags.indices.filter { !tags[$0].isEmpty }.flatMap { index in
      self[index].filter { !tags[$0.neighbor].isEmpty }.map {
        ConfidenceBands.Pair(
          similarity: $0.similarity, agrees: !tags[index].isDisjoint(with: tags[$0.neighbor]))
      }
    }
  }
}

extension ConfidenceBands {
  /// Where the bands begin, and with tags the share of pairs in each that have one in common.
  fileprivate func measures(_ pairs: [Pair]) -> [(name: String, value: Double)] {
    var measures: [(name: String, value: Double)] = []
    if let strong { measures.append(("strong_from", Double(strong))) }
    if let likely { measures.append(("likely_from", Double(likely))) }
    guard isLearned else { return measures }
    let agreement = agreement(pairs)
    for band in Band.allCases {
      if let share = agreement[band] { measures.append(("\(band.rawValue)_agreement", share)) }
    }
    return measures
  }
}
