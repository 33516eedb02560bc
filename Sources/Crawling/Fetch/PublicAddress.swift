/// Whether an IP address is one of the public Internet, so that a page cannot lead the crawler into
/// the network it runs in.
///
/// The address is 4 bytes of IPv4 or 16 of IPv6, in network order; anything else is not public.
public func isPublicAddress(_ bytes: [UInt8]) -> Bool {
  switch bytes.count {
  case 4: isPublicIPv4(bytes)
  case 16: isPublicIPv6(bytes)
  default: false
  }
}

/// The special blocks of IANA's registry (RFC 6890), multicast and what is above it.
private let privateIPv4: [(prefix: [UInt8], bits: Int)] = [
  ([0], 8), ([10], 8), ([100, 64], 10), ([127], 8), ([169, 254], 16), ([172, 16], 12),
  ([192, 0, 0], 24), ([192, 0, 2], 24), ([192, 88, 99], 24), ([192, 168], 16), ([198, 18], 15),
  ([198, 51, 100], 24), ([203, 0, 113], 24), ([224], 3),
]

private let privateIPv6: [(prefix: [UInt8], bits: Int)] = [
  ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 96), ([0xFC], 7), ([0xFE, 0x80], 10), ([0xFE, 0xC0], 10),
  ([0xFF], 8), ([0x20, 0x01, 0x0D, 0xB8], 32), ([0x01, 0x00, 0, 0, 0, 0, 0, 0], 64),
  ([0x20, 0x01, 0, 0], 32), ([0x00, 0x64, 0xFF, 0x9B, 0, 1], 48),
]

private func isPublicIPv4(_ bytes: [UInt8]) -> Bool {
  !privateIPv4.contains { hasPrefix(bytes, $0.prefix, $0.bits) }
}

private func isPublicIPv6(_ bytes: [UInt8]) -> Bool {
  // IPv4 addresses within IPv6: mapped, translated (NAT64) and 6to4.
  if hasPrefix(bytes, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], 96) {
    return isPublicIPv4(Array(bytes[12...]))
  }
  if hasPrefix(bytes, [0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0], 96) {
    return isPublicIPv4(Array(bytes[12...]))
  }
  if hasPrefix(bytes, [0x20, 0x02], 16) { return isPublicIPv4(Array(bytes[2..<6])) }
  return !privateIPv6.contains { hasPrefix(bytes, $0.prefix, $0.bits) }
}

/// Whether the first `bits` bits of an address are those of `prefix`, padded with zeros.
private func hasPrefix(_ bytes: [UInt8], _ prefix: [UInt8], _ bits: Int) -> Bool {
  (0..<(bits + 7) / 8).allSatisfy { index in
    let mask = bits >= 8 * (index + 1) ? 0xFF : UInt8(truncatingIfNeeded: 0xFF00 >> (bits % 8))
    return (bytes[index] ^ (index < prefix.count ? prefix[index] : 0)) & mask == 0
  }
}
