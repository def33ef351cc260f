import Vocabulary

extension JSONWriter {
    mutating func header(_ header: PlanDraft.Header) {
        object {
            $0.flag("isPlan", header.isPlan)
            $0.text("type", header.type)
            $0.text("number", header.number)
            $0.text("issuer", header.issuer)
            $0.flag("issuerInferred", header.issuerInferred)
            if let superior = header.superior { $0.text("superior", superior) }
            $0.text("place", header.place)
            $0.text("issuedOn", header.issuedOn)
            $0.number("year", header.year)
            if let schoolYear = header.schoolYear { $0.text("schoolYear", schoolYear) }
            if let period = header.period { $0.text("period", period) }
            $0.text("title", header.title)
            $0.list("legalBases", header.legalBases) { out, basis in
                out.object {
                    $0.text("text", basis.text)
                    $0.text("kind", basis.kind)
                    $0.text("number", basis.number)
                    $0.text("date", basis.date)
                    $0.text("issuer", basis.issuer)
                    $0.sourceLines(basis.lines)
                }
            }
            $0.key("signer") { out in
                guard let signer = header.signer else { return out.null() }
                out.object {
                    $0.text("name", signer.name)
                    $0.text("position", signer.position)
                    $0.text("onBehalfOf", signer.onBehalfOf)
                    if let form = signer.form { $0.text("form", form) }
                }
            }
            $0.texts("recipients", header.recipients)
            $0.list("sections", header.sections) { out, section in
                out.object {
                    $0.text("number", section.number)
                    $0.text("title", section.title)
                    $0.number("line", $0.hasLines ? section.line : nil)
                }
            }
            $0.list("groups", header.groups) { out, group in
                out.object {
                    $0.text("ordinal", group.ordinal)
                    $0.text("text", group.text)
                    $0.sourceLines(group.lines)
                }
            }
            if let issued = header.issuedWith {
                $0.key("issuedWith") {
                    $0.object {
                        $0.text("kind", issued.kind)
                        $0.text("number", issued.number)
                        $0.text("date", issued.date)
                        $0.text("dateText", issued.dateText)
                        $0.text("issuer", issued.issuer)
                        $0.sourceLines(issued.lines)
                    }
                }
            }
        }
    }

    mutating func task(_ task: PlanDraft.Task) {
        object {
            $0.text("section", task.section)
            $0.text("ordinal", task.ordinal)
            $0.text("text", task.text)
            $0.key("when") { $0.when(task.when) }
            $0.text("lead", task.lead)
            $0.text("advisor", task.advisor)
            $0.texts("coordinators", task.coordinators)
            $0.text("product", task.product)
            $0.text("cost", task.cost)
            $0.sourceLines(task.lines)
            $0.text("suggests", task.suggests.rawValue)
            $0.decimal("confidence", task.confidence)
            $0.texts("inferred", task.inferred)
        }
    }

    mutating func when(_ time: PlannedTime) {
        object {
            $0.text("kind", time.kind.rawValue)
            $0.text("value", time.value)
            if !time.values.isEmpty { $0.texts("values", time.values) }
            if let bound = time.bound { $0.text("bound", bound.rawValue) }
            if time.shared { $0.flag("shared", true) }
            if let with = time.sharedWith { $0.text("sharedWith", with) }
            if let relative = time.relative { $0.key("relative") { $0.offset(relative) } }
            if time.derived { $0.flag("derived", true) }
            if let phrase = time.phrase { $0.text("phrase", phrase) }
            if let external = time.external { $0.text("external", external) }
            if time.outsideSection { $0.flag("outsideSection", true) }
            if time.outsideYear { $0.flag("outsideYear", true) }
            if let recurrence = time.recurrence { $0.text("recurrence", recurrence.rawValue) }
            if !time.dates.isEmpty { $0.texts("dates", time.dates) }
            if let schoolYear = time.schoolYear { $0.text("schoolYear", schoolYear) }
        }
    }

    mutating func offset(_ offset: PlannedTime.Offset) {
        object {
            $0.text("anchor", offset.anchor)
            if let days = offset.offsetDays { $0.number("offsetDays", days) }
            if let days = offset.offsetWorkingDays { $0.number("offsetWorkingDays", days) }
            if let phrase = offset.phrase { $0.text("phrase", phrase) }
        }
    }

    mutating func event(_ event: PlanDraft.Event) {
        object {
            $0.text("name", event.name)
            $0.text("type", event.type)
            $0.text("start", event.start)
            $0.text("venue", event.venue)
            $0.number("delegatesTotal", event.delegatesTotal)
            $0.list("delegateGroups", event.delegateGroups) { out, group in
                out.object {
                    $0.text("name", group.name)
                    $0.number("count", group.count)
                }
            }
            $0.number("remoteSites", event.remoteSites)
            if let task = event.taskRef { $0.text("taskRef", task) }
            $0.sourceLines(event.lines)
        }
    }

    mutating func deadline(_ deadline: PlanDraft.Deadline) {
        object {
            $0.text("what", deadline.what)
            $0.text("who", deadline.who)
            $0.text("to", deadline.to)
            $0.text("date", deadline.date)
            if let recurrence = deadline.recurrence { $0.text("recurrence", recurrence) }
            if let relative = deadline.relative { $0.key("relative") { $0.offset(relative) } }
            $0.sourceLines(deadline.lines)
        }
    }

    mutating func fund(_ fund: PlanDraft.Fund) {
        object {
            $0.text("source", fund.source)
            $0.number("amount", fund.amount)
            if fund.amount != nil { $0.text("currency", "VND") }
            $0.decimal("percent", fund.percent)
            if let of = fund.percentOf { $0.text("percentOf", of) }
            $0.list("parts", fund.parts) { out, part in
                out.object {
                    $0.text("name", part.name)
                    $0.number("amount", part.amount)
                }
            }
            if let appraiser = fund.appraiser { $0.text("appraiser", appraiser) }
            if let manager = fund.manager { $0.text("manager", manager) }
            if let basis = fund.basis { $0.text("basis", basis) }
            $0.sourceLines(fund.lines)
        }
    }
}
