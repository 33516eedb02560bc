import Crawling
import Testing

@Suite struct `The values of infoboxes` {
  private func values(_ parameter: String) throws -> [String] {
    try WikitextArticle.document("{{Infobox book\n| \(parameter)\n}} x").fields.map(\.value)
  }

  @Test(arguments: [
    ("author = Maj Sjöwall and Per Wahlöö", ["Maj Sjöwall", "Per Wahlöö"]),
    (
      "author = Bruce R. Cordell, JD Wiker, and Ted de Boer",
      ["Bruce R. Cordell", "JD Wiker", "Ted de Boer"]
    ),
    ("author = Kate Novak &amp; Jeff Grubb", ["Kate Novak", "Jeff Grubb"]),
    ("author = Ingri and Edgar Parin d'Aulaire", ["Ingri and Edgar Parin d'Aulaire"]),
    ("author = Stiglitz, Joseph", ["Stiglitz, Joseph"]),
    ("author = Robert Jay Lifton, M.D.", ["Robert Jay Lifton, M.D."]),
    ("author = William Strunk, Jr. and E. B. White", ["William Strunk, Jr.", "E. B. White"]),
    (
      "author = Kingsley Amis, edited by Zachary Leader",
      ["Kingsley Amis, edited by Zachary Leader"]
    ),
    (
      "author = Tabitha Lenox (Alice Alfonsi and James Reilly)",
      ["Tabitha Lenox (Alice Alfonsi and James Reilly)"]
    ),
    ("author = The \"Gang\":<br>William Brown,<br>Tom Mowbray", ["William Brown", "Tom Mowbray"]),
    ("author = 莫言 and 余華", ["莫言 and 余華"]),
    ("publisher = Harcourt, Brace and Company", ["Harcourt, Brace and Company"]),
    ("publisher = Penguin (UK);<br>Viking (US)", ["Penguin (UK)", "Viking (US)"]),
  ])
  func `people are a value each where each is named in full`(
    parameter: String, wanted: [String]
  ) throws {
    #expect(try values(parameter) == wanted)
  }

  @Test(arguments: [
    ("genre = Fantasy, Horror; Crime / Mystery", ["Fantasy", "Horror", "Crime", "Mystery"]),
    ("genre = Irrealism, Bizarro, and Postmodernism", ["Irrealism", "Bizarro", "Postmodernism"]),
    ("genre = Sword and sorcery", ["Sword and sorcery"]),
    ("genre = Novel (crime, spies), Essay", ["Novel (crime, spies)", "Essay"]),
    ("genre = ,", [","]),
    ("country = Trinidad and Tobago", ["Trinidad and Tobago"]), ("country = UK, US", ["UK", "US"]),
    ("language = Spanish and Nahuatl", ["Spanish", "Nahuatl"]),
  ])
  func `genres, countries and languages are a value each`(
    parameter: String, wanted: [String]
  ) throws {
    #expect(try values(parameter) == wanted)
  }

  @Test(arguments: [
    ("412 pp", ["412"]), ("xii, 568 pp (2nd of 3 editions)", ["568"]), ("xxvi, 1279", ["1279"]),
    ("1,400", ["1400"]), ("1987, 402 pages; [1992, 460 pages]", ["402"]), ("208pp", ["208"]),
    ("256 pp<br>(Jove pb, 2007)", ["256"]),
    ("144<br>(152 for volume 11;<br>148 for 12)", ["144", "152", "148"]),
    ("524,½ pages", ["524"]), ("1st edition, B5, 240 PP", ["240"]), ("??? pp", ["??? pp"]),
  ])
  func `pages are their number`(text: String, wanted: [String]) throws {
    #expect(try values("pages = \(text)") == wanted)
  }

  @Test(arguments: [
    ("{{ISBN|0-553-10354-X}} (US hardback)", ["0-553-10354-X"]),
    ("9780747578383", ["9780747578383"]),
    ("978-0-618-68550-9<br>0-19-502517-2", ["978-0-618-68550-9", "0-19-502517-2"]),
    ("None", ["None"]),
    ("{{ISBN|978-986-87002-1-5}}（中譯本）", ["978-986-87002-1-5"]),
  ])
  func `an ISBN stands alone`(text: String, wanted: [String]) throws {
    #expect(try values("isbn = \(text)") == wanted)
  }

  @Test(arguments: [
    ("pages", "("), ("pages", "9 p "), ("genre", "()"), ("author", "Jr., "), ("isbn", "[1,"),
    ("language", "a and "),
  ])
  func `a long value takes time in proportion to its length`(field: String, piece: String) throws {
    let start = ContinuousClock.now
    let text = String(repeating: piece, count: 100_000)
    #expect(try !values("\(field) = \(text)").isEmpty)
    // Alone a third of a second at most.
    #expect(start.duration(to: .now) < .seconds(30))
  }
}
