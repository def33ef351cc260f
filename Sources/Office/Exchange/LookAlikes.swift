/// Letters of other alphabets that look like ours: a name that holds one is found by nobody.
enum LookAlikes {
    /// The first foreign letter of a text and the one that is meant; nil where all letters are ours.
    static func first(in text: String) -> (foreign: Character, meant: Character, alphabet: String)? {
        for scalar in text.unicodeScalars where (0x370...0x52F).contains(scalar.value) {
            guard let meant = table[scalar] else { continue }
            return (Character(scalar), meant, scalar.value < 0x400 ? "Hy Lạp" : "Kirin (Nga)")
        }
        // Letters of full width come from Chinese keyboards.
        for scalar in text.unicodeScalars where (0xFF21...0xFF5A).contains(scalar.value) {
            guard let plain = Unicode.Scalar(scalar.value - 0xFEE0) else { continue }
            return (Character(scalar), Character(plain), "toàn chiều rộng (Trung Quốc)")
        }
        return nil
    }

    private static let table: [Unicode.Scalar: Character] = {
        let foreign = "аеорсухіјѕԁАВЕКМНОРСТУХІЈЅαονρτυικΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
        let meant = "aeopcyxijsdABEKMHOPCTYXIJSaovptuikABEZHIKMNOPTYX"
        return Dictionary(zip(foreign.unicodeScalars, meant), uniquingKeysWith: { first, _ in first })
    }()
}
