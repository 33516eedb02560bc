import Foundation

/// The addresses that pages of Facebook hold.
package enum FacebookAddress {
  /// Parts of a query that say who clicked where, not what is there.
  private static let tracking: Set<String> = [
    "fbclid", "__tn__", "__xts__", "ref", "refid", "refsrc", "fref", "hc_ref", "mibextid", "rdid",
    "paipv", "eav", "_rdr", "_rdc", "eid", "mt_nav", "__so__", "__rv__", "locale2", "source",
    "_ft_",
    "notif_id", "notif_t", "share_url",
  ]

  /// Where a link leads: the redirection of `l.facebook.com/l.php?u=` undone, absolute, with
  /// `www.facebook.com` for the host's other names, without tracking and fragment.
  ///
  /// - Returns: nil if it is no address of the web.
  package static func resolved(_ href: String) -> String? {
    let href = trimmed(href)
    if href.hasPrefix("//") { return resolved("https:" + href) }
    if href.hasPrefix("/") { return resolved("https://www.facebook.com" + href) }
    guard let (host, rest) = split(href) else { return nil }
    guard isFacebook(host) else { return without(tracking: ["fbclid"], href) }
    if let target = redirection(host, rest) { return target }
    return without(tracking: tracking, "https://www.facebook.com" + rest.prefix { $0 != "#" })
  }

  /// Where a link leads if that is not Facebook itself.
  package static func outbound(_ href: String) -> String? {
    guard let address = resolved(href), let (host, _) = split(address), !isFacebook(host) else {
      return nil
    }
    return address
  }

  /// The number of the post that an address shows: `/posts/1`, `story_fbid=1`, `/videos/1`, `/photos/a.2/1`.
  package static func postID(_ address: String) -> String? {
    let pattern =
      /(?:story_fbid=|[?&]fbid=|\/posts\/(?:[^\/?&]+\/)?|\/permalink\/|\/videos\/(?:[^\/?]+\/)?|\/photos\/(?:[^\/?]+\/)?|\/reel\/)(\d+)(?:[\/?&#]|$)/
    return address.firstMatch(of: pattern).map { String($0.output.1) }
  }

  private static func isFacebook(_ host: Substring) -> Bool {
    host == "facebook.com" || host.hasSuffix(".facebook.com") || host == "fb.com"
  }

  /// The host in lower case and what follows it.
  private static func split(_ address: String) -> (host: Substring, rest: Substring)? {
    let lower = address.prefix(8).lowercased()
    guard let scheme = ["https://", "http://"].first(where: lower.hasPrefix) else { return nil }
    let rest = address.dropFirst(scheme.count)
    let host = rest.prefix { !"/?#".contains($0) }
    return host.isEmpty ? nil : (Substring(host.lowercased()), rest.dropFirst(host.count))
  }

  private static func redirection(_ host: Substring, _ rest: Substring) -> String? {
    guard ["l.facebook.com", "lm.facebook.com"].contains(host) || rest.hasPrefix("/l.php?"),
      let query = rest.firstIndex(of: "?"),
      let value = rest[rest.index(after: query)...].split(separator: "&")
        .first(where: { $0.hasPrefix("u=") })?.dropFirst(2),
      let target = String(value).removingPercentEncoding, split(target) != nil
    else { return nil }
    return without(tracking: ["fbclid"], target)
  }

  /// The address without the parts of its query that `names` lists; the rest is untouched.
  private static func without(tracking names: Set<String>, _ address: String) -> String {
    guard let query = address.firstIndex(of: "?") else { return address }
    let end = address[query...].firstIndex(of: "#") ?? address.endIndex
    let parts = address[address.index(after: query)..<end].split(separator: "&")
    let kept = parts.filter { part in
      let name = part.prefix { $0 != "=" }
      return !names.contains(String(name)) && (names.count == 1 || !name.hasPrefix("__cft__"))
    }
    guard kept.count < parts.count else { return address }
    let joined = kept.isEmpty ? "" : "?" + kept.joined(separator: "&")
    return address[..<query] + joined + address[end...]
  }
}
