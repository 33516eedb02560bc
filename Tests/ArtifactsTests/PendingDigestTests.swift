import Artifacts
import Foundation
import Testing
import TestSupport

@Suite struct PendingDigestTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [1, 2])
  func `the digest is that of the file, however often it is asked for`(threads: Int) throws {
    let digest = try PendingDigest(folder.write("abc", to: "f"), threads: threads)
    #expect(try digest.value() == textDigest("abc"))
    #expect(try digest.value() == textDigest("abc"))
  }

  @Test(arguments: [1, 2])
  func `the file is the one that had the name at first`(threads: Int) throws {
    let text = String(repeating: "abc", count: 1_000_000)
    let digest = try PendingDigest(folder.write(text, to: "f"), threads: threads)
    try FileManager.default.removeItem(atPath: folder.file("f"))
    try folder.write("other", to: "f")
    #expect(try digest.value() == textDigest(text))
  }

  @Test(arguments: [1, 2])
  func `a missing file is an error at once, one that cannot be read a later one`(
    threads: Int
  ) throws {
    let none = folder.file("none")
    #expect(fileError { _ = try PendingDigest(none, threads: threads) }?.kind == .missing)
    let digest = try PendingDigest(folder.path, threads: threads)
    #expect(fileError { _ = try digest.value() }?.kind == .inputOutput)
  }
}
