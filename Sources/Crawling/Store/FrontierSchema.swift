import GRDB

/// The tables of `frontier.sqlite`, version by version: a change is a new migration at the end, and
/// none that was released is ever edited.
enum FrontierSchema {
  /// What brings a database of any age to the current form.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { try $0.execute(sql: version1) }
    return migrator
  }

  /// Times are in seconds since 1970, those of captures in milliseconds; digests are
  /// SHA-256 in hexadecimal.
  private static let version1 = """
    -- A night's work; one that did not end is continued by the next program for some hours.
    CREATE TABLE run (id INTEGER PRIMARY KEY, started INTEGER NOT NULL, ended INTEGER) STRICT;

    -- A WARC file: its first `committed` bytes are whole records that `capture` knows.
    CREATE TABLE warc (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, committed INTEGER NOT NULL,
      closed INTEGER NOT NULL
    ) STRICT;

    -- An address of the frontier; `id` is the order of arrival. The state is 0 pending, 1 done,
    -- 2 rejected; `run` is the run in which it became so.
    CREATE TABLE url (
      id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, site TEXT NOT NULL,
      state INTEGER NOT NULL, attempts INTEGER NOT NULL, not_before INTEGER NOT NULL,
      run INTEGER NOT NULL, etag TEXT NOT NULL DEFAULT '',
      last_modified TEXT NOT NULL DEFAULT '', code TEXT NOT NULL DEFAULT '',
      detail TEXT NOT NULL DEFAULT '',
      -- The capture of the latest good answer, and the digest of its decoded body.
      page INTEGER REFERENCES capture (id), body TEXT,
      -- The first and the last time at which it answered that there is no such page, with no good
      -- answer since.
      missing_first INTEGER, missing_last INTEGER
    ) STRICT;
    CREATE INDEX pending ON url (site, not_before, id) WHERE state = 0;

    -- A record response or revisit of a WARC file; `target` where the address asked is another than
    -- that of the frontier, as after a redirect.
    CREATE TABLE capture (
      id INTEGER PRIMARY KEY, url INTEGER NOT NULL REFERENCES url (id), target TEXT,
      fetched INTEGER NOT NULL, status INTEGER NOT NULL, mime TEXT NOT NULL,
      revisit INTEGER NOT NULL, payload TEXT NOT NULL,
      warc INTEGER NOT NULL REFERENCES warc (id), offset INTEGER NOT NULL,
      length INTEGER NOT NULL, UNIQUE (warc, offset)
    ) STRICT;

    CREATE TABLE robots (
      origin TEXT PRIMARY KEY, status INTEGER NOT NULL, body BLOB NOT NULL, fetched INTEGER NOT NULL
    ) STRICT;

    -- Groups of sites that asked to be left alone for a while.
    CREATE TABLE parked (site TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT;
    """
}
