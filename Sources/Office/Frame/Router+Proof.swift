import HTTP
import Markup
import Vocabulary

extension Router {
    /// What stands between a visitor and a page that is otherwise permitted: a duty of one's own first, or a proof that
    /// it is still the same person. Nil when nothing does; `request` then is the form without the proof in it.
    func before(_ page: any Page, _ request: inout Request, _ visitor: Visitor) throws -> Response? {
        if visitor.proof.mustEnrol, page.needs != .nothing, !Self.belongsToOneself(page) {
            return .redirect(to: SecondFactorPage.mine.path)
        }
        guard page.proof == .recent else { return nil }
        let typed = request.form[Reauthentication.field]
        let sent = request.form.setting(Reauthentication.field, to: nil)
        if visitor.proof.isRecent(at: office.world.now()) {
            request.form = sent
            return nil
        }
        guard request.method != .get else {
            let wanted = page.afterProof ?? Address(request.path, request.query.pairs).text
            return .redirect(to: Address(SecondFactorPage.proofForm.path).with("ve", wanted).text)
        }
        var refusal: SecondFactorRefusal?
        if let typed {
            do {
                try Reauthentication.prove(typed, visitor, request, in: office)
                request.form = sent
                return nil
            } catch let wrong as SecondFactorRefusal { refusal = wrong }
        }
        return try ask(sent, refusal, call(request, visitor))
    }

    /// Pages on which one sees to one's own account: open before anything else is.
    private static func belongsToOneself(_ page: any Page) -> Bool {
        (page is AccountPage || page is SecondFactorPage || page is OpenIDPage) && page.needs == .signedIn
    }

    /// The page that asks; it carries the form that was sent, so that nothing is typed twice. Files cannot be carried:
    /// then the way leads back to the form.
    private func ask(_ sent: Parameters, _ refusal: SecondFactorRefusal?, _ call: Call) throws -> Response {
        let hasFiles = !call.request.uploads.isEmpty
        let back = call.request.headers["Referer"].flatMap { Self.path(of: $0, host: call.request.headers["Host"]) }
        let hidden = hasFiles ? call.hiddenToken + [("ve", back ?? "/")] : sent.pairs
        return try ProofAnswers.page(
            to: hasFiles ? SecondFactorPage.prove.path : call.request.path, hidden: hidden, losesFiles: hasFiles,
            refusal, call)
    }

    /// `http://host/duong?x=1` on this host gives `/duong?x=1`.
    private static func path(of address: String, host: String?) -> String? {
        guard let host, let start = address.firstRange(of: "://" + host + "/") else { return nil }
        return String(address[address.index(before: start.upperBound)...]).asOwnPath
    }
}
