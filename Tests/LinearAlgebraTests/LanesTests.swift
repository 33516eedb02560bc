import LinearAlgebra
import Testing

@Suite struct LanesTests {
  private let numbers = (0..<24).map { Float($0 * $0) - 100 }

  @Test func `eight numbers are read and written wherever they begin`() {
    for start in 0...16 {
      let read = unsafe numbers.withUnsafeBufferPointer { unsafe lanes($0.baseAddress! + start) }
      #expect((0..<8).map { read[$0] } == Array(numbers[start..<start + 8]))
      var written = numbers
      unsafe written.withUnsafeMutableBufferPointer {
        unsafe store(lanes($0.baseAddress! + start) + 1, $0.baseAddress! + start)
      }
      let expected = numbers.enumerated().map {
        (start..<start + 8).contains($0.offset) ? $0.element + 1 : $0.element
      }
      #expect(written == expected)
    }
  }

  @Test func `products are added, and eight numbers summed up`() {
    let (a, b) = (Lanes(1, 2, 3, 4, 5, 6, 7, 8), Lanes(8, 7, 6, 5, 4, 3, 2, 1))
    #expect(multiplyAdd(a, b, Lanes(repeating: 0.5)) == a * b + 0.5)
    #expect(total(a) == 36)
    // Halves first: in another order, the small ones would be lost.
    #expect(total(Lanes(1e8, 1, 0, 0, -1e8, 1, 0, 0)) == 2)
  }
}
