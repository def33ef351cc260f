import Database
import Vocabulary

/// A column of some table that names a person. Every room that has one tells so here (`Office.personReferences`): a merge
/// moves it, and a person of whom records must stay is not anonymised. A test compares the list with the schema.
public struct PersonReference: Sendable {
    public let table: StaticString
    public let column: StaticString
    /// A condition on a row `g` of the one who goes and a row `k` of the one who stays: both say the same, or a rule of the
    /// table forbids both; the row then stays where it is.
    public let isSame: SQL?
    /// Records that must keep a name: “có quyết định khen thưởng”. Nil where the name may go.
    public let mustStay: String?
    /// The day on which a row `g` ended: the name may go when the period of retention has passed since. Nil where it must
    /// stay for ever.
    public let ended: SQL?

    /// The table has an `id`.
    public init(
        _ table: StaticString, _ column: StaticString, isSame: SQL? = nil, mustStay: String? = nil, ended: SQL? = nil
    ) {
        (self.table, self.column, self.isSame, self.mustStay, self.ended) = (table, column, isSame, mustStay, ended)
    }

    var tableSQL: SQL { SQL(stringLiteral: table) }
    var columnSQL: SQL { SQL(stringLiteral: column) }

    /// Those of the tables of this wing.
    public static let office: [PersonReference] = [
        PersonReference(
            "post", "person",
            isSame: """
                k.unit = g.unit AND k.title_fold = g.title_fold
                AND COALESCE(k.first_day, '0000-01-01') <= COALESCE(g.last_day, '9999-12-31')
                AND COALESCE(g.first_day, '0000-01-01') <= COALESCE(k.last_day, '9999-12-31')
                """),
        PersonReference(
            "emulation_officer", "person", isSame: "k.unit = g.unit AND k.first_day = g.first_day"),
        PersonReference("person_training", "person"),
        PersonReference("transfer", "person"),
        PersonReference("correction_request", "person"),
        PersonReference(
            "council_member", "person",
            isSame: """
                k.council = g.council AND k.first_day <= COALESCE(g.last_day, '9999-12-31')
                AND g.first_day <= COALESCE(k.last_day, '9999-12-31')
                """, mustStay: "là thành viên hội đồng, hoặc thôi chưa đủ thời hạn lưu",
            ended: "COALESCE(g.last_day, (SELECT c.last_day FROM council c WHERE c.id = g.council))"),
        PersonReference(
            "honour", "person",
            isSame: "k.double_key = g.double_key AND k.state <> 'withdrawn' AND g.state <> 'withdrawn'",
            mustStay: "có trong quyết định khen thưởng"),
        PersonReference(
            "yearly_rating", "person",
            isSame: "k.year = g.year AND k.is_school = g.is_school AND k.state = 'held' AND g.state = 'held'"),
        PersonReference(
            "initiative_author", "person", isSame: "k.initiative = g.initiative",
            mustStay: "là tác giả sáng kiến, đề tài được công nhận"),
        PersonReference(
            "discipline", "person", mustStay: "còn kỷ luật, hoặc hết chưa đủ thời hạn lưu", ended: "g.last_day"),
        PersonReference(
            "pending_matter", "person", mustStay: "có việc đang xem xét, hoặc xong chưa đủ thời hạn lưu",
            ended: "g.settled"),
        // One account a person.
        PersonReference("account", "person", isSame: "1 = 1"),
    ]

    /// Columns that are part of the register itself and follow the person without being moved: `table.column`.
    public static let structure: Set<String> = [
        "person.merged_into", "person_name.person", "person_distinct.first_person", "person_distinct.second_person",
        "person_merge.kept", "person_merge.gone",
    ]
}
