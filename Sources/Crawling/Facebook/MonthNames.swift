/// The months in the languages that exports are most often asked for in, by every beginning of three
/// letters and more that means one month only: `juil`, `février`, `okt`.
enum MonthNames {
  /// The month, January being 1, that a word in lower case and without its dot stands for.
  static func month(_ word: String) -> Int? { months[word] }

  /// Czech and Finnish are left out: their short names mean other months elsewhere.
  private static let languages = [
    "january february march april may june july august september october november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januari februari maret april mei juni juli agustus september oktober november desember",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada "
      + "grudnia",
    "januar februar marts april maj juni juli august september oktober november december",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie "
      + "decembrie",
    "január február március április május június július augusztus szeptember október november "
      + "december",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου "
      + "οκτωβρίου νοεμβρίου δεκεμβρίου",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
  ]

  private static let months: [String: Int] = {
    var months: [String: Int] = ["sept": 9, "setiembre": 9, "jänner": 1, "май": 5]
    var ambiguous = Set<String>()
    for language in languages {
      for (index, name) in language.split(separator: " ").enumerated() {
        for length in 3...max(3, name.count) {
          let beginning = String(name.prefix(length))
          if let other = months[beginning], other != index + 1 { ambiguous.insert(beginning) }
          months[beginning] = index + 1
        }
      }
    }
    for word in ambiguous { months[word] = nil }
    return months
  }()
}
