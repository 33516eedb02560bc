import Cleaning
import Testing

/// A text and its words.
struct WordCase: CustomTestStringConvertible {
  var text: String
  var words: String
  var testDescription: String { text.debugDescription }

  init(_ text: String, _ words: String) {
    self.text = text
    self.words = words
  }
}

/// The words of an ASCII text, found letter by letter.
private func referenceWords(_ text: String) -> [String] {
  var words = [String]()
  for part in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "'" }) {
    var word = ""
    for letter in part.lowercased() where !(word.hasSuffix("\(letter)\(letter)") && letter.isLetter)
    {
      word.append(letter)
    }
    words.append(word)
  }
  return words.filter { $0.count > 1 && $0.contains(where: \.isLetter) }
}

@Suite struct TokenizerTests {
  @Test func `words of letters are found as letter by letter`() {
    var state: UInt64 = 5
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<2_000 {
      let text = String((0..<next(60)).map { _ in Array("aAbBzZ1 .,!-\n")[next(13)] })
      #expect(Tokenizer().words(in: text) == referenceWords(text), "\(text.debugDescription)")
    }
  }

  @Test(arguments: [
    WordCase("It's SOOO good!!!", "it soo good"),
    WordCase(
      "don't DON’T dogs' dog's rock'n'roll 'quoted'", "don't don't dogs dog rock'n'roll quoted"),
    WordCase("#MondayMotivation #nofilter #TBT", "monday motivation nofilter tbt"),
    WordCase(
      "#NYCMarathon #100DaysOfCode #PS5 #5K #sub4 #slow_travel",
      "nyc marathon days of code ps5 5k sub4 slow travel"),
    WordCase("iPhone McDonald", "iphone mcdonald"),
    WordCase("hi @Big_Kev.1, see @민수 @ home", "hi see home"),
    WordCase("3:56:48 1,000 2016 30cm 2nd ps5", "30cm 2nd ps5"),
    WordCase("[Verse] a I x t-shirt e-mail", "verse shirt mail"),
    WordCase("amazon.com C# AT&T", "amazon com at"),
    WordCase("Hà Nội ĐẸP lắm ở", "hà nội đẹp lắm"),
    WordCase("방탄소년단의 새 앨범 ㅋㅋㅋㅋ 5월", "방탄소년단의 새 앨범 ㅋㅋ 5월"),
    WordCase("BTS가 좋아 #BTS방탄", "bts 가 좋아 bts 방탄"),
    WordCase("東京タワーへ行く。本", "東京 タワー へ 行 く 本"),
    WordCase("我们去北京大学学习。2016年", "我们 们去 去北 北京 京大 大学 学学 学习 年"),
    WordCase("วันนี้อากาศดี", "วันนี้ นนี้อ นี้อา อาก ากา กาศ าศดี"),
    WordCase("ラーメンを食べた", "ラーメン を 食 べた"),
    WordCase("ЁЛКА и ёлка", "ёлка ёлка"),
    WordCase("İstanbul ΑΘΗΝΑ", "istanbul αθηνα"),
    WordCase("love😀you 1️⃣ ❤️ ok", "love you ok"),
    WordCase("ＦＵＬＬ", "ｆｕｌｌ"),
    WordCase("", ""),
  ])
  func `words are lower-case runs of letters`(test: WordCase) {
    #expect(Tokenizer().words(in: test.text).joined(separator: " ") == test.words)
  }

  @Test func `emoji are words where they are kept`() {
    let words = Tokenizer(emoji: .keep).words(in: "so👍🏽👍 👩\u{200D}💻! 🇻🇳🇰🇷 ❤\u{FE0F}")
    #expect(words == ["so", "👍", "👍", "👩\u{200D}💻", "🇻🇳", "🇰🇷", "❤"])
  }

  @Test func `a text of any bytes comes to an end`() {
    var state: UInt64 = 7
    for _ in 0..<2_000 {
      var text = ""
      for _ in 0..<20 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let scalar = Unicode.Scalar(UInt32(state >> 33) % 0x20000) ?? "x"
        text.unicodeScalars.append(scalar)
      }
      for word in Tokenizer(emoji: .keep).words(in: text) {
        #expect(!word.isEmpty && !word.contains(" "), "\(text.debugDescription)")
      }
    }
  }
}
