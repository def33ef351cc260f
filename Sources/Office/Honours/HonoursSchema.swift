import Database

/// Tables of what people, units and households have been given, and of what else of the past decides about awards.
enum HonoursSchema {
    static let migrations = [honours, record, declarations, drafts, withdrawals]

    private static let honours = Migration(
        "office/0110-honours",
        [
            // Quyết định khen thưởng, công nhận danh hiệu.
            """
            CREATE TABLE honour_decision (
                id \(word: .identity),
                number TEXT NOT NULL CHECK (number <> ''),
                number_key TEXT NOT NULL CHECK (number_key <> ''),
                signed TEXT NOT NULL,
                signed_year INTEGER NOT NULL CHECK (signed_year BETWEEN 1945 AND 2200),
                issuer TEXT NOT NULL CHECK (issuer <> ''),
                issuer_fold TEXT NOT NULL,
                issuer_level TEXT NOT NULL CHECK (issuer_level IN
                    ('state', 'government', 'province', 'district', 'commune', 'grassroots')),
                signer TEXT CHECK (signer <> ''),
                signer_position TEXT CHECK (signer_position <> ''),
                -- Who keeps it in the register; the root is its province, within which a number means one paper.
                branch BIGINT NOT NULL REFERENCES unit (id),
                root BIGINT NOT NULL REFERENCES unit (id),
                occasion_kind TEXT NOT NULL CHECK (occasion_kind IN
                    ('yearEnd', 'schoolYearEnd', 'movement', 'anniversary', 'irregular', 'other')),
                -- Why another body's paper with the same number is no contradiction.
                same_number_why TEXT CHECK (same_number_why <> ''),
                state TEXT NOT NULL CHECK (state IN ('held', 'withdrawn')),
                withdrawn_why TEXT,
                version INTEGER NOT NULL CHECK (version >= 1),
                added BIGINT NOT NULL,
                changed BIGINT NOT NULL,
                CHECK (CAST(substr(signed, 1, 4) AS INTEGER) = signed_year),
                CHECK ((state = 'withdrawn') = (withdrawn_why IS NOT NULL))
            )
            """,
            """
            CREATE UNIQUE INDEX honour_decision_once ON honour_decision (root, number_key, signed_year, issuer_fold)
            WHERE state = 'held'
            """,
            "CREATE INDEX honour_decision_root ON honour_decision (root, number_key, signed_year)",
            "CREATE INDEX honour_decision_number ON honour_decision (number_key, signed, id)",
            "CREATE INDEX honour_decision_branch ON honour_decision (branch, signed, id)",
            "CREATE INDEX honour_decision_signed ON honour_decision (signed, id)",
            // Every name that a holder was called by, once: five million honours are of far fewer names.
            """
            CREATE TABLE honour_name (
                id \(word: .identity),
                name TEXT NOT NULL UNIQUE CHECK (name <> ''),
                name_key \(word: .blob) NOT NULL
            )
            """,
            "CREATE UNIQUE INDEX honour_name_order ON honour_name (name_key, id)",
            // The turns of a name, as of people: a prefix of any word, without marks and with them.
            """
            CREATE TABLE honour_name_turn (
                name BIGINT NOT NULL REFERENCES honour_name (id) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                fold TEXT NOT NULL,
                exact TEXT NOT NULL,
                PRIMARY KEY (name, position)
            )
            """,
            "CREATE UNIQUE INDEX honour_name_turn_fold ON honour_name_turn (fold, name)",
            "CREATE UNIQUE INDEX honour_name_turn_exact ON honour_name_turn (exact, name)",
            // Every achievement that was written, once, and its words.
            """
            CREATE TABLE honour_text (
                id \(word: .identity),
                words TEXT NOT NULL UNIQUE CHECK (words <> ''),
                fold TEXT NOT NULL
            )
            """,
            """
            CREATE TABLE honour_text_word (
                word TEXT NOT NULL,
                honour_text BIGINT NOT NULL REFERENCES honour_text (id) ON DELETE CASCADE,
                PRIMARY KEY (word, honour_text)
            )
            """,
            "CREATE INDEX honour_text_word_text ON honour_text_word (honour_text)",
            // Every award that was given, by its newest name: so that lists need no law.
            """
            CREATE TABLE honour_award (
                slug TEXT NOT NULL PRIMARY KEY CHECK (slug <> ''),
                name TEXT NOT NULL CHECK (name <> ''),
                kind TEXT NOT NULL CHECK (kind IN ('title', 'commendation')),
                level TEXT NOT NULL CHECK (level IN
                    ('state', 'government', 'province', 'district', 'commune', 'grassroots'))
            )
            """,
            // What one holder was given by one decision.
            """
            CREATE TABLE honour (
                id \(word: .identity),
                decision BIGINT NOT NULL REFERENCES honour_decision (id),
                subject_kind TEXT NOT NULL CHECK (subject_kind IN ('individual', 'collective', 'household')),
                -- None where the holder is in no register.
                person BIGINT REFERENCES person (id),
                holder_unit BIGINT REFERENCES unit (id),
                address TEXT CHECK (address <> ''),
                -- As the decision says: at that time.
                name BIGINT NOT NULL REFERENCES honour_name (id),
                post_text TEXT CHECK (post_text <> ''),
                unit_text TEXT CHECK (unit_text <> ''),
                -- The unit of the holder at that time, through which it is seen; the decision's branch where it is no unit
                -- of the register.
                unit BIGINT NOT NULL REFERENCES unit (id),
                award TEXT NOT NULL REFERENCES honour_award (slug),
                level TEXT NOT NULL CHECK (level IN
                    ('state', 'government', 'province', 'district', 'commune', 'grassroots')),
                -- Years of the achievement; of a school year the second. None where the decision names none.
                first_year INTEGER CHECK (first_year BETWEEN 1900 AND 2200),
                last_year INTEGER CHECK (last_year BETWEEN 1900 AND 2200),
                is_school INTEGER NOT NULL CHECK (is_school IN (0, 1)),
                achievement BIGINT REFERENCES honour_text (id),
                basis TEXT NOT NULL CHECK (basis IN
                    ('congTrang', 'dotXuat', 'phongTrao', 'quaTrinhCongHien', 'theoNienHan', 'doiNgoai', 'khangChien')),
                occasion TEXT CHECK (occasion <> ''),
                person_group TEXT CHECK (person_group IN
                    ('provinceLeader', 'departmentLeader', 'businessLeader', 'otherLeader', 'direct')),
                is_direct INTEGER NOT NULL CHECK (is_direct IN (0, 1)),
                is_enterprise INTEGER NOT NULL CHECK (is_enterprise IN (0, 1)),
                certificate TEXT CHECK (certificate <> ''),
                -- The day of the decision: the order of lists.
                signed TEXT NOT NULL,
                -- revoked: hủy bỏ quyết định, tước; withdrawn: it was entered wrongly.
                state TEXT NOT NULL CHECK (state IN ('held', 'revoked', 'withdrawn')),
                ended_on TEXT,
                ended_why TEXT CHECK (ended_why <> ''),
                -- Equal for what cannot be given to one holder twice.
                double_key TEXT NOT NULL,
                version INTEGER NOT NULL CHECK (version >= 1),
                added BIGINT NOT NULL,
                changed BIGINT NOT NULL,
                CHECK (subject_kind = 'individual' OR (person IS NULL AND person_group IS NULL AND is_direct = 0)),
                CHECK (subject_kind = 'collective' OR holder_unit IS NULL),
                CHECK ((first_year IS NULL) = (last_year IS NULL)),
                CHECK (first_year <= last_year),
                CHECK ((state = 'held') = (ended_why IS NULL)),
                CHECK (state <> 'revoked' OR ended_on IS NOT NULL)
            )
            """,
            "CREATE INDEX honour_decision_holder ON honour (decision, id)",
            "CREATE UNIQUE INDEX honour_person_once ON honour (person, double_key) WHERE state <> 'withdrawn'",
            "CREATE UNIQUE INDEX honour_unit_once ON honour (holder_unit, double_key) WHERE state <> 'withdrawn'",
            "CREATE INDEX honour_person ON honour (person, signed, id)",
            "CREATE INDEX honour_holder_unit ON honour (holder_unit, signed, id)",
            "CREATE INDEX honour_name_place ON honour (name, signed, id)",
            "CREATE INDEX honour_unit ON honour (unit, signed, id)",
            "CREATE INDEX honour_achievement ON honour (achievement, signed, id)",
            "CREATE INDEX honour_signed ON honour (signed, id)",
            "CREATE INDEX honour_by_award ON honour (award, signed, id)",
            "CREATE INDEX honour_award_year ON honour (award, last_year, signed, id)",
            "CREATE INDEX honour_year ON honour (last_year, signed, id)",
            "CREATE INDEX honour_level ON honour (level, signed, id)",
            "CREATE INDEX honour_basis ON honour (basis, signed, id)",
            "CREATE INDEX honour_kind ON honour (subject_kind, signed, id)",
        ])

    private static let record = Migration(
        "office/0111-ratings-initiatives-conduct",
        [
            // Xếp loại mức độ hoàn thành nhiệm vụ hằng năm.
            """
            CREATE TABLE yearly_rating (
                id \(word: .identity),
                person BIGINT REFERENCES person (id),
                holder_unit BIGINT REFERENCES unit (id),
                -- Through which unit it is seen: that of the person at that time.
                unit BIGINT NOT NULL REFERENCES unit (id),
                year INTEGER NOT NULL CHECK (year BETWEEN 1945 AND 2200),
                is_school INTEGER NOT NULL CHECK (is_school IN (0, 1)),
                rating TEXT NOT NULL CHECK (rating IN ('excellent', 'good', 'completed', 'notCompleted')),
                paper TEXT CHECK (paper <> ''),
                state TEXT NOT NULL CHECK (state IN ('held', 'withdrawn')),
                withdrawn_why TEXT,
                version INTEGER NOT NULL CHECK (version >= 1),
                added BIGINT NOT NULL,
                changed BIGINT NOT NULL,
                CHECK ((person IS NULL) <> (holder_unit IS NULL)),
                CHECK ((state = 'withdrawn') = (withdrawn_why IS NOT NULL))
            )
            """,
            "CREATE UNIQUE INDEX yearly_rating_person ON yearly_rating (person, year, is_school) WHERE state = 'held'",
            "CREATE UNIQUE INDEX yearly_rating_unit ON yearly_rating (holder_unit, year, is_school) WHERE state = 'held'",
            "CREATE INDEX yearly_rating_of_person ON yearly_rating (person, year)",
            "CREATE INDEX yearly_rating_of_unit ON yearly_rating (holder_unit, year)",
            "CREATE INDEX yearly_rating_seen ON yearly_rating (unit, year, id)",
            "CREATE INDEX yearly_rating_year ON yearly_rating (year, id)",
            // Sáng kiến, đề tài, đề án, mưu trí sáng tạo that were recognised.
            """
            CREATE TABLE initiative (
                id \(word: .identity),
                title TEXT NOT NULL CHECK (title <> ''),
                title_fold TEXT NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('sangKien', 'deTai', 'muuTri')),
                scope TEXT NOT NULL CHECK (scope IN ('coSo', 'tinh', 'toanQuoc')),
                year INTEGER NOT NULL CHECK (year BETWEEN 1945 AND 2200),
                is_school INTEGER NOT NULL CHECK (is_school IN (0, 1)),
                number TEXT CHECK (number <> ''),
                recognised TEXT,
                issuer TEXT CHECK (issuer <> ''),
                branch BIGINT NOT NULL REFERENCES unit (id),
                state TEXT NOT NULL CHECK (state IN ('held', 'withdrawn')),
                withdrawn_why TEXT,
                version INTEGER NOT NULL CHECK (version >= 1),
                added BIGINT NOT NULL,
                changed BIGINT NOT NULL,
                CHECK ((state = 'withdrawn') = (withdrawn_why IS NOT NULL))
            )
            """,
            "CREATE INDEX initiative_branch ON initiative (branch, year, id)",
            "CREATE INDEX initiative_year ON initiative (year, id)",
            """
            CREATE TABLE initiative_author (
                id \(word: .identity),
                initiative BIGINT NOT NULL REFERENCES initiative (id) ON DELETE CASCADE,
                person BIGINT NOT NULL REFERENCES person (id),
                -- Tác giả, else đồng tác giả.
                is_main INTEGER NOT NULL CHECK (is_main IN (0, 1)),
                UNIQUE (initiative, person)
            )
            """,
            "CREATE INDEX initiative_author_person ON initiative_author (person, initiative)",
            // Kỷ luật, with the days of its effect.
            """
            CREATE TABLE discipline (
                id \(word: .identity),
                person BIGINT NOT NULL REFERENCES person (id),
                kind TEXT NOT NULL CHECK (kind IN
                    ('khienTrach', 'canhCao', 'haBacLuong', 'giangChuc', 'cachChuc', 'buocThoiViec')),
                first_day TEXT NOT NULL,
                last_day TEXT,
                paper TEXT CHECK (paper <> ''),
                state TEXT NOT NULL CHECK (state IN ('held', 'withdrawn')),
                withdrawn_why TEXT,
                version INTEGER NOT NULL CHECK (version >= 1),
                added BIGINT NOT NULL,
                changed BIGINT NOT NULL,
                CHECK (first_day <= last_day),
                CHECK ((state = 'withdrawn') = (withdrawn_why IS NOT NULL))
            )
            """,
            "CREATE INDEX discipline_person ON discipline (person, first_day)",
            "CREATE INDEX discipline_day ON discipline (first_day, id)",
            // Việc đang xem xét: discipline, investigation, inspection, audit, complaint, denunciation, press.
            """
            CREATE TABLE pending_matter (
                id \(word: .identity),
                person BIGINT REFERENCES person (id),
                holder_unit BIGINT REFERENCES unit (id),
                kind TEXT NOT NULL CHECK (kind IN
                    ('discipline', 'investigation', 'inspection', 'audit', 'complaint', 'denunciation', 'press')),
                -- Có dấu hiệu vi phạm; nil where nobody knows.
                signs INTEGER CHECK (signs IN (0, 1)),
                opened TEXT NOT NULL,
                settled TEXT,
                outcome TEXT CHECK (outcome <> ''),
                paper TEXT CHECK (paper <> ''),
                state TEXT NOT NULL CHECK (state IN ('held', 'withdrawn')),
                withdrawn_why TEXT,
                version INTEGER NOT NULL CHECK (version >= 1),
                added BIGINT NOT NULL,
                changed BIGINT NOT NULL,
                CHECK ((person IS NULL) <> (holder_unit IS NULL)),
                CHECK (opened <= settled),
                CHECK (settled IS NOT NULL OR outcome IS NULL),
                CHECK ((state = 'withdrawn') = (withdrawn_why IS NOT NULL))
            )
            """,
            "CREATE INDEX pending_matter_person ON pending_matter (person, opened)",
            "CREATE INDEX pending_matter_unit ON pending_matter (holder_unit, opened)",
            "CREATE INDEX pending_matter_day ON pending_matter (opened, id)",
        ])

    private static let declarations = Migration(
        "office/0112-complete-facts",
        [
            // Đã nhập đủ từ năm: what the office says it has entered whole, of a unit and all below it.
            """
            CREATE TABLE complete_facts (
                id \(word: .identity),
                unit BIGINT NOT NULL REFERENCES unit (id),
                kind TEXT NOT NULL CHECK (kind IN ('honours', 'ratings', 'initiatives', 'discipline', 'matters')),
                from_year INTEGER NOT NULL CHECK (from_year BETWEEN 1945 AND 2200),
                declared BIGINT NOT NULL,
                UNIQUE (unit, kind)
            )
            """
        ])

    /// A decision that somebody is typing in: one for each account, theirs alone.
    private static let drafts = Migration(
        "office/0113-honour-drafts",
        [
            """
            CREATE TABLE honour_draft (
                account BIGINT NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
                typed TEXT NOT NULL,
                saved BIGINT NOT NULL
            )
            """
        ])

    /// What honours were before they were withdrawn, where taking it back cannot tell: of whole decisions, and of revoked ones.
    private static let withdrawals = Migration(
        "office/0114-honour-withdrawals",
        [
            """
            CREATE TABLE honour_withdrawal (
                honour BIGINT NOT NULL PRIMARY KEY REFERENCES honour (id),
                with_decision INTEGER NOT NULL CHECK (with_decision IN (0, 1)),
                state TEXT NOT NULL CHECK (state IN ('held', 'revoked')),
                ended_on TEXT,
                ended_why TEXT,
                CHECK ((state = 'held') = (ended_on IS NULL)),
                CHECK ((state = 'held') = (ended_why IS NULL))
            )
            """,
            "CREATE INDEX honour_decision_withdrawn ON honour_decision (changed, id) WHERE state = 'withdrawn'",
        ])
}
