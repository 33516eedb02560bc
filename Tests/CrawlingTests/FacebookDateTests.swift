import Crawling
import Testing

@Suite struct `Facebook dates` {
  @Test(arguments: [
    ("Jun 22, 2016 6:24:44 pm", "2016-06-22T18:24:44"),
    ("Jun 24, 2016 9:12:33am", "2016-06-24T09:12:33"),
    ("Oct 01, 2025 12:00:00 AM", "2025-10-01T00:00:00"),
    ("Feb 29, 2024 12:59:59\u{202F}pm", "2024-02-29T12:59:59"),
    ("May 02, 2011 8:12:17 am", "2011-05-02T08:12:17"),
    ("Jun 24, 2016, 9:12 AM", "2016-06-24T09:12"),
    ("17 Aug 2019, 00:13", "2019-08-17T00:13"),
    ("24 June 2016 at 09:12", "2016-06-24T09:12"),
  ])
  func `an English date is read`(text: String, time: String) {
    #expect(facebookTime(text) == time)
  }

  @Test(arguments: [
    ("juin 24, 2016 9:12:33", "2016-06-24T09:12:33"),
    ("févr. 1, 2016 23:12:33", "2016-02-01T23:12:33"),
    ("24 août 2016 à 09:12", "2016-08-24T09:12"),
    ("jun 24, 2016 9:12:33 a. m.", "2016-06-24T09:12:33"),
    ("24 de junio de 2016, 9:12 p. m.", "2016-06-24T21:12"),
    ("ago 10, 2026 4:38 da tarde", "2026-08-10T16:38"),
    ("ago 10, 2026 4:38 da noite", "2026-08-10T16:38"),
    ("10 de fevereiro de 2026 às 04:38", "2026-02-10T04:38"),
    ("Okt 01, 2025 22:21:24", "2025-10-01T22:21:24"),
    ("24. März 2016 um 09:12", "2016-03-24T09:12"),
    ("24.06.2016, 09:12", "2016-06-24T09:12"),
    ("Tháng 10 01, 2025 10:21:24 ch", "2025-10-01T22:21:24"),
    ("1 Tháng 10, 2025 lúc 10:21 SA", "2025-10-01T10:21"),
    ("7月 01, 2026 6:25:04 PM", "2026-07-01T18:25:04"),
    ("2026年7月1日 18:25", "2026-07-01T18:25"), ("2026年7月1日午後6:25", "2026-07-01T18:25"),
    ("2026年7月1日上午6:25", "2026-07-01T06:25"), ("2026년 7월 1일 오후 6:25", "2026-07-01T18:25"),
    ("24 giugno 2016 alle ore 09:12", "2016-06-24T09:12"),
    ("1 окт. 2025 22:21:24", "2025-10-01T22:21:24"), ("24 мая 2016 в 09:12", "2016-05-24T09:12"),
    ("okt 01, 2025 10:21:24 em", "2025-10-01T22:21:24"),
    ("2025. október 1. 22:21", "2025-10-01T22:21"), ("1 Ιουν 2025 22:21", "2025-06-01T22:21"),
    ("24 czerwca 2016 09:12", "2016-06-24T09:12"), ("2016-06-24 09:12", "2016-06-24T09:12"),
  ])
  func `a date in another language is read`(text: String, time: String) {
    #expect(facebookTime(text) == time)
  }

  @Test(arguments: [
    "", "June", "Feb 30, 2016 6:24:44 pm", "Jun 22, 2016 13:24:44 pm", "Jun 22, 2016 6:24:60 pm",
    "06/07/2016 09:12", "6-7-2016 09:12", "Jun 22, 2016", "Jun 22, 16 6:24:44 pm",
    "Jun 22, 2016 6:24:44 pm in Paris", "juni juli 22, 2016 6:24", "jui 22, 2016 6:24",
    "Jun 22, 2016 6:24:44 pm am", "2 h", "Yesterday at 6:24", "Jun 22 23, 2016 6:24",
    "Jun 22, 2016 99999999999999999999:24", "32 Jun 2016 6:24", "24.06.16 09:12",
    "24. kesäkuuta 2016 klo 9.12",
  ])
  func `a date that could mean something else is not guessed`(text: String) {
    #expect(facebookTime(text) == nil)
  }

  @Test func `the hours of a leap year are read in their order`() {
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var last = ""
    for (month, name) in months.enumerated() {
      for day in 1...days[month] {
        for hour in 0..<24 {
          let half = hour < 12 ? "am" : "pm"
          let time =
            facebookTime("\(name) \(day), 2024 \((hour + 11) % 12 + 1):59:59 \(half)") ?? ""
          #expect(time > last)
          last = time
        }
      }
    }
    #expect(last == "2024-12-31T23:59:59")
  }
}
