import Reporting
import Testing

@Suite struct ColorTests {
  @Test func `colors are written as in CSS`() {
    #expect(Color(0x0072B2).hex == "#0072b2")
    #expect(Color(0).hex == "#000000")
  }

  @Test func `black and white have the contrast of the guidelines`() {
    #expect(abs(Color(0xFFFFFF).contrast(with: Color(0)) - 21) < 1e-9)
    #expect(Color(0x777777).contrast(with: Color(0x777777)) == 1)
  }

  @Test func `black and white are 1 apart and gray has no hue`() {
    for vision in ColorVision.allCases {
      #expect(abs(vision.difference(Color(0), Color(0xFFFFFF)) - 1) < 1e-3)
      #expect(vision.oklab(Color(0x808080)).dropFirst().allSatisfy { abs($0) < 1e-3 })
    }
  }

  @Test func `red has the Oklab coordinates of its definition`() {
    let lab = ColorVision.normal.oklab(Color(0xFF0000))
    for (found, expected) in zip(lab, [0.62796, 0.22486, 0.12585]) {
      #expect(abs(found - expected) < 1e-4)
    }
  }

  @Test func `red and green of one lightness look alike without green cones`() {
    let (red, green) = (Color(0xC05040), Color(0x80803F))
    #expect(
      ColorVision.deuteranopia.difference(red, green)
        < 0.6 * ColorVision.normal.difference(red, green))
  }
}
