/// The random texts of `Tests/References/tokenization.py`.
struct RandomTexts {
  /// SplitMix64 from the state 11.
  private var state: UInt64 = 11

  private mutating func below(_ bound: UInt32) -> UInt32 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    z ^= z >> 31
    return UInt32(((z >> 32) &* UInt64(bound)) >> 32)
  }

  private static let blocks: [Range<UInt32>] = [
    0..<0x80, 0x80..<0x300, 0x300..<0x370, 0x370..<0x600, 0x600..<0x700, 0x900..<0xE80,
    0x1000..<0x1200, 0x1D00..<0x2100, 0x2000..<0x2070, 0x3000..<0x3400, 0xA000..<0xAC00,
    0xAC00..<0xD7A4, 0xF900..<0x1_0000, 0x1_D100..<0x1_D200, 0x1_F000..<0x1_FB00, 0..<0xD800,
    0..<0x11_0000,
  ]

  /// A text of up to 20 scalars: of all Unicode, of blocks with marks, or most of it ASCII.
  mutating func next() -> String {
    let count = UInt32(Self.blocks.count)
    let kind = below(count + 4)
    var text = String.UnicodeScalarView()
    for _ in 0..<below(21) {
      let mixed = below(4)
      var block = Self.blocks[Int(kind < count && mixed > 0 ? kind : below(count))]
      if kind >= count, mixed > 0 { block = mixed < 3 ? 0x61..<0x7B : 0x20..<0x41 }
      let scalar = block.lowerBound + below(block.upperBound - block.lowerBound)
      if let scalar = Unicode.Scalar(scalar) { text.append(scalar) }
    }
    return String(text)
  }

  /// The first texts.
  static func first(_ count: Int) -> [String] {
    var generator = Self()
    return (0..<count).map { _ in generator.next() }
  }
}
