import Markup
import Vocabulary

/// The HTML of this room.
enum BackupPages {
    typealias Token = [(name: String, value: String)]
    static let pageSize = 30

    struct Overview {
        let plan: BackupPlan?
        let lastGood: BackupRun?
        let underWay: BackupRun?
        let runs: KeysetPage<BackupRun, ID<BackupRun>>
        let typed: BackupForm?
        let refusal: BackupPlanRefusal?
        let now: Instant
    }

    static func overview(_ model: Overview, token: Token) -> HTML {
        let fields = fields(model)
        return """
            \(PageHead(
                "Sao lưu", facts: "Một tệp chứa toàn bộ cơ sở dữ liệu, nhật ký và tệp đính kèm, làm trong khi phần mềm vẫn chạy."))
            \(ErrorSummary("Chưa lưu được lịch sao lưu", fields: fields))
            \(standing(model))
            <div class="acts gap-s">\(PostButton(.submit("Sao lưu ngay", .primary, busy: "Đang bắt đầu…"), to: BackupPage.make.path, hidden: token))</div>
            \(table(model))
            \(Section("Lịch sao lưu", id: "lich", content: """
                <div class="narrow">
                \(Form(to: BackupPage.save.path, hidden: token, content: """
                    \(fields)\(Actions([.submit("Lưu lịch", .plain, busy: "Đang lưu…")]))
                    """))
                </div>
                """))
            """
    }

    /// The first thing to know: whether there is a good one, and how old it is.
    private static func standing(_ model: Overview) -> HTML {
        let plan = model.plan ?? BackupPlan()
        let notes: [Note] = [
            model.underWay.map { run in
                Note(
                    .plain, run.state == .waiting ? "Sắp sao lưu." : "Đang sao lưu.",
                    body: "Bắt đầu \(run.asked.since(today: model.now.day)). Tải lại trang để xem kết quả.")
            },
            model.lastGood.map { run in
                let hours = (model.now.milliseconds - run.asked.milliseconds) / 3_600_000
                let isOld = hours >= plan.worryHours
                let age = hours < 48 ? "\(hours) giờ" : "\(hours / 24) ngày"
                return Note(
                    isOld ? .bad : run.tried == nil ? .care : .good,
                    isOld
                        ? "Bản sao lưu tốt gần nhất đã \(age) tuổi: quá \(plan.worryHours) giờ cho phép."
                        : "Bản sao lưu tốt gần nhất: \(run.asked.since(today: model.now.day)).",
                    body: """
                        \((run.rows ?? 0).words("dòng")), \((run.entries ?? 0).words("bút tích")), \
                        \((run.files ?? 0).words("tệp")), \(size(run.bytes ?? 0)). \(tried(run, model)) \
                        \(if: isOld, "Bấm “Sao lưu ngay”, rồi xem lý do của những lần không được ở dưới.")
                        """)
            }
                ?? Note(
                    .bad, "Chưa có bản sao lưu nào.", body: "Bấm “Sao lưu ngay”, rồi đặt lịch ở cuối trang."),
            plan.isOn
                ? nil
                : Note(
                    .care, "Chưa bật tự sao lưu.", body: "Đặt giờ và thư mục ở phần <a href=\"#lich\">Lịch sao lưu</a>."
                ),
        ].compactMap(\.self)
        return notes.map(\.html).joined()
    }

    private static func tried(_ run: BackupRun, _ model: Overview) -> String {
        run.tried.map { "Khôi phục thử được \($0.since(today: model.now.day)): số liệu khớp." }
            ?? "Chưa khôi phục thử được."
    }

    private static func table(_ model: Overview) -> HTML {
        """
        \(RuledTable(
            "Các lần sao lưu", count: model.runs.rows.isEmpty ? nil : "mới nhất trước",
            columns: [
                Column("Lúc", .day, .w9) { run in
                    "\(run.asked.day.cell(today: model.now.day)) <small>\(run.asked.hour)</small>"
                },
                Column("Kết quả", .name) { result($0, model) },
                Column("Dung lượng", .number, .w9) { run in run.bytes.map { "\(size($0))" } ?? "–" },
                Column("Dòng", .number, .w9) { run in run.rows.map { "\(Int($0).dotted)" } ?? "–" },
                Column("Bút tích", .number, .w9) { run in run.entries.map { "\(Int($0).dotted)" } ?? "–" },
                Column("Tệp", .number, .w7) { run in run.files.map { "\(Int($0).dotted)" } ?? "–" },
                Column("Việc làm được", .action, .w13, isOnPaper: false) { run in download(run, model) },
            ], rows: model.runs.rows
        ).with {
            $0.empty = Empty("Chưa có lần sao lưu nào.", "Bấm “Sao lưu ngay” để làm lần đầu.")
        })
        \(Pager(
            Address(BackupPage.overview.path), words: "\(model.runs.rows.count) lần",
            before: model.runs.before?.description, after: model.runs.after?.description))
        """
    }

    private static func result(_ run: BackupRun, _ model: Overview) -> HTML {
        let cause = run.cause == .scheduled ? "theo lịch" : "theo yêu cầu"
        let words: HTML =
            switch run.state {
            case .waiting: "Đang chờ"
            case .running: "Đang làm"
            case .failed: "<b>Không được</b>"
            case .done where run.removed != nil: "Xong, tệp đã được bỏ"
            case .done: "Xong"
            }
        let name = run.path.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
        return """
            \(words) <span class="plain soft small">\(cause)\(if: run.isSealed, ", có mã hóa")</span>\
            \(name.map { "<br><span class=\"plain small\"><code>\($0)</code></span>" as HTML })\
            \(if: run.state == .done, "<br><span class=\"plain small\">\(tried(run, model))</span>")\
            \(if: !run.words.isEmpty, "<br><span class=\"plain small\">\(run.words)</span>")
            """
    }

    private static func download(_ run: BackupRun, _ model: Overview) -> HTML {
        guard run.state == .done, run.removed == nil else { return "" }
        guard run.isSealed else { return "<span class=\"soft small\">chỉ tải được bản mã hóa</span>" }
        // No `download`: the browser would save the page that asks who is there under the name of the backup.
        return Action.link("Tải", BackupPage.download(run.id).path, .low).html
    }

    private static func fields(_ model: Overview) -> [Field] {
        let form = model.typed ?? BackupForm(model.plan ?? BackupPlan())
        let errors = model.refusal.map { [$0.field: $0.explanation.notice] } ?? [:]
        return [
            Field("bat", "Tự sao lưu hằng ngày", .tick(form.isOn)),
            Field("gio", "Vào lúc", hint: "Giờ Việt Nam, ví dụ: 22:30", .text(form.time, length: 6)),
            Field(
                "thu-muc", "Thư mục trên máy chủ",
                hint: "Đường dẫn đầy đủ, tốt nhất ở đĩa khác; hoặc một tên trong thư mục dữ liệu, ví dụ: backups",
                .text(form.folder, length: 40)),
            Field("ngay", "Giữ bản cuối của bao nhiêu ngày", .text(form.daily, kind: .number, length: 4)),
            Field("tuan", "Giữ bản cuối của bao nhiêu tuần", .text(form.weekly, kind: .number, length: 4)),
            Field("thang", "Giữ bản cuối của bao nhiêu tháng", .text(form.monthly, kind: .number, length: 4)),
            Field(
                "mat-khau", "Tệp chứa mật khẩu mã hóa",
                hint:
                    "Đường dẫn đầy đủ trên máy chủ; ít nhất 12 ký tự. Mất mật khẩu là mất bản sao lưu: cất một bản ở nơi khác.",
                isOptional: true, .text(form.passphraseFile, length: 40)),
            Field(
                "lo", "Báo đỏ khi bản tốt gần nhất quá bao nhiêu giờ", .text(form.worryHours, kind: .number, length: 5)),
        ].map { $0.with(errors: errors) }
    }

    /// `12,5 MB`
    static func size(_ bytes: Int64) -> String {
        let units = ["byte", "kB", "MB", "GB", "TB"]
        var (value, unit) = (Double(bytes), 0)
        while value >= 1000, unit < units.count - 1 { (value, unit) = (value / 1000, unit + 1) }
        let tenths = Int((value * 10).rounded())
        let isWhole = unit == 0 || tenths >= 1000 || tenths % 10 == 0
        return (isWhole ? (tenths / 10).dotted : "\((tenths / 10).dotted),\(tenths % 10)") + noBreak + units[unit]
    }
}

extension Int64 {
    fileprivate func words(_ noun: String) -> String { "\(Int(self).dotted) \(noun)" }
}
