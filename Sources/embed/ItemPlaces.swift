import Artifacts
import Embeddings
import LinearAlgebra

/// Where each item is, and what placed it: its clicks if it was learned from them, else its text, else
/// the few users who clicked it.
struct ItemPlaces {
  /// An item that has a place.
  struct Place {
    var id: String
    /// The number of users whose clicks placed it; 0 if its text did.
    var users = 0
    /// The number of words of the text that placed it; 0 if clicks did.
    var tokens = 0
  }

  /// The items that have a place, in bytewise order of their ids.
  let places: [Place]
  /// Where they are, of shape (places, dimensions) and length 1.
  let vectors: Matrix
  /// The number of them that were learned from their clicks.
  let learned: Int
  /// The items without a place: id, reason and detail.
  let rejects: [[String]]

  /// Places items.
  ///
  /// - Parameters:
  ///   - model: What was learned.
  ///   - histories: Who clicked what.
  ///   - texts: The vectors of texts, if there are any.
  ///   - threads: The largest number of threads.
  init(_ model: ClickModel, _ histories: ClickHistories, _ texts: ItemTexts?, threads: Int) {
    let vocabulary = model.embedding.vocabulary
    let all = Self.union(histories.items, (texts?.ids ?? []) + (texts?.empty ?? []))
    let words = vocabulary.words(of: all)
    let rows = model.placement == nil ? nil : texts?.rows(of: all)
    let others = all.indices.filter { words[$0] == nil }
    let byText = others.filter { rows?[$0] != nil }
    let byUsers = FewClicks(
      others.filter { rows?[$0] == nil }.map { all[$0] }, model, histories, threads: threads)

    var draft: [Place] = []
    for index in all.indices {
      if let word = words[index] {
        draft.append(Place(id: all[index], users: vocabulary.users[word]))
      }
    }
    learned = draft.count
    var elements = model.embedding.items.rows(words.compactMap(\.self)).elements
    if let texts, let placement = model.placement {
      let found = byText.compactMap { rows?[$0] }
      for (index, row) in zip(byText, found) {
        draft.append(Place(id: all[index], tokens: texts.tokens[row]))
      }
      elements += placement.vectors(texts.vectors.rows(found), threads: threads).elements
    }
    draft += byUsers.places
    elements += byUsers.vectors.elements
    let order = bytewiseOrder(draft.map(\.id))
    places = order.map { draft[$0] }
    vectors = Matrix(
      rows: draft.count, columns: model.embedding.items.columns, elements: elements
    ).rows(order)
    rejects = byUsers.rejects
  }

  /// All names of both lists, each once, in bytewise order.
  private static func union(_ a: [String], _ b: [String]) -> [String] {
    Set(a).union(b).sorted(by: precedesBytewise)
  }
}

/// Items that few users clicked, and that have no text: each is the mean of its users.
private struct FewClicks {
  var places: [ItemPlaces.Place] = []
  var vectors: Matrix
  /// The items of whose users nothing is known, or that nobody clicked: id, reason and detail.
  var rejects: [[String]] = []

  init(_ items: [String], _ model: ClickModel, _ histories: ClickHistories, threads: Int) {
    let embedding = model.embedding
    let positions = Dictionary(uniqueKeysWithValues: zip(histories.items, histories.items.indices))
    let clicked = items.compactMap { positions[$0] }
    vectors = Matrix(rows: 0, columns: embedding.items.columns)
    if !clicked.isEmpty {
      let users = HistoryMeans.users(
        histories, rows: embedding.vocabulary.words(of: histories.items), embedding.items,
        threads: threads)
      let means = HistoryMeans.items(clicked, histories, users: users)
      let counts = histories.usersOfItems()
      let known = clicked.indices.filter { norm(means[row: $0]) > 0 }
      places = known.map { .init(id: histories.items[clicked[$0]], users: counts[clicked[$0]]) }
      vectors = means.rows(known)
    }
    let placed = Set(places.map(\.id))
    rejects = items.filter { !placed.contains($0) }.map { id in
      positions[id] == nil
        ? [id, "no-clicks", "nobody clicked it, and it has no text"]
        : [id, "few-clicks", "few users clicked it, of whom nothing else is known; it has no text"]
    }
  }
}
