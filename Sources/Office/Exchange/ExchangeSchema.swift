import Database

enum ExchangeSchema {
    static let migrations = [
        Migration(
            "office/0028-exchange",
            [
                // One upload of a spreadsheet, from opening it to taking it back. It outlives the session that began it.
                """
                CREATE TABLE sheet_import (
                    id \(word: .identity),
                    kind TEXT NOT NULL CHECK (kind <> ''),
                    file BIGINT NOT NULL REFERENCES stored_file (id),
                    account BIGINT REFERENCES account (id),
                    opened BIGINT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('opened', 'checked', 'applied', 'undone', 'dropped')),
                    sheet INTEGER,
                    sheet_name TEXT,
                    head_row INTEGER,
                    head_depth INTEGER NOT NULL DEFAULT 1,
                    key_column INTEGER,
                    mapping TEXT NOT NULL DEFAULT '',
                    fresh INTEGER NOT NULL DEFAULT 0,
                    changed INTEGER NOT NULL DEFAULT 0,
                    same INTEGER NOT NULL DEFAULT 0,
                    invalid INTEGER NOT NULL DEFAULT 0,
                    notes TEXT NOT NULL DEFAULT '',
                    applied_at BIGINT,
                    applied_by BIGINT REFERENCES account (id),
                    is_partial INTEGER NOT NULL DEFAULT 0 CHECK (is_partial IN (0, 1)),
                    undone_at BIGINT,
                    CHECK (state <> 'applied' OR applied_at IS NOT NULL),
                    CHECK (state <> 'undone' OR undone_at IS NOT NULL)
                )
                """,
                "CREATE INDEX sheet_import_kind ON sheet_import (kind, id)",
                "CREATE INDEX sheet_import_file ON sheet_import (file)",
                "CREATE INDEX sheet_import_account ON sheet_import (account, kind, id)",
                "CREATE INDEX sheet_import_applied_by ON sheet_import (applied_by)",
                // Rows that were read. `cells`: in plain form, or what was typed where the row is wrong. Of a change also what
                // the thing was and will be.
                """
                CREATE TABLE sheet_import_row (
                    sheet_import BIGINT NOT NULL REFERENCES sheet_import (id) ON DELETE CASCADE,
                    number BIGINT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('fresh', 'changed', 'same', 'invalid')),
                    sheet_key BIGINT,
                    cells TEXT NOT NULL,
                    problems TEXT,
                    remarks TEXT,
                    cells_before TEXT,
                    cells_after TEXT,
                    PRIMARY KEY (sheet_import, number)
                )
                """,
                "CREATE INDEX sheet_import_row_state ON sheet_import_row (sheet_import, state, number)",
                "CREATE INDEX sheet_import_row_remarks ON sheet_import_row (sheet_import, number) WHERE remarks IS NOT NULL",
                // Which thing a row became: what undoing needs, and the history of that thing.
                """
                CREATE TABLE sheet_import_object (
                    sheet_import BIGINT NOT NULL REFERENCES sheet_import (id) ON DELETE CASCADE,
                    number BIGINT NOT NULL,
                    object BIGINT NOT NULL,
                    PRIMARY KEY (sheet_import, number)
                )
                """,
                "CREATE INDEX sheet_import_object_object ON sheet_import_object (object, sheet_import)",
                // Which column is which, as somebody once said for files with these heads.
                """
                CREATE TABLE sheet_mapping (
                    kind TEXT NOT NULL,
                    shape TEXT NOT NULL,
                    mapping TEXT NOT NULL,
                    PRIMARY KEY (kind, shape)
                )
                """,
            ])
    ]
}
