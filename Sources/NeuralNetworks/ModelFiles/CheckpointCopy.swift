import Artifacts

/// A copy of a model's weights in which some tensors have new numbers: one `model.safetensors`, whatever
/// shards the original has.
///
/// Weights become single precision, so that all have one type, as transformers expects; other tensors,
/// as tables of positions, stay as they are. Tensors are copied piece by piece.
struct CheckpointCopy {
  let original: Checkpoint
  /// The new numbers of tensors by their names in the file.
  let values: [String: [Float]]

  private static let piece = 1 << 18

  /// Whether all of the original's weights are of single precision already.
  var keepsTypes: Bool {
    original.tensors.allSatisfy { !$0.type.isWeight || $0.type == .float32 }
  }

  /// Writes the file.
  ///
  /// - Throws: ``FileError`` if the disk is full or fails.
  func write(_ path: String) throws(FileError) {
    let tensors = original.tensors
    var file = try OutputFile(path: path)
    // transformers refuses files that do not name their framework.
    let header = SafetensorsWriter.header(
      tensors: tensors.map { ($0.name, $0.type.isWeight ? .float32 : $0.type, $0.shape) },
      metadata: ["format": "pt"])
    try file.write { $0 += header }
    for tensor in tensors {
      if let numbers = values[tensor.name] {
        try write(numbers, to: &file)
      } else if tensor.type.isWeight {
        try copyNumbers(of: tensor, to: &file)
      } else {
        try copyBytes(of: tensor, to: &file)
      }
    }
    try file.commit()
  }

  private func copyNumbers(of tensor: StoredTensor, to file: inout OutputFile) throws(FileError) {
    var numbers: [Float] = []
    for start in stride(from: 0, to: tensor.count, by: Self.piece) {
      let count = min(Self.piece, tensor.count - start)
      if numbers.count != count { numbers = [Float](repeating: 0, count: count) }
      var span = numbers.mutableSpan
      tensor.copy(from: start, into: &span)
      try write(numbers, to: &file)
    }
  }

  private func copyBytes(of tensor: StoredTensor, to file: inout OutputFile) throws(FileError) {
    let size = tensor.count * tensor.type.size
    let bytes = tensor.file.bytes.extracting(tensor.offset..<tensor.offset + size)
    try file.write { target in
      for i in bytes.indices { target.append(bytes[i]) }
    }
  }

  private func write(_ numbers: [Float], to file: inout OutputFile) throws(FileError) {
    for start in stride(from: 0, to: numbers.count, by: Self.piece) {
      let part = numbers[start..<min(start + Self.piece, numbers.count)]
      try file.write { target in
        target.reserveCapacity(target.count + 4 * part.count)
        for number in part {
          let bits = number.bitPattern
          target.append(UInt8(truncatingIfNeeded: bits))
          target.append(UInt8(truncatingIfNeeded: bits >> 8))
          target.append(UInt8(truncatingIfNeeded: bits >> 16))
          target.append(UInt8(truncatingIfNeeded: bits >> 24))
        }
      }
    }
  }
}
