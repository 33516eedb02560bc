import Crawling
import Testing

@Suite struct `Update lines` {
  @Test(arguments: [
    ("Updated Jun 22, 2016 6:24:44 pm", "Jun 22, 2016 6:24:44 pm"),
    ("Updated Jun 23, 2016 6:24:44 pm", "Jun 22, 2016 6:24:44 pm"),
    ("Mis à jour juin 24, 2016 5:24:50", "juin 24, 2016 5:24:50"),
    ("Mise à jour le 25 juin 2016 à 5:24", "juin 24, 2016 5:24:50"),
    ("Đã cập nhật Tháng 10 01, 2025 10:21:24 ch", "Tháng 10 01, 2025 10:21:24 ch"),
    ("Đã cập nhật Tháng 10 02, 2025 10:21:24 ch", "Tháng 10 01, 2025 10:21:24 ch"),
    ("更新日時: 7月 01, 2026 6:25:04 PM", "7月 02, 2026 6:25:04 PM"),
    ("7月 01, 2026 6:25:04 PMに更新しました", "7月 01, 2026 6:25:04 PM"),
    ("Aktualisiert am Okt 01, 2025 22:21:24", "Okt 02, 2025 22:21:24"),
    ("Naujausia Jun 22, 2016 6:24:44 pm", "Jun 22, 2016 6:24:44 pm"),
  ])
  func `the line that dates a change is known`(text: String, date: String) {
    #expect(isUpdateLine(text, date: date))
  }

  @Test(arguments: [
    "Updated my profile", "updated", "We updated the menu on Jun 22, 2016 6:24:44 pm, come 3 times",
    "", "See you at Jun 23, 2016 6:24:44 pm", "Updated 12 times", "aktualisiert: 24.06.",
  ])
  func `what a person writes is not`(text: String) {
    #expect(!isUpdateLine(text, date: "Jun 22, 2016 6:24:44 pm"))
  }
}
