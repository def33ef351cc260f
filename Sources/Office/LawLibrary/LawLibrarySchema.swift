import Database

/// Tables of the province's own documents.
enum LawLibrarySchema {
    static let migrations = [
        Migration(
            "office/0120-law-library",
            [
                """
                CREATE TABLE law_document (
                    id \(word: .identity),
                    -- The province whose library it stands in.
                    province BIGINT NOT NULL REFERENCES unit (id),
                    number TEXT NOT NULL CHECK (number <> ''),
                    -- As numbers are compared.
                    number_key TEXT NOT NULL CHECK (number_key <> ''),
                    kind TEXT NOT NULL CHECK (kind IN ('decision', 'regulation', 'directive', 'resolution', 'plan', 'guidance',
                        'rule', 'notice', 'other')),
                    issuer TEXT NOT NULL CHECK (issuer <> ''),
                    issuer_fold TEXT NOT NULL,
                    issued_on TEXT NOT NULL,
                    subject TEXT NOT NULL CHECK (subject <> ''),
                    -- Number, issuer and subject without marks.
                    words_fold TEXT NOT NULL,
                    first_day TEXT NOT NULL CHECK (first_day >= issued_on),
                    last_day TEXT CHECK (last_day >= first_day),
                    replaced_by BIGINT REFERENCES law_document (id) CHECK (replaced_by <> id),
                    withdrawn BIGINT,
                    added BIGINT NOT NULL,
                    CHECK (replaced_by IS NULL OR last_day IS NOT NULL)
                )
                """,
                "CREATE INDEX law_document_by_day ON law_document (province, issued_on, id)",
                "CREATE INDEX law_document_by_number ON law_document (number_key)",
                "CREATE INDEX law_document_heir ON law_document (replaced_by)",
                """
                CREATE TABLE law_document_file (
                    document BIGINT NOT NULL REFERENCES law_document (id),
                    file BIGINT NOT NULL REFERENCES stored_file (id),
                    PRIMARY KEY (document, file)
                )
                """,
                "CREATE INDEX law_document_file_of ON law_document_file (file)",
            ])
    ]
}
