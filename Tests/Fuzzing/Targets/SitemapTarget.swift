import Crawling

extension FuzzTarget {
  /// Sitemaps in XML and in text: ``Sitemap``.
  static let sitemap = FuzzTarget(
    "sitemap", law: "no more addresses come than are allowed, and none holds a blank",
    seeds: [
      "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc> http://a/&amp;b\n"
        + "</loc><lastmod>2026</lastmod></url><url><loc><![CDATA[http://a/c]]></loc></url></urlset>",
      "<?xml version=\"1.0\"?><sitemapindex><sitemap><loc>http://a/1.xml</loc></sitemap></sitemapindex>",
      "http://a/1\nhttp://a/2\n",
      "<!DOCTYPE u [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><urlset><url><loc>&b;</loc>"
        + "</url></urlset>",
    ],
    words: [
      "<urlset>", "<url>", "<loc>", "</loc>", "</url>", "</urlset>", "http://a/", "&amp;", "<!--",
      "-->", "<![CDATA[", "]]>", "<!DOCTYPE a [", "<!ENTITY a \"&b;\">", "&b;", "]>", "<?xml ",
      "?>",
      " encoding=\"utf-16\"", "<loc/>", "<x:loc>", "&#0;", "&#x10FFFF;", "\u{FEFF}",
    ]
  ) { bytes throws(Violation) in
    guard let sitemap = Sitemap(bytes, limit: 5) else { return "none" }
    let addresses = sitemap.pages + sitemap.sitemaps
    try require(addresses.count <= 5, "\(addresses.count) addresses")
    for address in addresses {
      try require(address.first?.isWhitespace != true, "a blank before \(address)")
      try require(address.last?.isWhitespace != true, "a blank behind \(address)")
    }
    return "\(sitemap.pages.count) \(sitemap.sitemaps.count)"
  }
}
