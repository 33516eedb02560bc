import Reporting
import Testing

@Suite struct PaletteTests {
  @Test func `the first colors are those of Okabe and Ito`() {
    let palette = Palette(count: 3)
    #expect((0..<3).map { palette[$0].hex } == ["#0072b2", "#e69f00", "#009e73"])
  }

  @Test func `a cluster keeps its color when others come`() {
    let (few, many) = (Palette(count: 9), Palette(count: 30))
    #expect((0..<9).allSatisfy { few[$0] == many[$0] })
  }

  @Test func `all colors differ up to the limit, then they begin again`() {
    let palette = Palette(count: 100)
    let colors = (0..<Palette.limit).map { palette[$0].hex }
    #expect(Set(colors).count == Palette.limit)
    #expect(palette[Palette.limit] == palette[0])
  }

  @Test(arguments: ColorVision.allCases) func `every eye can tell colors apart`(vision: ColorVision)
  {
    let palette = Palette(count: 16)
    for a in 0..<16 {
      for b in 0..<a { #expect(vision.difference(palette[a], palette[b]) > 0.05) }
    }
  }

  @Test func `every color shows on a light and on a dark page`() {
    let palette = Palette(count: Palette.limit)
    for cluster in -1..<Palette.limit {
      #expect(palette[cluster].contrast(with: Color(0xFFFFFF)) > 1.6)
      #expect(palette[cluster].contrast(with: Color(0x1C1C1E)) > 1.6)
    }
  }

  @Test func `noise is gray`() {
    #expect(Palette(count: 5)[-1] == Palette.noise)
    #expect(Palette(count: 0)[0] == Palette.noise)
  }
}
