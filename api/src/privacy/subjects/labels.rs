//! What are tables and columns called when a person reads what is stored about them?

use crate::customers::dto::Language;

/// A word in both languages.
pub type Word = (&'static str, &'static str);

/// The word in a language.
#[must_use]
pub const fn say(word: Word, language: Language) -> &'static str {
    match language {
        Language::Sv => word.0,
        Language::En => word.1,
    }
}

/// The name of a table's rows.
#[must_use]
pub fn record(table: &str) -> Option<Word> {
    RECORDS
        .iter()
        .find(|(name, ..)| *name == table)
        .map(|(_, sv, en)| (*sv, *en))
}

/// The name of a column; `None`: it says nothing that a person could read.
#[must_use]
pub fn field(column: &str) -> Option<Word> {
    FIELDS
        .iter()
        .find(|(name, ..)| *name == column)
        .map(|(_, sv, en)| (*sv, *en))
}

/// The words of a state, kind or way.
#[must_use]
pub fn value(word: &str) -> Option<Word> {
    VALUES
        .iter()
        .find(|(name, ..)| *name == word)
        .map(|(_, sv, en)| (*sv, *en))
}

/// Whether a column is of the machine: an id, a digest, a folded copy, a sealed value.
#[must_use]
pub fn is_technical(column: &str) -> bool {
    const NAMES: [&str; 9] = [
        "id",
        "version",
        "password_hash",
        "nonce",
        "digest",
        "hash",
        "seq",
        "image",
        "kid",
    ];
    const ENDS: [&str; 5] = ["_id", "_by", "_folded", "_index", "_sealed"];
    // The first is written by people, the second the name of whoever answered an offer.
    !matches!(column, "employment_id" | "decided_by")
        && (NAMES.contains(&column) || ENDS.iter().any(|end| column.ends_with(end)))
}

const RECORDS: &[(&str, &str, &str)] = &[
    ("erasure", "Raderingar", "Erasures"),
    ("audit_event", "Händelser i loggen", "Events in the log"),
    (
        "audit_origin",
        "Varifrån något gjordes utan inloggning",
        "Where from something was done without a log-in",
    ),
    ("breach", "Personuppgiftsincidenter", "Personal data breaches"),
    (
        "breach_event",
        "Vad som hänt med incidenten",
        "What happened to the breach",
    ),
    ("company", "Företaget", "The company"),
    ("company_settings", "Företagets uppgifter", "The company's details"),
    ("customer", "Kunduppgifter", "Customer details"),
    ("deduction_ask", "Begäran om utbetalning", "Deduction claim"),
    (
        "deduction_case",
        "Skattereduktion på en faktura",
        "Tax deduction on an invoice",
    ),
    (
        "deduction_case_year",
        "Skattereduktion på en faktura, per betalningsår",
        "Tax deduction on an invoice, by year of payment",
    ),
    (
        "deduction_case_event",
        "Vad som hänt med skattereduktionen",
        "What happened to the tax deduction",
    ),
    (
        "deduction_claim",
        "Fil med begäran om utbetalning",
        "File of deduction claims",
    ),
    (
        "deduction_decision",
        "Skatteverkets beslut",
        "The tax agency's decision",
    ),
    (
        "deduction_payout",
        "Utbetalning från Skatteverket",
        "Payout from the tax agency",
    ),
    ("e_invoice", "Skickad e-faktura", "E-invoice sent"),
    ("household", "Hushåll", "Household"),
    (
        "household_member",
        "Person med rätt till skattereduktion",
        "Person with a right to tax deductions",
    ),
    ("household_use", "Använd skattereduktion", "Tax deduction used"),
    ("idempotency_key", "Sparade svar (ett dygn)", "Answers kept for a day"),
    (
        "imported_payment",
        "Betalning i fil från banken",
        "Payment in a file from the bank",
    ),
    ("invoice", "Fakturor", "Invoices"),
    ("invoice_line", "Fakturarader", "Invoice lines"),
    (
        "invoice_snapshot",
        "Fakturan som den utfärdades",
        "The invoice as it was issued",
    ),
    ("job", "Väntande utskick", "Letters waiting"),
    ("logo_version", "Logotyp", "Logo"),
    ("mail", "Skickade brev", "Letters sent"),
    (
        "membership",
        "Uppgifter som användare i företaget",
        "Details as a user of the company",
    ),
    ("offer", "Offerter", "Offers"),
    ("offer_line", "Offertrader", "Offer lines"),
    ("payment", "Betalningar", "Payments"),
    ("payment_import", "Inlästa betalningsfiler", "Payment files read"),
    (
        "payment_import_file",
        "Betalningsfil från banken",
        "Payment file from the bank",
    ),
    (
        "privacy_decision",
        "Beslut i ditt integritetsärende",
        "Decisions on your privacy request",
    ),
    (
        "privacy_notice",
        "Underrättelser till mottagare",
        "Notices to recipients",
    ),
    ("privacy_request", "Integritetsärenden", "Privacy requests"),
    (
        "privacy_request_event",
        "Vad som hänt i integritetsärendet",
        "What happened to the privacy request",
    ),
    (
        "privacy_link",
        "Länkar i integritetsärenden",
        "Links of privacy requests",
    ),
    (
        "processing_limit",
        "Begränsningar och invändningar",
        "Restrictions and objections",
    ),
    ("recipient", "Mottagare av uppgifter", "Recipients of data"),
    ("refresh_token", "Förnyad inloggning", "Renewed log-in"),
    ("reminder", "Påminnelser", "Reminders"),
    ("reminder_stop", "Stoppad påminnelse", "Reminder stopped"),
    ("retention_run", "Gallringar", "Retention runs"),
    ("saved_view", "Sparade vyer", "Saved views"),
    ("search_term", "Sökord", "Words to search by"),
    ("session", "Inloggningar", "Log-ins"),
    (
        "settlement",
        "Vad som räknats av på fakturor",
        "What was set against invoices",
    ),
    ("support_access", "Supportåtkomst som gavs", "Support access given"),
    ("support_visit", "Supportbesök i företag", "Support visits in companies"),
    ("throttle", "Misslyckade inloggningar", "Failed log-ins"),
    ("time_entry", "Tidrader", "Time entries"),
    ("timesheet", "Tidrapporter", "Timesheets"),
    ("user_account", "Användarkonto", "User account"),
    (
        "user_token",
        "Länkar för konto och lösenord",
        "Links for account and password",
    ),
    ("voucher", "Verifikationer", "Vouchers"),
    ("work_order", "Ordrar", "Orders"),
    ("work_order_assignment", "Tilldelade ordrar", "Orders assigned"),
    (
        "work_order_instalment",
        "Delbetalningar av order",
        "Instalments of an order",
    ),
    ("work_order_line", "Orderrader", "Order lines"),
    ("work_site", "Arbetsplatser", "Work sites"),
];

const FIELDS: &[(&str, &str, &str)] = &[
    ("abroad", "Andra länder", "Other countries"),
    ("activity", "Aktivitet", "Activity"),
    ("amount", "Belopp", "Amount"),
    ("amount_ore", "Belopp", "Amount"),
    ("answer", "Svar", "Answer"),
    ("apartment_number", "Lägenhetsnummer", "Apartment number"),
    ("archived", "Arkiverad", "Archived"),
    ("asked_kr", "Begärt belopp", "Amount asked for"),
    ("asked_ore", "Begärt belopp", "Amount asked for"),
    (
        "association_number",
        "Bostadsrättsföreningens nummer",
        "Housing association's number",
    ),
    ("at", "Tid", "Time"),
    ("bankgiro", "Bankgiro", "Bankgiro"),
    ("body", "Innehåll", "Content"),
    ("buyer_order_number", "Beställarens ordernummer", "Buyer's order number"),
    ("changes", "Ändringar", "Changes"),
    ("city", "Ort", "City"),
    ("consequences", "Konsekvenser", "Consequences"),
    ("contact", "Kontakt", "Contact"),
    ("content", "Innehåll", "Content"),
    ("country", "Land", "Country"),
    ("created_at", "Registrerad", "Registered"),
    ("credit_limit_ore", "Kreditgräns", "Credit limit"),
    ("customer_email", "E-post", "E-mail"),
    ("customer_name", "Namn", "Name"),
    ("customer_phone", "Telefon", "Phone"),
    ("datum", "Uppgift", "Datum"),
    ("dated_on", "Datum", "Date"),
    ("decided_at", "Beslutad", "Decided"),
    ("decided_by", "Beslutad av", "Decided by"),
    ("decline_reason", "Skäl till nej", "Reason to decline"),
    ("deduction", "Skattereduktion", "Tax deduction"),
    ("deduction_kr", "Skattereduktion", "Tax deduction"),
    ("delay_reason", "Skäl till dröjsmålet", "Reason for the delay"),
    ("description", "Beskrivning", "Description"),
    ("device", "Enhet", "Device"),
    ("discovered_how", "Hur det upptäcktes", "How it was discovered"),
    ("due_on", "Förfallodag", "Due date"),
    ("email", "E-post", "E-mail"),
    ("email_copies", "Kopior av e-post till", "Copies of e-mail to"),
    ("employment_id", "Anställningsnummer", "Employment ID"),
    ("ended_at", "Avslutad", "Ended"),
    ("proven_at", "Lösenord senast angivet", "Password last given"),
    ("entered_at", "Började", "Entered"),
    ("entitlement", "Rätt till bostaden", "Right to the home"),
    ("event", "Händelse", "Event"),
    ("expires_at", "Gäller till", "Valid until"),
    ("extended_reason", "Skäl till förlängning", "Reason for extension"),
    ("file_name", "Filnamn", "File name"),
    ("given_references", "Angivna referenser", "References given"),
    ("green_kr", "Använt grön teknik", "Green technology used"),
    ("ground", "Skäl", "Ground"),
    (
        "housing_association_number",
        "Bostadsrättsföreningens nummer",
        "Housing association's number",
    ),
    ("iban", "IBAN", "IBAN"),
    (
        "identity_note",
        "Hur identiteten bekräftades",
        "How identity was confirmed",
    ),
    ("identity_number", "Personnummer", "Personal identity number"),
    (
        "inform_reason",
        "Skäl att inte informera",
        "Reason not to tell the people",
    ),
    (
        "informed_how",
        "Hur personerna informerades",
        "How the people were told",
    ),
    ("initials", "Initialer", "Initials"),
    ("intro", "Inledning", "Introduction"),
    ("invoice_city", "Fakturaadressens ort", "Invoice address, city"),
    ("invoice_country", "Fakturaadressens land", "Invoice address, country"),
    (
        "invoice_postal_code",
        "Fakturaadressens postnummer",
        "Invoice address, postal code",
    ),
    ("invoice_street", "Fakturaadress", "Invoice address"),
    ("invoice_street2", "Fakturaadress, rad 2", "Invoice address, line 2"),
    ("ip", "IP-adress", "IP address"),
    ("issued_on", "Fakturadatum", "Invoice date"),
    ("kind", "Sort", "Kind"),
    ("language", "Språk", "Language"),
    ("last_log_in_at", "Senast inloggad", "Last logged in"),
    ("last_used_at", "Senast använd", "Last used"),
    ("left_at", "Lämnade", "Left"),
    ("lifted_at", "Hävd", "Lifted"),
    ("lifted_because", "Hävd därför att", "Lifted because"),
    ("measures_planned", "Planerade åtgärder", "Measures planned"),
    ("measures_taken", "Vidtagna åtgärder", "Measures taken"),
    ("message", "Meddelande", "Message"),
    ("method", "Sätt", "Way"),
    ("minutes", "Tid", "Time spent"),
    ("name", "Namn", "Name"),
    (
        "no_direct_marketing",
        "Ingen direktmarknadsföring",
        "No direct marketing",
    ),
    ("no_statistics", "Räknas inte i statistik", "Not counted in statistics"),
    ("note", "Anteckning", "Note"),
    ("number", "Nummer", "Number"),
    ("offered_on", "Offertdatum", "Date of offer"),
    ("order_number", "Ordernummer", "Order number"),
    (
        "organisation_number",
        "Organisations- eller personnummer",
        "Organisation or personal number",
    ),
    ("our_reference", "Vår referens", "Our reference"),
    ("paid_on", "Betald", "Paid on"),
    ("payer_name", "Betalare", "Payer"),
    ("payload", "Innehåll", "Content"),
    ("peppol_value", "Peppol-id", "Peppol id"),
    ("phone", "Telefon", "Phone"),
    ("planned_end_on", "Planerat slut", "Planned end"),
    ("planned_start_on", "Planerad start", "Planned start"),
    ("plusgiro", "Plusgiro", "Plusgiro"),
    ("postal_code", "Postnummer", "Postal code"),
    ("property_designation", "Fastighetsbeteckning", "Property designation"),
    ("proposal", "Förslag", "Proposal"),
    ("purpose", "Ändamål", "Purpose"),
    ("quantity_milli", "Antal", "Quantity"),
    ("queued_at", "Skapad", "Made"),
    ("reason", "Skäl", "Reason"),
    ("receiver", "Mottagare", "Receiver"),
    ("received_on", "Kom in", "Received"),
    ("recipient", "Mottagare", "Recipient"),
    ("reference", "Referens", "Reference"),
    ("reminded_on", "Påmind", "Reminded"),
    ("reminder_block_reason", "Skäl att inte påminna", "Reason not to remind"),
    ("removed_reason", "Skäl till borttagning", "Reason for removal"),
    ("report_reason", "Skäl att inte anmäla", "Reason not to report"),
    ("restricted_at", "Begränsad sedan", "Restricted since"),
    ("result", "Beslut", "Decision"),
    ("risk_reason", "Skäl till bedömningen", "Reasons of the assessment"),
    ("role", "Roll", "Role"),
    ("rot_kr", "Använt rot", "ROT used"),
    ("rut_kr", "Använt rut", "RUT used"),
    ("search", "Sökning", "Search"),
    ("sent_at", "Skickad", "Sent"),
    ("set_at", "Sedan", "Since"),
    ("settled_on", "Datum", "Date"),
    ("share_bp", "Andel", "Share"),
    ("slug", "Adress i tjänsten", "Address in the service"),
    ("snapshot", "Offerten som den skickades", "The offer as it was sent"),
    ("state", "Läge", "State"),
    ("status", "Läge", "State"),
    ("step", "Påminnelse nr", "Reminder no."),
    ("street", "Adress", "Address"),
    ("street2", "Adress, rad 2", "Address, line 2"),
    ("supplied_on", "Leveransdatum", "Date of supply"),
    ("swish", "Swish", "Swish"),
    ("term", "Sökord", "Word"),
    ("terms", "Villkor", "Terms"),
    ("text", "Text", "Text"),
    ("their_reference", "Er referens", "Your reference"),
    ("title", "Rubrik", "Title"),
    ("told_on", "Meddelad", "Told"),
    ("total_ore", "Summa", "Total"),
    ("unit", "Enhet", "Unit"),
    ("unit_price_ore", "Pris", "Price"),
    (
        "unrelated",
        "Inte närstående till utföraren",
        "Not kin of the performer",
    ),
    ("used_at", "Använd", "Used"),
    ("username", "Användarnamn", "Username"),
    ("valid_until", "Gäller till", "Valid until"),
    ("vat_number", "Momsregistreringsnummer", "VAT number"),
    ("website", "Webbplats", "Website"),
    ("week", "Vecka", "Week"),
    ("works", "Arbeten", "Works"),
    ("worked_on", "Dag", "Day"),
    ("year", "År", "Year"),
];

const VALUES: &[(&str, &str, &str)] = &[
    ("accepted", "Accepterad", "Accepted"),
    ("accountant", "Redovisningskonsult", "Accountant"),
    ("accuracy_contested", "Riktigheten är bestridd", "Accuracy contested"),
    ("active", "Aktiv", "Active"),
    ("admin", "Administratör", "Admin"),
    ("bankgiro", "Bankgiro", "Bankgiro"),
    ("cancelled", "Avbruten", "Cancelled"),
    ("card", "Kort", "Card"),
    ("cash", "Kontant", "Cash"),
    ("company", "Företag", "Company"),
    ("completed", "Slutförd", "Completed"),
    ("consent", "Samtycke", "Consent"),
    ("credited", "Krediterad", "Credited"),
    ("declined", "Avböjd", "Declined"),
    ("draft", "Utkast", "Draft"),
    ("en", "Engelska", "English"),
    ("in_progress", "Pågår", "In progress"),
    ("credit_note", "Kreditfaktura", "Credit note"),
    ("invoice", "Faktura", "Invoice"),
    ("issued", "Utfärdad", "Issued"),
    (
        "legal_claims",
        "Behövs för rättsliga anspråk",
        "Needed for legal claims",
    ),
    ("material", "Material", "Material"),
    (
        "no_direct_marketing",
        "Ingen direktmarknadsföring",
        "No direct marketing",
    ),
    ("no_statistics", "Räknas inte i statistik", "Not counted in statistics"),
    ("none", "Ingen", "None"),
    ("objection_pending", "Invändning prövas", "Objection being weighed"),
    ("office", "Kontor", "Office"),
    ("other", "Annat", "Other"),
    ("owner", "Ägare", "Owner"),
    ("paid", "Betald", "Paid"),
    ("partly_paid", "Delvis betald", "Partly paid"),
    ("payment", "Betalning", "Payment"),
    ("planned", "Planerad", "Planned"),
    ("private", "Privatperson", "Private person"),
    ("restriction", "Begränsning", "Restriction"),
    ("rot", "Rot", "ROT"),
    ("rut", "Rut", "RUT"),
    ("sent", "Skickad", "Sent"),
    ("settled", "Avgjort", "Settled"),
    ("sv", "Svenska", "Swedish"),
    ("travel", "Resa", "Travel"),
    ("unlawful", "Olaglig behandling", "Unlawful use"),
    ("work", "Arbete", "Work"),
    ("worker", "Fältarbetare", "Worker"),
];
