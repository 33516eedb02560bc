import Artifacts
import Testing

@Suite struct SipHashTests {
  /// The key of the reference implementation's tests: the bytes 0 to 15.
  private let hash = SipHash(0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908)

  @Test(
    arguments: [
      (0, 0x726f_db47_dd0e_0e31), (1, 0x74f8_39c5_93dc_67fd), (7, 0xab02_00f5_8b01_d137),
      (8, 0x93f5_f579_9a93_2462), (15, 0xa129_ca61_49be_45e5), (63, 0x958a_324c_eb06_4572),
    ] as [(UInt8, UInt64)])
  func `hashes are those of the reference implementation`(count: UInt8, expected: UInt64) {
    #expect(hash.hash((0..<count).map { $0 }.span) == expected)
  }

  @Test func `another key gives other hashes, the same one the same`() {
    let text = Array("fish and chips".utf8)
    let first = SipHash(key: "model a").hash(text.span)
    #expect(first == SipHash(key: "model a").hash(text.span))
    #expect(first != SipHash(key: "model b").hash(text.span))
  }

  @Test func `numbers have sixteen digits`() {
    #expect(hexadecimal(0x0123_4567_89ab_cdef) == "0123456789abcdef")
    #expect(hexadecimal(7) == "0000000000000007")
    #expect(hexadecimal(.max) == "ffffffffffffffff")
  }
}
