import Cleaning
import Testing

@Suite struct TreebankTokenizerTests {
  func sentences(_ text: String, _ language: Language = .english) -> [String] {
    TreebankTokenizer(language).sentences(in: text).map { $0.joined(separator: " ") }
  }

  @Test(arguments: [
    "I don't know.": "I do n't know .",
    "They’re here, it's Dog's, 'tis": "They ’re here , it 's Dog 's , ' tis",
    "CAN'T cannot Gonna he'd we'll I'm I've": "CA N'T can not Gon na he 'd we 'll I 'm I 've",
    "rock'n'roll o'clock t n't": "rock'n'roll o'clock t n't",
    "e-mail -- well-known": "e - mail -- well - known",
    "at 10:30, 1,000.50 and v1.2": "at 10:30 , 1,000.50 and v1.2",
    "$20 20% 5pm": "$ 20 20 % 5pm",
    "#MondayMotivation @Big_Kev # x": "#MondayMotivation @Big_Kev # x",
    "amazon.com me@site.org": "amazon.com me@site.org",
    "so good 😀😀👩\u{200D}💻!": "so good 😀 😀 👩\u{200D}💻 !",
    "hi :) ;-) :D a:b": "hi :) ;-) :D a : b",
    "*** Well -- what?!!...": "*** Well -- what ?!! ...",
    "(see \"this\")": "( see \" this \" )",
    "Mr. J. Smith of the U.S. army": "Mr. J. Smith of the U.S. army",
  ])
  func `tokens are those of treebanks`(text: String, tokens: String) {
    #expect(sentences(text) == [tokens])
  }

  @Test func `a sentence ends with a period or its line`() {
    #expect(
      sentences("He ran. \"Why?\" (No idea.) So do I.\nTitle\n\nfirst.Next") == [
        "He ran .", "\" Why ? \"", "( No idea . )", "So do I .", "Title", "first . Next",
      ])
    #expect(sentences("") == [])
    #expect(sentences(" \n ") == [])
  }

  @Test func `contractions are English`() {
    #expect(sentences("l'ami d'or", .vietnamese) == ["l'ami d'or"])
    #expect(sentences("cannot", .korean) == ["cannot"])
  }

  @Test func `tokens cover a text of any characters in order`() {
    var state: UInt64 = 7
    for _ in 0..<2_000 {
      var text = ""
      for _ in 0..<20 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let common = Array("aZ9.'’-:@#)! \n한ạ😀".unicodeScalars)
        let any = Unicode.Scalar(UInt32(state >> 33) % 0x20000) ?? "x"
        text.unicodeScalars.append(
          state >> 60 < 14 ? common[Int(state >> 33) % common.count] : any)
      }
      let blanks: Set<Unicode.Scalar> = ["\u{A0}", "\u{3000}", "\u{2028}", "\u{2029}"]
      let expected = text.unicodeScalars.filter { $0.value > 0x20 && !blanks.contains($0) }
      let found = TreebankTokenizer(.english).sentences(in: text).joined().joined()
      #expect(
        Array(found.unicodeScalars.filter { $0.value > 0x20 && !blanks.contains($0) })
          == Array(expected), "\(text.debugDescription)")
    }
  }
}
