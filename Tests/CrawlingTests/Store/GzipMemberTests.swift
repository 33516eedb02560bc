import Crawling
import LinearAlgebra
import Testing

@Suite struct GzipMemberTests {
  /// Bytes that repeat now and then, as those of pages do.
  private func page(_ count: Int) -> [UInt8] {
    var generator = KeyedGenerator(seed: 1, purpose: "page", index: count)
    return (0..<count).map { _ in UInt8(97 + generator.below(4)) }
  }

  @Test(arguments: [0, 1, 100, 65_536, 1_000_000])
  func `what was compressed comes back`(count: Int) {
    let bytes = page(count)
    let member = gzipMember(bytes.span)
    #expect(member.count < max(64, count))
    #expect(inflatedMember(member.span, limit: count) == bytes)
  }

  @Test func `too large a member, a damaged or cut one, and two of them give nothing`() {
    let bytes = page(10_000)
    let member = gzipMember(bytes.span)
    #expect(inflatedMember(member.span, limit: 9_999) == nil)
    for place in [0, 2, 100, member.count - 8, member.count - 4] {
      var damaged = member
      damaged[place] ^= 1
      #expect(inflatedMember(damaged.span, limit: 1 << 20) == nil, "byte \(place)")
    }
    for length in [0, 17, 100, member.count - 1] {
      #expect(inflatedMember(member.span.extracting(0..<length), limit: 1 << 20) == nil)
    }
    #expect(inflatedMember((member + member).span, limit: 1 << 20) == nil)
  }
}
