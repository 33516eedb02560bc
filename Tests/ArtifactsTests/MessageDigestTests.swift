import Artifacts
import Testing

@Suite struct MessageDigestTests {
  // The examples of FIPS 180-2.
  @Test(arguments: [
    (
      MessageDigest.Algorithm.sha256,
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (.sha1, "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
  ])
  func `pieces give the digest of the whole`(
    algorithm: MessageDigest.Algorithm, expected: String
  ) {
    let text = Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8)
    for size in [1, 3, 56] {
      let digest = MessageDigest(algorithm)
      for start in stride(from: 0, to: text.count, by: size) {
        let piece = text[start..<min(start + size, text.count)]
        digest.update(piece.span)
      }
      #expect(digest.hexadecimal() == expected)
    }
  }

  @Test func `no bytes have a digest too`() {
    let digest = MessageDigest(.sha1)
    let none: [UInt8] = []
    digest.update(none.span)
    #expect(digest.hexadecimal() == "da39a3ee5e6b4b0d3255bfef95601890afd80709")
  }
}
