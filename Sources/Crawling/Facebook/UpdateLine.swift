/// Whether a text of an export is the line that says when a post was changed, "Updated Jun 22, 2016
/// 6:24:44 pm", in whatever language the export is.
///
/// It is the post's own date, to the second, and a word or two; or, where the change was later, one
/// of the known words and any date.
package func isUpdateLine(_ text: String, date: String) -> Bool {
  let text = collapsed(text)
  guard text.utf8.count <= 200 else { return false }
  if !date.isEmpty, let range = text.ranges(of: date).last,
    range.lowerBound == text.startIndex || range.upperBound == text.endIndex
  {
    let rest = text[..<range.lowerBound] + text[range.upperBound...]
    return rest.count <= 40 && !rest.contains(where: \.isNumber)
  }
  let lower = text.lowercased()
  // The longest comes first, so that "đã" does not stay behind.
  guard let word = updateWords.first(where: lower.contains) else { return false }
  return facebookDate(lower.replacing(word, with: " ")) != nil
}

/// What "updated" is called, longer forms before those within them.
private let updateWords = [
  "updated", "mise à jour", "mis à jour", "modifié", "actualisé", "aktualisiert", "geändert",
  "đã cập nhật", "cập nhật", "actualizado", "actualizada", "atualizado", "atualizada",
  "aggiornato", "aggiornata", "bijgewerkt", "uppdaterad", "opdateret", "zaktualizowano",
  "güncellendi", "diperbarui", "업데이트됨", "업데이트", "更新日時", "已更新", "更新しました", "更新",
]
