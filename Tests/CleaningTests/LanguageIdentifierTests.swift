import Cleaning
import Foundation
import TestSupport
import Testing

@Suite struct LanguageIdentifierTests {
  func language(_ text: String, standard: Language = .english) -> Language {
    LanguageIdentifier(standard: standard).identify(text).language
  }

  @Test(arguments: [
    ("People ask me why my gnocchi don't fall apart", Language.english),
    ("Ich habe heute mit meinem Hund einen langen Spaziergang durch den Wald gemacht", .german),
    ("C'est une belle journée pour aller se promener avec les enfants dans le parc", .french),
    ("Hoy es el mejor día para salir a correr con todos los amigos de la ciudad", .spanish),
    (
      "Hoje não vou trabalhar porque estou muito cansado e quero ficar em casa com você",
      .portuguese
    ),
    (
      "Oggi non ho voglia di lavorare perché sono molto stanca e vorrei stare con gli amici",
      .italian
    ),
    ("Hôm nay trời đẹp quá, mình đi chạy bộ với các bạn", .vietnamese),
    ("오늘은 날씨가 정말 좋아요", .korean), ("BTS 새 앨범 comeback 기대", .korean),
    ("今日はとても楽しかった", .japanese), ("今天天气很好", .chinese), ("Сегодня хорошая погода", .russian),
    ("مرحبا بكم", .arabic), ("วันนี้อากาศดี", .thai), ("Καλημέρα σε όλους", .greek),
    ("שלום לכולם", .hebrew), ("नमस्ते दुनिया", .hindi), ("བོད་སྐད་", .undetermined),
    ("12:30 !", .undetermined), ("", .undetermined),
  ])
  func `a document shows its language`(text: String, expected: Language) {
    #expect(language(text) == expected)
  }

  @Test(arguments: [
    "Spider-Man", "Beyoncé", "phở tonight", "#FCBayern",
  ])
  func `a document that says too little has the standard language`(text: String) {
    #expect(language(text) == .english)
    #expect(language(text, standard: .german) == .german)
  }

  @Test(arguments: [
    ("Hvor er det blitt av de gode, gamle dagene på skolen?", Language.norwegian),
    ("Hvad er der blevet af de gode, gamle dage på skolen?", .danish),
    ("Kami akan pergi karena mobil itu bisa diperbaiki besok", .indonesian),
    ("Kami akan pergi kerana kereta itu boleh dibaiki esok, kata beliau", .malay),
    ("Včera jsem byl ve městě a koupil jsem si novou knihu", .czech),
    ("Včera som bol v meste a kúpil som si novú knihu", .slovak),
    ("Јуче сам био у граду и купио сам нову књигу", .serbian),
    ("Вчора я був у місті і купив собі нову книжку", .ukrainian),
    ("من دیروز به شهر رفتم و یک کتاب تازه خریدم", .persian),
    ("میں کل شہر گیا اور ایک نئی کتاب خریدی", .urdu), ("ער האָט געזאָגט אַז עס איז גוט", .yiddish),
    ("Ես երեկ քաղաքում էի", .armenian), ("நான் நேற்று ஊருக்குச் சென்றேன்", .tamil),
  ])
  func `close languages and other scripts are told apart`(text: String, expected: Language) {
    #expect(language(text) == expected)
  }

  @Test func `a text shows the same language alone and among others`() {
    let texts = [
      "Kjempebra dag i fjellet", "Hvor er I henne?", "dag dag dag", "", "Een mooie dag aan zee",
      "今日は",
      "Kjempebra dag i fjellet",
    ]
    let identifier = LanguageIdentifier()
    #expect(identifier.identify(texts) == texts.map { identifier.identify($0) })
  }

  @Test func `the share says how much is in the script of the language`() {
    #expect(LanguageIdentifier().identify("오늘 BTS").share == 0.4)
    #expect(LanguageIdentifier().identify("今日は").share == 1)
    #expect(LanguageIdentifier().identify("!").share == 0)
  }

  @Test(.enabled(if: SharedData.exists("facebook_posts"), "the real posts are not on this machine"))
  func `English posts are English`() throws {
    let path = SharedData.path("facebook_posts/posts_small.tsv")
    let pages: Set<Substring> = ["nfl", "natgeo", "espn", "bbcnews", "nasa", "theguardian"]
    var posts = [String]()
    for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      if pages.contains(fields[0]) { posts.append(String(fields[4])) }
    }
    let identifier = LanguageIdentifier()
    let english = posts.count { identifier.identify($0).language == .english }
    #expect(posts.count == 360)
    #expect(Double(english) >= 0.98 * Double(posts.count))
  }
}
