import Artifacts
import TestSupport
import Testing

/// What `clean` makes of a catalogue.
@Suite struct CatalogueTests {
  private func clean(_ catalogue: String) throws -> (Command.Result, TemporaryFolder) {
    let folder = try TemporaryFolder()
    try folder.write(
      "id\tauthor\ttitle\ttext\na\tx\t\tMy horse likes tall mountains and long rivers\n",
      to: "documents.tsv")
    try folder.write(catalogue, to: "catalogue.tsv")
    let result = try Command.run(
      "clean",
      [
        "--documents", folder.file("documents.tsv"), "--catalogue", folder.file("catalogue.tsv"),
        "--output", folder.file("clean"), "--min-tokens", "0",
      ])
    return (result, folder)
  }

  @Test func `other columns pass through as they stand`() throws {
    let (result, folder) = try clean(
      """
      price\tproduct\ttitle\tstock\tcategory\tdescription\tsold in
      $1,299.00\tp2\tSaddle\t3\tRiding\tFor a horse\tK\\tL
      NaN\tp1\tNothing\t\tRiding\t\t\n
      """)
    #expect(result.status == 0, "\(result.standardError)")
    let products = try Table(contentsOf: folder.file("clean/products.tsv"))
    #expect(products.columns == Schema.products + ["price", "stock", "sold in"])
    #expect(try products.column("product") == ["p1", "p2"])
    #expect(try products.column("price") == ["NaN", "$1,299.00"])
    #expect(try products.column("stock") == ["", "3"])
    #expect(try products.column("sold in") == ["", "K\tL"])
    #expect(try products.column("links") == ["", ""])
    #expect(try products.column("tokens")[1].contains("saddl"))
  }

  @Test(arguments: [
    (
      "product\ttitle\tcategory\tdescription\ttokens\np\tt\tc\td\tx\n",
      "catalogue.tsv:1: has a column 'tokens', which clean gives to its own; rename it"
    ),
    (
      "product\ttitle\tcategory\tdescription\np\tt\tc\td\np\tu\tc\td\n",
      "catalogue.tsv:3: 'p' stands already in line 2; column 'product' must differ"
    ),
    (
      "product\ttitle\tdescription\np\tt\td\n", "catalogue.tsv:1: has no column 'category'"
    ),
  ])
  func `a catalogue that cannot be used is refused with its line`(
    catalogue: String, message: String
  ) throws {
    let (result, _) = try clean(catalogue)
    #expect(result.status == 65)
    #expect(result.standardError.contains(message), "\(result.standardError)")
  }
}
