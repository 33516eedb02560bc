import Foundation
import Reporting
import Testing

@Suite struct ReportPageTests {
  private func html(_ change: (inout ReportContents) -> Void = { _ in }) throws -> String {
    var contents = sampleReport()
    change(&contents)
    return try ReportPage(contents, seed: 1).html
  }

  @Test(
    arguments: [
      "<title>sample · Kindred</title>", "Data of 2026-11-20", "<dt>documents</dt><dd>240</dd>",
      "<dt>points on the map</dt><dd>120</dd>", "<h3>first1 · second1</h3>",
      #"<dt>half</dt><dd><span style="width:50%">"#, "A typical text of 3.", "author3",
      "<h5>kitchen</h5>", "Product 2", "shares oven, dough", ">0.62<",
      "30 members · 25.0\u{202F}% · 60 documents",
      "<td>0.51</td><td>−0.25</td><td>1.00</td>", "<dt>davies bouldin</dt><dd>0.813</dd>",
      "War and Peace", "Anna Karenina&nbsp;<i>0.93</i>", "<td>1,500</td><td>1,200</td>",
      "languages <b>3.000</b>", ##"<a href="#cluster-2">2 first2 · second2</a>"##,
      "<i>both</i> half, third", "<i>more here</i> first1", "<span>Side topic</span>",
      "25.0\u{202F}%</span>",
      "<li><i>language</i> vi 50.0\u{202F}% (of all 12.5\u{202F}%), ko 25.0\u{202F}% (of all 10.0\u{202F}%)</li>",
      "<td>1</td><td>40.0\u{202F}%</td>",
      #"<td class="wide">bread, oven<i>author1</i></td><td class="wide">guitar<i>author2, author3</i></td>"#,
      #"<td class="wide">split</td><td>60</td><td>30</td><td class="wide">2, 3</td>"#,
    ])
  func `the page shows`(part: String) throws {
    #expect(try html().contains(part))
  }

  @Test func `products stand by category, in the order of the best of each`() throws {
    let page = try html { contents in
      contents.clusters = [contents.clusters[0]]
      contents.clusters[0].suggestions = [
        ("Oven", "Kitchen"), ("Guitar", "Music"), ("Pan", "Kitchen"), ("Card", ""),
      ].map { .init(product: $0.0, title: $0.0, category: $0.1, score: 1, because: "") }
    }
    let places = try [
      "<h5>Kitchen</h5>", ">Oven<", ">Pan<", "<h5>Music</h5>", ">Guitar<", ">Card<",
    ].map { try #require(page.range(of: $0), "\($0)").lowerBound }
    #expect(places == places.sorted())
    #expect(page.components(separatedBy: "<h5>").count == 3)
  }

  @Test func `all texts are escaped`() throws {
    let evil = "<script>alert(1)</script>\"'&"
    let page = try html { contents in
      (contents.flow, contents.date) = (evil, evil)
      contents.points[0].name = evil
      contents.clusters[0].label = evil
      contents.clusters[0].terms[0].word = evil
      contents.clusters[0].representatives[0] = .init(text: evil, source: evil)
      contents.clusters[0].contrasts[0] = .init(other: 1, shared: [evil], own: [evil])
      contents.clusters[0].topics[0].label = evil
      contents.changes[0].change = evil
      contents.clusters[0].attributes[0].value = evil
      (contents.axes[0].low.words[0], contents.axes[0].high.names[0]) = (evil, evil)
      contents.clusters[0].suggestions[0] = .init(
        product: evil, title: evil, category: evil, score: 1, because: evil)
      contents.measures[0].name = evil
      contents.similar[0] = SimilarItem(id: evil, name: evil, neighbors: [(evil, 1)])
      contents.stages[0].name = evil
    }
    #expect(!page.contains("<script>alert"))
    #expect(page.contains("<h1>&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;</h1>"))
    #expect(page.components(separatedBy: "<script>").count == 2)
  }

  @Test func `the page loads nothing`() throws {
    let page = try html { contents in
      contents.clusters[0].representatives[0].text = "see http://example.org/ and url(x)"
    }
    for attribute in ["src=", "srcset=", "<link", "<img", "<iframe", "@import", "fetch("] {
      #expect(!page.contains(attribute), "\(attribute)")
    }
    let targets = page.components(separatedBy: "href=\"").dropFirst().map { $0.prefix(1) }
    #expect(targets.allSatisfy { $0 == "#" })
    let styles = page.components(separatedBy: "<style>").dropFirst().map {
      $0.components(separatedBy: "</style>")[0]
    }
    #expect(styles.allSatisfy { !$0.contains("url(") && !$0.contains("//") })
  }

  @Test func `equal contents make equal bytes`() throws {
    #expect(try html() == html())
  }

  @Test func `parts that are missing are left out`() throws {
    let page = try ReportPage(ReportContents(), seed: 1).html
    for part in ["<section", "<svg", "<figure", "<h2>", "Data of"] {
      #expect(!page.contains(part), "\(part)")
    }
    #expect(page.contains("<h1>Report</h1>"))
    let bare = try html { contents in
      contents.clusters = contents.clusters.map { ReportCluster(number: $0.number, size: $0.size) }
      (contents.similar, contents.stages, contents.measures) = ([], [], [])
      contents.changes = []
    }
    #expect(bare.contains("<h3>Cluster 2</h3>"))
    #expect(!bare.contains("<h4>"))
    #expect(!bare.contains(#"id="changes""#))
    #expect(!bare.contains(#"id="similar""#) && !bare.contains(#"id="stages""#))
    #expect(bare.contains("<td>–</td>"))
  }

  @Test func `of many similar items a sample is shown and the page says so`() throws {
    let page = try html { contents in
      contents.similar = (0..<1200).map { index in
        SimilarItem(
          id: "i\(index)", name: "n\(index)", neighbors: Array(repeating: ("x", 1), count: 9))
      }
    }
    #expect(page.contains("A sample of 500 of 1,200 items."))
    #expect(page.components(separatedBy: #"class="item""#).count == 501)
    #expect(page.components(separatedBy: "<span>x&nbsp;").count == 2501)
  }

  @Test func `a page of many points stays small`() throws {
    let contents = sampleReport(clusters: 50, pointsPerCluster: 2000)
    let page = try ReportPage(contents, seed: 1).html
    #expect(page.utf8.count < 2_000_000)
    #expect(page.contains("of 100,000 points are drawn"))
  }
}
