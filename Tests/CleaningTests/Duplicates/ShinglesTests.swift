import Cleaning
import Testing

@Suite struct ShinglesTests {
  private static let text = """
    The quick brown fox jumps over the lazy dog while seventeen patient herons watch from the far \
    bank of the river and say nothing about it to anybody
    """

  @Test func `case, punctuation, apostrophes and emoji leave no trace`() {
    let loud = "«" + Self.text.uppercased().replacing(" WHILE", with: ", WHILE 😀 –") + "!!»"
    #expect(Shingles([loud]) == Shingles([Self.text]))
    #expect(Shingles(["don't stop"]) == Shingles(["Dont: stop"]))
  }

  @Test func `a changed word takes only its own shingles with it`() {
    let shingles = Shingles([Self.text])
    let changed = Shingles([Self.text.replacing("patient", with: "worried")])
    // «patient» and «worried» have nine characters with their blanks, so six shingles of four.
    let count = Double(shingles.hashes.count)
    #expect(shingles.similarity(to: changed) == (count - 6) / (count + 6))
  }

  @Test func `the order of words does not count in a long text`() {
    let words = Self.text.split(separator: " ").reversed().joined(separator: " ")
    #expect(Shingles([words]) == Shingles([Self.text]))
  }

  @Test func `a short text resembles only its equals`() {
    let short = Shingles(["Happy birthday, Tom!"])
    #expect(short.hashes.count == 1)
    #expect(short.similarity(to: Shingles(["happy birthday tom"])) == 1)
    #expect(short.similarity(to: Shingles(["Happy birthday, Ann!"])) == 0)
    #expect(short.similarity(to: Shingles(["Tom, happy birthday!"])) == 0)
    #expect(short.similarity(to: Shingles([Self.text])) == 0)
  }

  @Test func `the parts of a document are one text`() {
    #expect(Shingles(["The quick brown", "fox"]) == Shingles(["the quick", "brown fox"]))
  }

  @Test func `a text without letters has no shingles and resembles nothing`() {
    let empty = Shingles(["😀 !!", ""])
    #expect(empty.hashes.isEmpty)
    #expect(empty.similarity(to: empty) == 0)
  }

  @Test func `hashes are distinct and ascending, and similarity is symmetric`() {
    let (a, b) = (Shingles([Self.text + Self.text]), Shingles([String(Self.text.dropLast(30))]))
    #expect(zip(a.hashes, a.hashes.dropFirst()).allSatisfy { $0 < $1 })
    #expect(a.similarity(to: b) == b.similarity(to: a))
    let (first, second) = (Set(a.hashes), Set(b.hashes))
    let exact = Double(first.intersection(second).count) / Double(first.union(second).count)
    #expect(a.similarity(to: b) == exact)
  }

  @Test func `letters beyond ASCII count`() {
    #expect(Shingles(["ÉTÉ À PARIS"]) == Shingles(["été à paris"]))
    #expect(Shingles(["오늘은 날씨가"]) != Shingles(["오늘은 날씨는"]))
  }
}
