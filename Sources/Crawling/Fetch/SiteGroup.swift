/// What shares the pace of requests: the sites of one operator, as far as the name of the host
/// tells.
///
/// A group is a registrable domain, `example.co.uk`, so that a farm of subdomains is not asked many
/// times a second. The sites of Wikimedia are one group, for their limits are for all of them
/// together. A host that is an IP address is a group of its own; on this machine, each port is.
///
/// Which suffixes are public is known here for the common ones only. A suffix that is missing makes
/// groups larger, and so the crawl slower, never ruder.
extension WebAddress {
  /// The group of the address.
  public var group: String {
    if isLoopback { return hostAndPort }
    if ipAddress != nil { return host }
    if isWikimedia { return "wikimedia" }
    let labels = host.split(separator: ".")
    let suffix = labels.suffix(2).joined(separator: ".")
    let isPublicSuffix =
      sharedHosts.contains(suffix)
      || labels.count > 2 && labels[labels.count - 1].count == 2
        && secondLevels.contains(String(labels[labels.count - 2]))
    return labels.suffix(isPublicSuffix ? 3 : 2).joined(separator: ".")
  }

  /// The least seconds between requests to the group.
  var leastInterval: Double { isWikimedia ? 0.35 : 0.5 }

  /// Whether the host is one of Wikimedia's.
  public var isWikimedia: Bool { isHost(of: wikimediaDomains) }

  /// Whether the host is one of Meta's, which allows no crawler.
  public var isMeta: Bool { isHost(of: metaDomains) }

  private func isHost(of domains: Set<String>) -> Bool {
    let labels = host.split(separator: ".")
    return domains.contains(host) || domains.contains(labels.suffix(2).joined(separator: "."))
  }
}

private let wikimediaDomains: Set = [
  "wikipedia.org", "wikimedia.org", "wikidata.org", "wiktionary.org", "wikibooks.org",
  "wikinews.org", "wikiquote.org", "wikisource.org", "wikiversity.org", "wikivoyage.org",
  "wikifunctions.org", "mediawiki.org", "wmflabs.org", "wmcloud.org", "toolforge.org",
]

private let metaDomains: Set = [
  "facebook.com", "fb.com", "fb.me", "fb.watch", "facebook.net", "fbcdn.net", "messenger.com",
  "instagram.com", "threads.net", "threads.com", "whatsapp.com",
]

/// The second labels under which countries give out names: `co` in `example.co.uk`.
private let secondLevels: Set = [
  "ac", "ad", "co", "com", "ed", "edu", "go", "gob", "gouv", "gov", "gv", "id", "ltd", "me", "mil",
  "ne", "net", "nom", "or", "org", "plc", "sch", "web",
]

/// Domains whose subdomains belong to different people.
private let sharedHosts: Set = [
  "blogspot.com", "github.io", "gitlab.io", "herokuapp.com", "netlify.app", "pages.dev",
  "vercel.app", "web.app", "wordpress.com", "workers.dev",
]
