import Crawling
import Testing

@Suite struct `Mojibake` {
  @Test(arguments: [
    ("partag\u{C3}\u{A9}", "partagé"), ("\u{F0}\u{9F}\u{91}\u{8A}", "👊"),
    ("Zo\u{C3}\u{AB} \u{C3}\u{81}rnad\u{C3}\u{B3}ttir", "Zoë Árnadóttir"),
  ])
  func `a text of one character a byte is read back`(garbled: String, text: String) {
    #expect(withoutMojibake(garbled) == text)
  }

  @Test(arguments: [
    "", "plain", "partagé", "Ã", "Ã alone", "São Paulo", "¡Olé!", "日本語", "👊 \u{C3}\u{A9}",
    "caf\u{E9} \u{C3}\u{A9}",
  ])
  func `any other text stays`(text: String) {
    #expect(withoutMojibake(text) == text)
  }
}
