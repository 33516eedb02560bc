import Artifacts
import Embeddings
import NeuralNetworks
import Testing
import TestSupport

@Suite struct EncoderRecordTests {
  @Test func `a record comes back as it was written`() throws {
    let folder = try TemporaryFolder()
    var options = EncoderOptions()
    (options.precision, options.prefix, options.longTexts) = (.int8, "query: ", .cut)
    (options.maximumTokens, options.overlap) = (128, nil)
    let record = EncoderRecord(folder: "models/a\tb", digest: "ff", options: options)
    try record.write(folder.file("encoder.tsv"))
    #expect(try EncoderRecord(folder.file("encoder.tsv")) == record)
  }

  @Test(arguments: [
    "name\tvalue\n", "name\tvalue\nfolder\tx\nsha256\ty\nprecision\tfloat7\n", "a\tb\n",
  ])
  func `a record without a known precision is malformed`(table: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(table, to: "encoder.tsv")
    #expect(fileError { _ = try EncoderRecord(path) }?.kind == .malformed)
  }
}
