/// A 64-bit hash that is the same in every process: FNV-1a and the finalizer of MurmurHash3.
func stableHash(_ bytes: some Sequence<UInt8>, from start: UInt64 = 0) -> UInt64 {
  var hash = start ^ 0xCBF2_9CE4_8422_2325
  for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
  hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
  hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
  return hash ^ hash >> 33
}
