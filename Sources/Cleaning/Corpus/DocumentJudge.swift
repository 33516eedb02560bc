/// Cleans documents and decides about each by itself, on any thread.
struct DocumentJudge: Sendable {
  /// What is known about documents that were cleaned together.
  struct Chunk: Sendable {
    /// The documents, their texts emptied.
    var batch = CleanedBatch(documents: [], terms: TermTable())
    /// The fingerprint of each one.
    var fingerprints: [Fingerprint] = []
    /// Why each one is left out, nil if nothing speaks against it.
    var rejections: [Rejection?] = []
    /// The sketch of each one that may be a near duplicate.
    var sketches: [NearDuplicates.Sketch?] = []
    /// The group within which each one may be.
    var groups: [UInt64] = []
    /// The documents of which lines were removed.
    var shortened = 0
  }

  let reader: CorpusReader
  let filter: DocumentFilter
  let steps: CorpusSteps

  /// Cleans the documents of a part.
  func judged(part: Int, _ hasLinks: [Bool]) -> Chunk {
    var chunk = Chunk()
    var session = reader.cleaner.session()
    let finder = steps.nearDuplicates.map { NearDuplicates($0) }
    for position in reader.parts.ranges[part] {
      let hasLinks = hasLinks[reader.parts.order[position]]
      let (source, lines) = reader.document(position)
      var document = session.clean(source)
      (document.title, document.text) = source.strings
      let rejection = rejection(of: document, hasLinks, session.terms)
      let group = steps.scope == .author ? stableHash(source.author.utf8) : 0
      chunk.shortened += lines > 0 ? 1 : 0
      chunk.fingerprints.append(Fingerprint(source))
      chunk.rejections.append(rejection)
      chunk.groups.append(group)
      // What documents link to tells them apart, however alike their texts are.
      let isCandidate = rejection == nil && !hasLinks
      chunk.sketches.append(
        isCandidate ? finder?.sketch(of: [document.title, document.text], group: group) : nil)
      document.removeTexts()
      chunk.batch.documents.append(document)
    }
    chunk.batch.terms = session.terms
    return chunk
  }

  private func rejection(
    of document: CleanedDocument, _ hasLinks: Bool, _ table: TermTable
  ) -> Rejection? {
    if !hasLinks, let rejection = steps.quality?.missing(document) { return rejection }
    if let rejection = filter.rejection(of: document, hasLinks: hasLinks) { return rejection }
    guard !hasLinks, let quality = steps.quality else { return nil }
    return quality.rejection(
      of: document, tokens: table.occurrences[document.terms].map { table.terms[Int($0)].token })
  }
}
