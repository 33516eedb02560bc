import Artifacts
import Foundation
import NeuralNetworks
import TestSupport
import Testing

@Suite struct SafetensorsWriterTests {
  @Test func `what is written is read again`() throws {
    let folder = try TemporaryFolder()
    var writer = SafetensorsWriter(metadata: ["name": "a \"model\"\n"])
    writer.add("bytes", shape: [1, 3], [-128, 0, 127] as [Int8])
    writer.add("numbers", shape: [2, 2], [1.5, -0.0, .leastNonzeroMagnitude, 3e38])
    try writer.write(folder.file("a.safetensors"))
    let file = try SafetensorsFile(folder.file("a.safetensors"))
    #expect(file.names == ["bytes", "numbers"])
    #expect(file.shape(of: "bytes") == [1, 3])
    #expect(try file.floats("numbers") == [1.5, -0.0, .leastNonzeroMagnitude, 3e38])
    let bytes = try #require(FileManager.default.contents(atPath: folder.file("a.safetensors")))
    #expect(bytes.suffix(19).prefix(3).elementsEqual([0x80, 0, 0x7F]))
    // The numbers begin at a multiple of eight, as the format advises.
    #expect((bytes.count - 19) % 8 == 0)
  }
}
