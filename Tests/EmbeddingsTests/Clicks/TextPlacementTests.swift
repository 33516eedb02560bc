import Embeddings
import LinearAlgebra
import Testing

@Suite struct TextPlacementTests {
  /// Texts of three subjects with noise, and items whose place is their subject's.
  private func sample() -> (texts: Matrix, items: Matrix, tags: ItemTags) {
    var generator = KeyedGenerator(seed: 9, purpose: "texts")
    var (texts, items): ([Float], [Float]) = ([], [])
    for row in 0..<90 {
      for column in 0..<12 {
        texts.append((column == row % 3 ? 1 : 0) + 0.1 * Float(generator.gaussian()))
      }
      var item = (0..<4).map { ($0 == row % 3 ? 1 : 0) + 0.1 * Float(generator.gaussian()) }
      let length = norm(item.span)
      item = item.map { $0 / length }
      items += item
    }
    let names = (0..<90).map { "\($0)" }
    return (
      Matrix(rows: 90, columns: 12, elements: texts), Matrix(rows: 90, columns: 4, elements: items),
      ItemTags(of: names, names.indices.map { (names[$0], "\($0 % 3)") })
    )
  }

  @Test func `an item without clicks is placed among those of its subject`() {
    let (texts, items, _) = sample()
    let placement = TextPlacement(
      texts: texts.rows(0..<60), items: items.rows(0..<60), threads: 1)
    let placed = placement.vectors(texts.rows(60..<90), threads: 2)
    for row in 0..<30 {
      #expect(abs(norm(placed[row: row]) - 1) < 1e-5)
      #expect(dot(placed[row: row], items[row: 60 + row]) > 0.9)
    }
  }

  @Test func `quality tells texts that say something from those that do not`() throws {
    let (texts, items, tags) = sample()
    func quality(_ texts: Matrix) -> TextPlacement.Quality {
      TextPlacement(texts: texts, items: items, threads: 1)
        .quality(texts: texts, items: items, tags, threads: 1)
    }
    let (good, bad) = (quality(texts), quality(texts.rows((0..<90).map { $0 * 7 % 90 / 2 })))
    #expect(good.cosine > 0.9)
    #expect(try #require(good.tagPrecision) > 0.95)
    #expect(bad.cosine < 0.8)
    #expect(try #require(bad.tagPrecision) < 0.7)
  }

  @Test func `without tags there is no precision`() {
    let (texts, items, _) = sample()
    let none = ItemTags(of: (0..<90).map { "\($0)" }, [])
    let quality = TextPlacement(texts: texts, items: items, threads: 1)
      .quality(texts: texts, items: items, none, threads: 1)
    #expect(quality.tagPrecision == nil)
  }
}
