import Artifacts
import Embeddings
import LinearAlgebra
import StageSupport

/// `embed --method clicks`: items and tags by who clicked what, new items by their texts.
struct ClicksRun {
  let command: Embed
  private var threads: Int { command.common.threads }

  func run() throws {
    var output = try StageOutput(command)
    let tables = try ClickTables(command, &output)
    let documents = try output.optionalInput(command.documents, "clean/documents.tsv")
    let texts = try ItemTexts(command, "vectors", table: documents, key: "id", &output)
    var quality = ClickQuality()
    let model =
      try command.model.map { try ClickModel($0, &output) }
      ?? learned(tables, texts, &quality, &output)
    try requireTextSpace(model, texts)

    let places = ItemPlaces(model, tables.histories, texts, threads: threads)
    try write(places, output)
    try writeTags(model.embedding, output)
    if command.clicks.userVectors { try writeUsers(model.embedding, tables.histories, output) }
    try writeProducts(model, &output)
    try model.write(output)
    try writeTable(
      output.file("quality.tsv"), columns: Schema.quality,
      quality.measures.map { [$0.name, decimal($0.value)] })
    for measure in quality.measures { output.quality[measure.name] = measure.value }
    output.quality["users"] = Double(tables.histories.users.count)
    output.quality["clicks"] = Double(tables.histories.count)
    let (count, rejected) = (places.places.count, places.rejects.count)
    try output.commit(
      rows: .init(input: count + rejected, output: count, rejected: rejected),
      "\(tables.histories.users.count) users, \(count + rejected) items → "
        + "\(places.learned) vectors by clicks, \(count - places.learned) by text or few clicks")
  }

  /// Learns a model, and measures it.
  private func learned(
    _ tables: ClickTables, _ texts: ItemTexts?, _ quality: inout ClickQuality,
    _ output: inout StageOutput
  ) throws -> ClickModel {
    let training = try ClickTraining(command, tables, &output)
    let embedding = try training.embedding(&output)
    let items = embedding.vocabulary.items
    let tags = try tables.tags(of: items)
    quality.addTags(embedding, tags, threads: threads)
    quality.addRates(try tables.rates(of: items), embedding, threads: threads)
    training.measureNext(embedding, &quality)
    return ClickModel(
      embedding: embedding, placement: placement(embedding, texts, tags, &quality))
  }

  /// The map from texts to items; nil unless there are items with both.
  private func placement(
    _ embedding: ClickEmbedding, _ texts: ItemTexts?, _ tags: ItemTags,
    _ quality: inout ClickQuality
  ) -> TextPlacement? {
    guard let texts else { return nil }
    let rows = texts.rows(of: embedding.vocabulary.items)
    let both = rows.indices.filter { rows[$0] != nil }
    guard both.count > 1 else { return nil }
    let known = texts.vectors.rows(both.compactMap { rows[$0] })
    let items = embedding.items.rows(both)
    let placement = TextPlacement(texts: known, items: items, threads: threads)
    quality.addPlacement(
      placement.quality(texts: known, items: items, tags.selecting(both), threads: threads),
      penalty: placement.map.penalty, items: texts.ids.count - both.count)
    return placement
  }

  /// Refuses texts of another space than those that the model learned from.
  private func requireTextSpace(_ model: ClickModel, _ texts: ItemTexts?) throws(FileError) {
    guard let map = model.placement?.map, let texts,
      texts.vectors.columns != map.coefficients.rows
    else { return }
    throw FileError(
      .malformed, command.clicks.textVectors ?? BuiltInModel.name,
      "has text vectors of \(texts.vectors.columns) dimensions, the model learned from "
        + "\(map.coefficients.rows)", remedy: "give the --text-vectors of the same encoder")
  }

  private func write(_ places: ItemPlaces, _ output: borrowing StageOutput) throws {
    let records = places.places.map { place in
      let (users, tokens) = (String(place.users), String(place.tokens))
      let digest = shortTextDigest([place.id, users, tokens].joined(separator: "\t"))
      return [place.id, users, tokens, "0", digest]
    }
    try VectorTable.write(
      places.vectors, records, columns: Schema.vectors, to: output.file("vectors.npy"))
    try writeTable(output.file("rejects.tsv"), columns: Schema.rejects, places.rejects)
  }

  private func writeTags(_ embedding: ClickEmbedding, _ output: borrowing StageOutput) throws {
    let vocabulary = embedding.vocabulary
    guard !vocabulary.tags.isEmpty else { return }
    let records = zip(vocabulary.tags, vocabulary.itemsOfTags).map { tag, items in
      [tag, String(items), "0", "0", shortTextDigest(tag)]
    }
    try VectorTable.write(
      embedding.tags, records, columns: Schema.vectors, to: output.file("tags.npy"))
  }

  private func writeUsers(
    _ embedding: ClickEmbedding, _ histories: ClickHistories, _ output: borrowing StageOutput
  ) throws {
    let rows = embedding.vocabulary.words(of: histories.items)
    let vectors = HistoryMeans.users(histories, rows: rows, embedding.items, threads: threads)
    let known = histories.users.indices.filter { norm(vectors[row: $0]) > 0 }
    let records = known.map { user in
      let id = histories.users[user]
      return [
        id, String(histories[user].count), "0", "0", shortTextDigest(id),
      ]
    }
    try VectorTable.write(
      vectors.rows(known), records, columns: Schema.vectors, to: output.file("users.npy"))
  }

  /// Writes the products, placed by their texts as new items are.
  private func writeProducts(_ model: ClickModel, _ output: inout StageOutput) throws {
    guard let placement = model.placement else { return }
    let table = try output.optionalInput(command.products, "clean/products.tsv")
    guard let texts = try ItemTexts(command, "products", table: table, key: "product", &output),
      !texts.ids.isEmpty
    else { return }
    try requireTextSpace(model, texts)
    let records = texts.ids.indices.map { row in
      [
        texts.ids[row], "0", String(texts.tokens[row]), "0",
        shortTextDigest(texts.ids[row]),
      ]
    }
    try VectorTable.write(
      placement.vectors(texts.vectors, threads: threads), records, columns: Schema.vectors,
      to: output.file("products.npy"))
  }
}
