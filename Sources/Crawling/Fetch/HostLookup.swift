import CLinux
import Glibc

/// The IP addresses of a host by DNS, each as text and whether it is public; empty if there are
/// none.
///
/// For explanations only: a fetch checks the address of each connection when it is opened, since a
/// name may lead elsewhere a moment later.
func hostAddresses(_ host: String) -> [(text: String, isPublic: Bool)] {
  var hints = unsafe addrinfo()
  unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
  var list: UnsafeMutablePointer<addrinfo>?
  let name = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
  guard unsafe getaddrinfo(name, nil, &hints, &list) == 0 else { return [] }
  defer { unsafe freeaddrinfo(list) }
  var found: [(String, Bool)] = []
  var next = unsafe list
  while let entry = unsafe next {
    if let address = unsafe addressBytes(entry.pointee) {
      found.append((unsafe addressText(entry.pointee), isPublicAddress(address)))
    }
    unsafe next = unsafe entry.pointee.ai_next
  }
  return found
}

private func addressBytes(_ entry: addrinfo) -> [UInt8]? {
  guard let address = unsafe entry.ai_addr else { return nil }
  let start = UnsafeRawPointer(address)
  let bytes = unsafe UnsafeRawBufferPointer(start: start, count: Int(entry.ai_addrlen))
  // The port comes before the address in IPv4, and the flow information, too, in IPv6.
  let family = unsafe entry.ai_family
  switch family {
  case AF_INET: return unsafe bytes.count >= 8 ? Array(bytes[4..<8]) : nil
  case AF_INET6: return unsafe bytes.count >= 24 ? Array(bytes[8..<24]) : nil
  default: return nil
  }
}

private func addressText(_ entry: addrinfo) -> String {
  var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
  unsafe getnameinfo(
    entry.ai_addr, entry.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
  return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
