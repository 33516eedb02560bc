/// What is to be done when an element of an article's page ends.
struct ElementNote {
  /// What the element is for the article.
  var roles: Roles = []
  /// The blocks that were open around a table, or which kind of content an element is.
  var number: Int32 = 0

  /// What an element is for the article; most are nothing.
  struct Roles: OptionSet {
    let rawValue: UInt16

    /// It holds the article.
    static let content = Roles(rawValue: 1 << 0)
    /// It is not the article's own.
    static let box = Roles(rawValue: 1 << 1)
    /// It is an infobox.
    static let infobox = Roles(rawValue: 1 << 2)
    /// It is within an infobox.
    static let infoboxPart = Roles(rawValue: 1 << 3)
    /// It is the cell of a label.
    static let labelCell = Roles(rawValue: 1 << 4)
    /// It is the cell of a value.
    static let valueCell = Roles(rawValue: 1 << 5)
    /// It is a table outside of infoboxes.
    static let table = Roles(rawValue: 1 << 6)
    /// It is a block of text.
    static let block = Roles(rawValue: 1 << 7)
    /// It is an anchor.
    static let anchor = Roles(rawValue: 1 << 8)
    /// It is the list of categories.
    static let categories = Roles(rawValue: 1 << 9)
    /// Its text is the title.
    static let heading = Roles(rawValue: 1 << 10)
    /// Its text is the name of a category.
    static let category = Roles(rawValue: 1 << 11)
    /// Its text says when the article was changed last.
    static let lastEdited = Roles(rawValue: 1 << 12)

    /// The roles of elements whose text is kept.
    static let captured: Roles = [.heading, .category, .lastEdited]
  }
}
