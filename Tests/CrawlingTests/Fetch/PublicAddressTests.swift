import Crawling
import Testing

@Suite struct `Addresses` {
  private func bytes(_ text: String) -> [UInt8] {
    if text.contains(".") { return text.split(separator: ".").compactMap { UInt8($0) } }
    let halves = text.split(separator: "::", omittingEmptySubsequences: false)
    let groups = halves.map { $0.split(separator: ":").compactMap { UInt16($0, radix: 16) } }
    let last = groups.count > 1 ? groups[1] : []
    let zeros = [UInt16](repeating: 0, count: 8 - groups[0].count - last.count)
    return (groups[0] + zeros + last).flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
  }

  @Test(arguments: [
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.9",
    "169.254.169.254",
    "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.19.0.1",
    "198.51.100.7",
    "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fc00::1", "fdff::1",
    "fe80::1", "febf::1", "ff02::1", "2001:db8::1", "::ffff:a00:1", "64:ff9b::7f00:1",
    "2002:a00:1::",
    "::7f00:1",
  ])
  func `a private address is not public`(text: String) {
    #expect(!isPublicAddress(bytes(text)))
  }

  @Test(arguments: [
    "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.0.1",
    "172.32.0.0",
    "192.167.0.1", "198.17.0.1", "198.20.0.1", "223.255.255.255", "2620:0:861:ed1a::1",
    "::ffff:101:101", "64:ff9b::101:101", "2002:101:101::",
  ])
  func `other addresses are`(text: String) {
    #expect(isPublicAddress(bytes(text)))
  }

  @Test func `an address of another family is not public`() {
    #expect(!isPublicAddress([]) && !isPublicAddress([1, 1]))
  }
}
