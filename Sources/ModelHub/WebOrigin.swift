import CLibcurl

/// The server that an address leads to: scheme, host and port (RFC 6454).
///
/// Read by libcurl's own parser: with another one, an address that the two understand differently
/// could lead a secret to the wrong server.
struct WebOrigin: Hashable {
  /// `https` or `http`.
  let scheme: String
  /// The name of the host, in lower case.
  let host: String
  /// The port, also where the address leaves it out.
  let port: String

  /// Reads an address; nil if it is none, or if it holds a user's name or password.
  init?(_ url: String) {
    guard let handle = unsafe curl_url() else { return nil }
    defer { unsafe curl_url_cleanup(handle) }
    let flags = UInt32(CURLU_DISALLOW_USER)
    guard unsafe curl_url_set(handle, CURLUPART_URL, url, flags) == CURLUE_OK,
      let scheme = unsafe part(CURLUPART_SCHEME, of: handle),
      let host = unsafe part(CURLUPART_HOST, of: handle),
      let port = unsafe part(CURLUPART_PORT, of: handle)
    else { return nil }
    self.scheme = scheme.lowercased()
    self.host = host.lowercased()
    self.port = port
  }
}

private func part(_ part: CURLUPart, of handle: OpaquePointer) -> String? {
  var text: UnsafeMutablePointer<CChar>?
  let flags = UInt32(CURLU_DEFAULT_PORT)
  guard unsafe curl_url_get(handle, part, &text, flags) == CURLUE_OK, let text = unsafe text else {
    return nil
  }
  defer { unsafe curl_free(text) }
  return unsafe String(cString: text)
}
