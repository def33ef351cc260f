import Testing
import Vocabulary

@testable import Office

@Suite("Names of people") struct PersonNameTests {
    @Test("are kept in one form: composed letters, single spaces")
    func kept() throws {
        #expect(try PersonName.checked("  Nguye\u{302}\u{303}n \u{A0}Văn   An ") == "Nguyễn Văn An")
        #expect(try PersonName.checked("Y Blan Niê-Kdăm") == "Y Blan Niê-Kdăm")
        #expect(try PersonName.checked("Jean d’Arc O'Neil Jr.") == "Jean d’Arc O'Neil Jr.")
    }

    @Test(
        "refuse what no name has",
        arguments: [
            ("", PersonRefusal.noName), (" \t ", .noName), ("Nguyễn Văn 2", .strangeLetter("2")),
            // Cyrillic а and о, which look like ours.
            ("Nguyễn Vаn An", .strangeLetter("а")), ("Hоàng An", .strangeLetter("о")), ("An <b>", .strangeLetter("<")),
            (String(repeating: "a", count: 121), .nameTooLong),
        ])
    func refused(_ typed: String, _ refusal: PersonRefusal) {
        #expect(throws: refusal) { try PersonName.checked(typed) }
    }

    @Test("fold alike with and without marks, in both spellings of the tone")
    func folds() {
        #expect(PersonName.fold("Nguyễn Hoà") == "nguyen hoa")
        #expect(PersonName.fold("NGUYEN HÒA") == "nguyen hoa")
        #expect(PersonName.fold("Đặng Thuý-Hằng") == "dang thuy hang")
    }

    @Test("keep their marks in one spelling of the tone for the exact search")
    func exact() {
        #expect(PersonName.exact("Nguyễn Hoà") == PersonName.exact("nguyễn hòa"))
        #expect(PersonName.exact("Thuỷ") == PersonName.exact("Thủy"))
        // The u of quý belongs to q, and in hoàn the tone stays where it is.
        #expect(PersonName.exact("Quý") == "quý")
        #expect(PersonName.exact("Hoàn") == "hoàn")
    }

    @Test("turn so that each word comes first once")
    func turns() {
        #expect(PersonName.turns("nguyen van an") == ["nguyen van an, ", "van an, nguyen", "an, nguyen van"])
        #expect(PersonName.turns("an") == ["an, "])
    }
}

@Suite("Details of people") struct PersonDetailsTests {
    private static let today = Day(number: 20_774)

    @Test("read a day or only a year of birth")
    func birth() throws {
        #expect(try PersonDetails.birth("17/11/1980") == (Day(iso: "1980-11-17"), 1980))
        #expect(try PersonDetails.birth("1980") == (nil, 1980))
        #expect(try PersonDetails.birth(" ") == (nil, nil))
        for typed in ["80", "31/02/1980", "năm 1980", "١٩٨٠"] {
            #expect(throws: PersonRefusal.badBirth(typed)) { try PersonDetails.birth(typed) }
        }
    }

    @Test("keep a telephone number as its digits")
    func phone() throws {
        #expect(try PersonDetails.phone("0912 345.678") == "0912345678")
        #expect(try PersonDetails.phone("+84 912 345 678") == "0912345678")
        #expect(try PersonDetails.phone("") == nil)
        for typed in ["12", "gọi sau", "0912345678901234"] {
            #expect(throws: PersonRefusal.badPhone) { try PersonDetails.phone(typed) }
        }
    }

    @Test("keep an e-mail address in lower case")
    func email() throws {
        #expect(try PersonDetails.email(" An.Nguyen@SNV.gov.vn ") == "an.nguyen@snv.gov.vn")
        for typed in ["an", "an@snv", "a b@c.vn", "@c.vn", "an@.vn", "an@x.vn,b@y.vn"] {
            #expect(throws: PersonRefusal.badEmail) { try PersonDetails.email(typed) }
        }
    }

    @Test("refuse a birth that has not been")
    func future() {
        #expect(throws: PersonRefusal.badBirth("2030")) {
            try PersonDetails(name: "An", birthYear: 2030).checked(today: Self.today)
        }
    }

    @Test("know the 54 peoples by their usual spellings")
    func peoples() {
        #expect(EthnicGroup.all.count == 54)
        #expect(Set(EthnicGroup.all.map(\.name)).count == 54)
        for group in EthnicGroup.all { #expect(EthnicGroup(name: group.name) == group) }
        #expect(EthnicGroup(name: "H'Mông")?.name == "Mông")
        #expect(EthnicGroup(name: "ê-đê")?.name == "Ê Đê")
        #expect(EthnicGroup(name: "Khơ-me")?.name == "Khmer")
        #expect(EthnicGroup(name: "Sao Hỏa") == nil)
        #expect(EthnicGroup(number: 0) == nil)
        #expect(EthnicGroup(number: 55) == nil)
    }
}
