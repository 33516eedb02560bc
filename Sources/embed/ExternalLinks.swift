import ArgumentParser

/// What two external links must have in common to be links to the same.
///
/// Few addresses occur twice: of 169,339 in the books of Wikipedia, most are cited by one book alone.
/// Their hosts are shared, and tell a scientific journal from a fan site.
enum ExternalLinks: String, ExpressibleByArgument, CaseIterable {
  case host, address

  /// The target that an address stands for.
  func target(_ address: String) -> String {
    switch self {
    case .address: address
    case .host: Self.host(of: address) ?? address
    }
  }

  /// The host of an address, in lower case and without `www.`: `nytimes.com` of
  /// `https://www.NYTimes.com:443/2009/a?b`.
  private static func host(of address: String) -> String? {
    guard let scheme = address.firstRange(of: "//") else { return nil }
    var host = address[scheme.upperBound...].prefix { !"/?#".contains($0) }
    if let user = host.lastIndex(of: "@") { host = host[host.index(after: user)...] }
    host = host.prefix { $0 != ":" }
    let name = host.lowercased()
    let bare = name.hasPrefix("www.") ? String(name.dropFirst(4)) : name
    return bare.isEmpty ? nil : bare
  }
}
