import Database
import HTTP
import Vocabulary

/// Xác nhận lại: who is signed in shows once more who it is, before a risky act.
enum Reauthentication {
    /// The field in which a page that asks sends the proof, beside the fields of the form that waits.
    static let field = "_xac-nhan"

    /// Checks a password, or a code where the account has a second factor, and marks the session as proved.
    static func prove(_ typed: String, _ visitor: Visitor, _ request: Request, in office: Office) throws {
        guard let session = request.cookies[Router.sessionCookie].flatMap(SignIn.key) else {
            throw FrameRefusal.signInFirst
        }
        let actor = visitor.actor(from: request.remote)
        if visitor.proof.isEnrolled {
            return try SecondFactor.pass(typed, of: visitor.account, as: actor, in: office) { operation in
                try note(session, visitor, withCode: true, operation)
            }
        }
        let stored: String = try office.read { db in
            try ProofAttempts.check(
                visitor.account, from: request.remote, isRecovery: false, now: office.world.now(), db)
            return try db.value("SELECT password FROM account WHERE id = \(visitor.account)")
        }
        guard Password.matches(typed, stored: stored) else {
            try ProofAttempts.note(visitor.account, from: request.remote, in: office)
            throw SecondFactorRefusal.wrongProof(wantsCode: false)
        }
        try office.write(by: actor) { try note(session, visitor, withCode: false, $0) }
    }

    private static func note(_ session: [UInt8], _ visitor: Visitor, withCode: Bool, _ operation: Operation) throws {
        try SessionProof.renew(session: session, withCode: withCode, by: operation)
        try operation.record("session.prove", on: Subject("account", visitor.account))
    }
}

/// What a page asks of the session beside the right to open it.
public enum Proof: Equatable, Sendable {
    case none
    /// Somebody has shown within the last minutes who it is: for acts that a machine left open must not do.
    case recent
}

extension String {
    /// The path to go to after a detour; the first page where it is none of ours.
    var asOwnPath: String {
        hasPrefix("/") && !hasPrefix("//") && !contains("\\") && utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
            ? self : "/"
    }
}
