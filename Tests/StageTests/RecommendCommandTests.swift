import Artifacts
import Foundation
import TestSupport
import Testing

/// `recommend`, the products of clusters.
@Suite struct RecommendCommandTests {
  @Test func `products suit their cluster, with a score that is the sum of its parts`() throws {
    let shop = try Shop()
    let result = try shop.recommend()
    #expect(result.status == 0, "\(result.standardError)")
    #expect(result.standardError.contains("6 vectors, 7 products (1 left out) → 12 suggestions"))
    #expect(Set(try shop.list(0).prefix(3)) == ["oven", "dough", "pan"])
    #expect(Set(try shop.list(1).prefix(3)) == ["boots", "tent", "map"])
    let table = try shop.table("products.tsv")
    let scores = try table.numbers("score")
    let parts = try ["centroid", "members", "terms", "popularity"].map { try table.numbers($0) }
    for row in scores.indices {
      #expect(abs(scores[row] - parts.reduce(0) { $0 + $1[row] }) < 1e-5)
    }
    #expect(
      try table.column("because").first == "shares oven, baking; see post-3, post-2")
    let categories = try shop.table("categories.tsv")
    #expect(try categories.column("category").prefix(1) == ["Kitchen"])
    #expect(try categories.column("products").first?.split(separator: "|").count == 3)
    #expect(try shop.measures()["left_out_no-vector"] == 1)
    let record = try RunRecord.read(shop.file("recommend/run.json"))
    #expect(record.rows == .init(input: 13, output: 12, rejected: 1))
    #expect(try shop.table("rejects.tsv").column("detail") == ["it has no words"])
  }

  @Test(arguments: [
    (["--in-stock"], ["dough stock", "silent no-vector"]),
    (
      ["--min-price", "20", "--max-price", "500"],
      ["dough price", "map price", "pan price", "silent price"]
    ),
    (["--product-language", "en"], ["map language", "silent no-vector"]),
    (["--require", "popularity"], ["oven missing", "silent no-vector"]),
  ])
  func `products are left out by their columns, each with its reason`(
    arguments: [String], rejects: [String]
  ) throws {
    let shop = try Shop()
    let result = try shop.recommend(arguments)
    #expect(result.status == 0, "\(result.standardError)")
    #expect(try shop.rejects() == rejects)
    let left = Set(rejects.map { String($0.split(separator: " ")[0]) })
    #expect(try left.isDisjoint(with: shop.list(0) + shop.list(1)))
    let rows = try RunRecord.read(shop.file("recommend/run.json")).rows
    #expect(rows == .init(input: 13, output: 13 - rejects.count, rejected: rejects.count))
  }

  @Test func `banned products are never suggested, and unknown names are warned of`() throws {
    let shop = try Shop()
    try shop.folder.write("# never\noven\nyacht\n", to: "banned.txt")
    let result = try shop.recommend(["--banned", shop.folder.file("banned.txt")])
    #expect(result.status == 0)
    #expect(
      result.standardError.contains("banned.txt: 1 of 2 names are not in the catalogue, as 'yacht'")
    )
    #expect(try shop.rejects() == ["oven banned", "silent no-vector"])
  }

  @Test func `a price or popularity that is no number rejects its row alone`() throws {
    let rows = Shop.products.map { row in
      row.hasPrefix("tent")
        ? row.replacing("\t75\t", with: "\tNaN\t")
        : row.hasPrefix("pan") ? row.replacing("\ten\t1", with: "\ten\tinf") : row
    }
    let shop = try Shop(products: rows)
    let result = try shop.recommend()
    #expect(result.status == 0, "\(result.standardError)")
    #expect(try shop.rejects() == ["pan popularity", "silent no-vector", "tent price"])
  }

  @Test(arguments: [
    (["--max-price", "0.5"], 4, "has no product that may be suggested, price: 7; loosen"),
    (["--require", "image"], 65, "products.tsv:1: has no column 'image'; it has 'product'"),
    (["--banned", "/nowhere"], 66, "/nowhere"),
    (["--diversity", "2"], 2, "--diversity must be from 0 to 1."),
    (["--min-price", "5", "--max-price", "4"], 2, "--min-price is above --max-price."),
    (["--terms-weight=-1"], 2, "--terms-weight must be 0 or more."),
  ])
  func `what cannot be done is said`(
    arguments: [String], status: Int32, message: String
  ) throws {
    let shop = try Shop()
    let result = try shop.recommend(arguments)
    #expect(result.status == status)
    #expect(result.standardError.contains(message), "\(result.standardError)")
    #expect(!FileManager.default.fileExists(atPath: shop.file("recommend")))
  }

  @Test func `a repeated product is an error with both lines`() throws {
    let shop = try Shop(products: Shop.products + [Shop.products[0]])
    let result = try shop.recommend()
    #expect(result.status == 65)
    #expect(
      result.standardError.contains("products.tsv:9: 'boots' stands already in line 2; column"))
  }

  @Test func `noise gets no products, and is warned of where there is nothing else`() throws {
    let shop = try Shop(labels: [0, 0, 0, -1, -1, -1])
    #expect(try shop.recommend().status == 0)
    #expect(try shop.list(1).isEmpty && shop.list(-1).isEmpty && shop.list(0).count == 6)
    let noise = try Shop(labels: [-1, -1, -1, -1, -1, -1])
    let result = try noise.recommend()
    #expect(result.status == 0, "\(result.standardError)")
    #expect(result.standardError.contains("every vector is noise"))
    #expect(try noise.table("products.tsv").count == 0)
  }

  @Test func `quotas, diversity and least categories shape a list`() throws {
    let shop = try Shop()
    #expect(try shop.recommend(["--products", "3", "--per-category", "1"]).status == 0)
    #expect(
      try Set(shop.table("products.tsv").column("category")) == ["Kitchen", "Shoes", "Outdoor"])
    let arguments = ["--products", "3", "--per-category", "0", "--min-categories", "2"]
    #expect(try shop.recommend(arguments).status == 0)
    let categories = try shop.table("categories.tsv")
    #expect(try categories.integers("cluster") == [0, 0, 1, 1])
    #expect(try shop.recommend(["--products", "3", "--diversity", "1"]).status == 0)
    #expect((try shop.measures()["list_similarity"] ?? 1) < 0.6)
    #expect(try shop.recommend(["--min-score", "0"]).status == 0)
    #expect(try shop.list(0).count == 3 && shop.list(1).count == 3)
    #expect(try shop.table("products.tsv").numbers("score").allSatisfy { $0 >= 0 })
  }

  @Test func `popularity helps as far as its weight says`() throws {
    let shop = try Shop()
    #expect(try shop.recommend(["--popularity-weight", "50"]).status == 0)
    #expect(try shop.list(0).first == "boots" && shop.list(1).first == "boots")
    #expect(try shop.recommend(["--popularity-weight", "-50"]).status == 0)
    #expect(try !shop.list(1).prefix(4).contains("boots"))
  }

  @Test func `precision is told against what is liked`() throws {
    let shop = try Shop()
    try shop.write(
      "truth.tsv", ["id", "category"],
      ["ann\tKitchen", "bob\tKitchen", "dan\tOutdoor", "dan\tShoes", "eve\tOutdoor", "zoe\tBooks"])
    let result = try shop.recommend(["--truth", shop.file("truth.tsv"), "--products", "3"])
    #expect(result.status == 0, "\(result.standardError)")
    #expect(result.standardError.contains("truth.tsv: 1 of 5 ids are in no cluster"))
    let measures = try shop.measures()
    #expect(measures["precision_at_3"] == 1 && measures["lowest_precision_at_3"] == 1)
    try shop.write("truth.tsv", ["cluster", "category"], ["0\tShoes", "1\tShoes"])
    #expect(
      try shop.recommend(["--truth", shop.file("truth.tsv"), "--products", "3"]).status == 0)
    #expect(try shop.measures()["precision_at_3_cluster_1"] == 1.0 / 3)
    try shop.write("truth.tsv", ["cluster", "category"], ["7\tShoes"])
    let none = try shop.recommend(["--truth", shop.file("truth.tsv")])
    #expect(none.status == 65 && none.standardError.contains("says nothing about any cluster"))
  }

  @Test func `changes are told against the run before`() throws {
    let shop = try Shop()
    #expect(try shop.recommend().status == 0)
    #expect(try Set(shop.table("changes.tsv").column("change")) == ["new"])
    #expect(try shop.measures()["kept_share"] == nil)
    #expect(try shop.recommend().status == 0)
    #expect(try shop.table("changes.tsv").count == 0)
    #expect(try shop.measures()["kept_share"] == 1)
    let inputs = try RunRecord.read(shop.file("recommend/run.json")).inputs
    #expect(inputs.keys.contains { $0.hasSuffix("recommend/products.tsv") })
    try shop.folder.write("oven\n", to: "banned.txt")
    let banned = ["--banned", shop.folder.file("banned.txt")]
    #expect(try shop.recommend(banned).status == 0)
    let changes = try shop.table("changes.tsv")
    let gone = zip(try changes.column("product"), try changes.column("change"))
      .filter { $0.1 == "gone" }
    #expect(gone.map(\.0) == ["oven", "oven"])
    #expect(try shop.recommend(banned + ["--from-scratch"]).status == 0)
    #expect(try Set(shop.table("changes.tsv").column("change")) == ["new"])
  }

  @Test func `the order of rows and the number of threads do not matter`() throws {
    let shop = try Shop()
    let products = try shop.folder.read("shop/out/clean/products.tsv").split(separator: "\n")
    let clusters = try shop.folder.read("shop/out/cluster/clusters.tsv").split(separator: "\n")
    var outputs: [[String]] = []
    for threads in [1, 2, 4] {
      #expect(try shop.recommend(["--from-scratch", "--threads", "\(threads)"]).status == 0)
      outputs.append(
        try ["products", "categories", "changes", "rejects", "similar", "quality"].map {
          try shop.folder.read("shop/out/recommend/\($0).tsv")
        })
      try shop.write(
        "clean/products.tsv", [String(products[0])],
        products.dropFirst().reversed().map(String.init))
      try shop.write(
        "cluster/clusters.tsv", [String(clusters[0])],
        clusters.dropFirst().reversed().map(String.init))
    }
    #expect(outputs[0] == outputs[1] && outputs[0] == outputs[2])
  }
}
