import Artifacts
import Foundation
import Testing
import TestSupport

@Suite struct DigestTests {
  // The examples of FIPS 180-2, and the empty message.
  static let examples = [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ]

  @Test(arguments: examples)
  func `digests are those of the standard`(text: String, digest: String) throws {
    #expect(textDigest(text) == digest)
    let folder = try TemporaryFolder()
    #expect(try fileDigest(folder.write(text, to: "f")) == digest)
  }

  @Test func `a missing file is an error`() throws {
    let folder = try TemporaryFolder()
    #expect(fileError { _ = try fileDigest(folder.file("none")) }?.kind == .missing)
  }
}
