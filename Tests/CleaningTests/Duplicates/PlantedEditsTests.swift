import Artifacts
import Cleaning
import Foundation
import LinearAlgebra
import TestSupport
import Testing

/// 50,000 real posts, and 2,000 copies of them that people might have edited.
@Suite struct PlantedEditsTests {
  @Test(
    .enabled(
      if: SharedData.exists("facebook_posts/posts.tsv.xz"), "the real posts are not on this machine"
    ))
  func `edited copies of real posts are found, and hardly anything else`() throws {
    let posts = Array(Self.distinct(try Self.messages()).prefix(50_000))
    try #require(posts.count == 50_000)
    let untouched = Self.originals(posts)
    var generator = KeyedGenerator(seed: 6, purpose: "planted edits")
    var staying = posts.indices.filter { untouched[$0] == nil }
    generator.shuffle(&staying)
    let sources = Array(staying.lazy.filter { Self.words(posts[$0]).count >= 20 }.prefix(2_000))
    let planted = sources.enumerated().map { index, source in
      Self.edited(posts[source], kind: index % 6, posts, &generator)
    }

    let all = posts + planted
    let found = Self.originals(all)
    let recalled = planted.indices.filter { found[posts.count + $0] != nil }
    #expect(Double(recalled.count) >= 0.98 * 2_000, "\(recalled.count) of 2000 were found")

    // A pair is right if it was planted, or if half of all words of the two posts are in both: a
    // measure that knows nothing of shingles.
    var (right, pairs) = (0, 0)
    for (document, original) in found.enumerated() {
      guard let original else { continue }
      pairs += 1
      let isPlanted =
        document >= posts.count && sources[document - posts.count] == original.document
      let (a, b) = (Set(Self.words(all[document])), Set(Self.words(all[original.document])))
      let similarity = Double(a.intersection(b).count) / Double(a.union(b).count)
      right += isPlanted || similarity >= 0.5 ? 1 : 0
    }
    #expect(Double(right) >= 0.98 * Double(pairs), "\(right) of \(pairs) are right")
    print("planted edits: \(recalled.count) of 2000 found, \(right) of \(pairs) pairs right")
  }

  /// One, two or three words changed, upper case, other punctuation, or the last tenth cut off.
  private static func edited(
    _ post: String, kind: Int, _ posts: [String], _ generator: inout KeyedGenerator
  ) -> String {
    var words = post.split(whereSeparator: \.isWhitespace).map(String.init)
    switch kind {
    case 0, 1, 2:
      var places = Array(words.indices)
      generator.shuffle(&places)
      for place in places.prefix(kind + 1) {
        let other = Self.words(posts[generator.below(posts.count)])
        words[place] = other.isEmpty ? "word" : other[generator.below(other.count)]
      }
      return words.joined(separator: " ")
    case 3: return post.uppercased()
    case 4:
      let bare = post.filter { !$0.isPunctuation || $0 == "'" || $0 == "’" }
      return bare + "!!"
    default: return words.dropLast(words.count / 10).joined(separator: " ")
    }
  }

  private static func originals(_ texts: [String]) -> [NearDuplicates.Original?] {
    var duplicates = NearDuplicates(NearDuplicates.Options())
    let finder = duplicates
    let sketches = parallelMap(count: texts.count, chunk: 1024, threads: 2) { range in
      range.map { finder.sketch(of: [texts[$0]]) }
    }
    for sketch in sketches.joined() { duplicates.append(sketch) }
    return duplicates.originals(threads: 2) { [texts[$0]] }
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  private static func distinct(_ texts: [String]) -> [String] {
    var seen = Set<String>()
    return texts.filter { seen.insert($0).inserted }
  }

  /// The texts of the posts as `clean` normalizes them, in the order of the file.
  private static func messages() throws -> [String] {
    let folder = try TemporaryFolder()
    let unpacked = try Command.run(
      "/bin/sh",
      [
        "-c", "xz -dc \"$1\" | head -n 80000 > \"$2\"", "sh",
        SharedData.path("facebook_posts/posts.tsv.xz"), folder.file("posts.tsv"),
      ])
    try #require(unpacked.status == 0, "\(unpacked.standardError)")
    let text = try folder.read("posts.tsv")
    let lines = text.split(separator: "\n").dropFirst()
    let normalizer = TextNormalizer()
    return lines.map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      return normalizer.normalized(String(fields[4]).replacing("\\n", with: "\n"))
    }.filter { !$0.isEmpty }
  }
}
