import Testing
import VectorFormats

@Suite struct VectorFormatTests {
  @Test(arguments: [
    ("a/b.npy", VectorFormat.npy), ("words.vec", .word2vec), ("x.fvecs", .fvecs),
    ("x.safetensors", .safetensors), ("x.tsv", .tsv), ("GoogleNews.bin", nil), ("glove.txt", nil),
    ("folder.npy/file", nil), ("plain", nil),
  ])
  func `a format is guessed only where the name leaves no doubt`(
    path: String, format: VectorFormat?
  ) {
    #expect(VectorFormat(guessing: path) == format)
  }
}
