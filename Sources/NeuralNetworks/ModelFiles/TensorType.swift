/// What a number of a stored tensor is, as safetensors files name it.
enum TensorType: String {
  case float32 = "F32"
  case float16 = "F16"
  case bfloat16 = "BF16"
  case float64 = "F64"
  case int8 = "I8"
  case int16 = "I16"
  case int32 = "I32"
  case int64 = "I64"
  case uint8 = "U8"
  case uint16 = "U16"
  case uint32 = "U32"
  case uint64 = "U64"
  case boolean = "BOOL"

  /// The size of a number in bytes.
  var size: Int {
    switch self {
    case .boolean, .int8, .uint8: 1
    case .float16, .bfloat16, .int16, .uint16: 2
    case .float32, .int32, .uint32: 4
    case .float64, .int64, .uint64: 8
    }
  }

  /// Whether weights may be of this type; the others occur as positions, masks and quantized weights.
  var isWeight: Bool {
    switch self {
    case .float16, .bfloat16, .float32, .float64: true
    default: false
    }
  }
}

/// Returns the number whose upper half has the bits `half`.
@inline(__always)
func float(bfloat16 half: UInt16) -> Float { Float(bitPattern: UInt32(half) << 16) }

/// Returns the half-precision number (IEEE 754 binary16) with the bits `half`.
///
/// The bits are moved to where single precision has them and the exponent is corrected by a
/// multiplication, which is exact and normalizes small numbers at the same time.
@inline(__always)
func float(float16 half: UInt16) -> Float {
  let bits = UInt32(half)
  let magnitude = Float(bitPattern: (bits & 0x7FFF) << 13) * Float(bitPattern: 0x7780_0000)
  let special: UInt32 = bits & 0x7C00 == 0x7C00 ? 0x7F80_0000 : 0
  return Float(bitPattern: magnitude.bitPattern | special | (bits & 0x8000) << 16)
}
