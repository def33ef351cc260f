import Database

/// Every migration of this wing, in the order of their numbers.
public enum OfficeSchema {
    public static let migrations = [
        LedgerSchema.migrations,
        OrganisationSchema.migrations,
        AccountSchema.migrations,
        FileSchema.migrations,
        LedgerSchema.later,
        SafekeepingSchema.migrations,
        CalendarSchema.migrations,
        ExchangeSchema.migrations,
        PeopleSchema.migrations,
        JobSchema.migrations,
        MailSchema.migrations,
        NoticeSchema.migrations,
        AccountSchema.rights,
        BlocSchema.migrations,
        CouncilSchema.migrations,
        SecondFactorSchema.migrations,
        OpenIDSchema.migrations,
        LawLibrarySchema.migrations,
        HonoursSchema.migrations,
        LocalRegulationSchema.migrations,
    ].flatMap(\.self).sorted { $0.name < $1.name }
}
