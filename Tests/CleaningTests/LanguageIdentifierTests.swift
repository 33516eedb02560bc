import Cleaning
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
    ("שלום לכולם", .hebrew), ("नमस्ते दुनिया", .hindi), ("ᜊᜌ᜔ᜊᜌᜒᜈ᜔", .undetermined),
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
}
