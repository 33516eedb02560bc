import Cleaning
import LinearAlgebra
import Testing

@Suite struct BucketPartsTests {
  @Test func `documents that meet by way of others are in one part, and others are not`() {
    // 0 and 2 meet in one band, 2 and 5 in the other; 1 and 4 meet; 3 meets nobody.
    var chains = BucketChains(bands: 2)
    for keys: [UInt32] in [[7, 1], [8, 2], [7, 3], [9, 4], [8, 5], [6, 3]] { chains.append(keys) }
    chains.link(threads: 1)
    #expect(chains.shared == [0, 1, 2, 4, 5])
    #expect(BucketParts(chains, chains.shared, count: 5).parts == [[0, 2, 4], [1, 3]])
    #expect(BucketParts(chains, chains.shared, count: 1).parts == [[0, 1, 2, 3, 4]])
    #expect(BucketParts(chains, [], count: 5).parts.isEmpty)
  }

  @Test func `no two parts share a bucket, and each document is in one`() {
    var generator = KeyedGenerator(seed: 3, purpose: "keys")
    let keys = (0..<3_000).map { _ in (0..<3).map { _ in UInt32(generator.below(9_000)) } }
    var chains = BucketChains(bands: 3)
    for keys in keys { chains.append(keys) }
    chains.link(threads: 1)
    let documents = chains.shared
    let parts = BucketParts(chains, documents, count: 16).parts
    #expect(parts.count > 1 && parts.allSatisfy { $0 == $0.sorted() })
    #expect(parts.flatMap { $0 }.sorted() == Array(documents.indices))
    for band in 0..<3 {
      var partOfKey: [UInt32: Int] = [:]
      for (part, members) in parts.enumerated() {
        for member in members {
          let key = keys[documents[member]][band]
          #expect(partOfKey[key, default: part] == part)
          partOfKey[key] = part
        }
      }
    }
  }
}
