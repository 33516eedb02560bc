import Foundation
import Glibc

/// The host of an address in one form, and its bytes where it is an IP address, by the host parser
/// of the WHATWG's URL standard: `2130706433` and `0x7f.1` are 127.0.0.1.
struct HostAddress: Equatable {
  /// The host as it stands in an address: lower case, IPv6 in brackets.
  let name: String
  /// 4 bytes of IPv4 or 16 of IPv6 in network order; nil for a name.
  let bytes: [UInt8]?

  /// Reads a host; nil if it is none.
  init?(_ text: String) {
    if text.hasPrefix("[") {
      guard text.hasSuffix("]"), let bytes = ipv6(text.dropFirst().dropLast()) else { return nil }
      self.bytes = bytes
      name = "[\(ipv6Text(bytes))]"
      return
    }
    guard let decoded = text.removingPercentEncoding, var host = asciiHost(decoded) else {
      return nil
    }
    // The root's dot, or `facebook.com.` would be another host.
    if host.hasSuffix(".") { host.removeLast() }
    guard !host.isEmpty, !".\(host).".contains(".."), host.utf8.allSatisfy(isAllowed) else {
      return nil
    }
    guard let last = host.split(separator: ".", omittingEmptySubsequences: false).last else {
      return nil
    }
    guard isNumeric(last) else {
      name = host
      bytes = nil
      return
    }
    guard let address = ipv4(host) else { return nil }
    bytes = address
    name = address.map(String.init).joined(separator: ".")
  }

  /// Whether the host is this machine by its name or address.
  var isLoopback: Bool {
    guard let bytes else { return name == "localhost" || name.hasSuffix(".localhost") }
    return bytes.count == 4 ? bytes[0] == 127 : bytes == Array(repeating: 0, count: 15) + [1]
  }
}

/// A host in ASCII and lower case; other letters in their form for DNS (UTS 46), by Foundation.
private func asciiHost(_ host: String) -> String? {
  if host.utf8.allSatisfy({ $0 < 0x80 }) { return host.lowercased() }
  guard let encoded = URLComponents(string: "http://\(host)/")?.encodedHost?.lowercased(),
    encoded.utf8.allSatisfy({ $0 < 0x80 }), !encoded.contains("%")
  else { return nil }
  return encoded
}

/// Whether an octet may stand in the name of a host.
private func isAllowed(_ byte: UInt8) -> Bool {
  byte > 0x20 && byte < 0x7F && !"#/:<>?@[\\]^|%\"`{}".utf8.contains(byte)
}

private func isNumeric(_ label: Substring) -> Bool {
  !label.isEmpty && label.utf8.allSatisfy { (0x30...0x39).contains($0) } || number(label) != nil
}

/// A part of an IPv4 address: decimal, octal after `0`, hexadecimal after `0x`.
private func number(_ text: Substring) -> UInt64? {
  let isHexadecimal = text.hasPrefix("0x")
  let isOctal = !isHexadecimal && text.hasPrefix("0") && text.utf8.count > 1
  let digits = text.dropFirst(isHexadecimal ? 2 : isOctal ? 1 : 0)
  if isHexadecimal, digits.isEmpty { return 0 }
  guard digits.utf8.first != UInt8(ascii: "+"), digits.utf8.first != UInt8(ascii: "-") else {
    return nil
  }
  return UInt64(digits, radix: isHexadecimal ? 16 : isOctal ? 8 : 10)
}

/// An IPv4 address of one to four parts, of which the last fills what is left.
private func ipv4(_ host: String) -> [UInt8]? {
  let parts = host.split(separator: ".", omittingEmptySubsequences: false).map(number)
  let values = parts.compactMap(\.self)
  guard values.count == parts.count, (1...4).contains(values.count), let last = values.last,
    values.dropLast().allSatisfy({ $0 < 256 }), last < UInt64(1) << (8 * (5 - values.count))
  else { return nil }
  var address = last
  for (place, value) in values.dropLast().enumerated() { address |= value << (8 * (3 - place)) }
  return (0..<4).map { UInt8(truncatingIfNeeded: address >> (24 - 8 * $0)) }
}

private func ipv6(_ text: Substring) -> [UInt8]? {
  var bytes = [UInt8](repeating: 0, count: 16)
  let code = unsafe bytes.withUnsafeMutableBytes {
    unsafe inet_pton(AF_INET6, String(text), $0.baseAddress)
  }
  return code == 1 ? bytes : nil
}

private func ipv6Text(_ bytes: [UInt8]) -> String {
  var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
  _ = unsafe bytes.withUnsafeBytes { source in
    unsafe text.withUnsafeMutableBufferPointer {
      unsafe inet_ntop(AF_INET6, source.baseAddress, $0.baseAddress, socklen_t($0.count))
    }
  }
  return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
