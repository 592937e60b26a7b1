//! Which words are printed? Each label in Swedish and in English.

use serde::Serialize;

use crate::Language;

macro_rules! labels {
    ($($name:ident: $swedish:literal, $english:literal;)*) => {
        /// The labels of one language, handed to the templates.
        #[derive(Debug, Serialize)]
        pub(crate) struct Labels { $(pub(crate) $name: &'static str,)* }
        static SWEDISH: Labels = Labels { $($name: $swedish,)* };
        static ENGLISH: Labels = Labels { $($name: $english,)* };
    };
}

labels! {
    invoice: "Faktura", "Invoice";
    credit_note: "Kreditfaktura", "Credit note";
    prepayment: "Förskottsfaktura", "Prepayment invoice";
    part_invoice: "Delfaktura", "Part invoice";
    final_invoice: "Slutfaktura", "Final invoice";
    interest_invoice: "Räntefaktura", "Interest invoice";
    cash_invoice: "Kontantfaktura", "Cash invoice";
    credits: "Krediterar faktura", "Credits invoice";
    credited: "Krediteras", "Credited";
    e_invoice: "Samma faktura som e-faktura (Peppol BIS Billing 3, UBL)", "The same invoice as an e-invoice (Peppol BIS Billing 3, UBL)";
    offer: "Offert", "Quotation";
    statement: "Kontoutdrag", "Statement of account";
    period: "Period", "Period";
    made_on: "Utskrivet", "Made on";
    date: "Datum", "Date";
    event: "Händelse", "Event";
    balance: "Saldo", "Balance";
    opening_balance: "Ingående saldo", "Opening balance";
    closing_balance: "Utgående saldo", "Closing balance";
    invoiced: "Fakturerat", "Invoiced";
    interest_and_fees: "Ränta och avgifter", "Interest and fees";
    credit_notes: "Krediterat", "Credited";
    payments: "Betalningar", "Payments";
    written_off: "Avskrivet", "Written off";
    reminder: "Påminnelse", "Reminder";
    reminded_on: "Påminnelsedatum", "Date of reminder";
    reminder_step: "Påminnelse nr", "Reminder no.";
    first_due_on: "Ursprungligt förfallodatum", "Original due date";
    pay_by: "Betala senast", "Pay by";
    settled_so_far: "Betalt och krediterat", "Paid and credited";
    left_of_invoice: "Kvar av fakturan", "Left of the invoice";
    reminder_fee: "Påminnelseavgift", "Reminder fee";
    delay_compensation: "Förseningsersättning", "Compensation for late payment";
    late_interest: "Dröjsmålsränta", "Interest on late payment";
    draft: "Utkast", "Draft";
    privacy_answer: "Svar på begäran", "Answer to request";
    concerns: "Gäller", "Concerns";
    received_on: "Mottagen", "Received";
    answered_on: "Besvarad", "Answered";
    handler: "Handläggare", "Handled by";
    datum: "Uppgift", "Data";
    decision: "Beslut", "Decision";
    reason: "Skäl", "Reason";
    done: "Utfört", "Done";
    refused: "Nekat", "Refused";
    invoice_number: "Fakturanummer", "Invoice number";
    issued_on: "Fakturadatum", "Invoice date";
    supplied_on: "Leveransdatum", "Date of supply";
    supply_period: "Leveransperiod", "Period of supply";
    due_on: "Förfallodatum", "Due date";
    payment_terms: "Betalningsvillkor", "Payment terms";
    order_number: "Ordernummer", "Order number";
    buyer_order_number: "Ert ordernummer", "Your order number";
    customer_number: "Kundnummer", "Customer number";
    their_reference: "Er referens", "Your reference";
    our_reference: "Vår referens", "Our reference";
    offer_number: "Offertnummer", "Quotation number";
    version: "Version", "Version";
    offered_on: "Offertdatum", "Date";
    valid_until: "Giltig till", "Valid until";
    buyer: "Kund", "Customer";
    work_site: "Arbetsplats", "Work site";
    organisation_number: "Org.nr", "Reg. no.";
    vat_number: "Momsreg.nr", "VAT no.";
    seat: "Säte", "Registered office";
    f_tax: "Godkänd för F-skatt", "Godkänd för F-skatt";
    f_tax_note: "", "(approved for Swedish F-tax)";
    description: "Beskrivning", "Description";
    quantity: "Antal", "Quantity";
    unit_price: "Pris", "Unit price";
    discount: "Rabatt", "Discount";
    vat: "Moms", "VAT";
    amount: "Belopp", "Amount";
    excluding_vat: "exkl. moms", "excl. VAT";
    including_vat: "inkl. moms", "incl. VAT";
    exempt: "Momsfri", "Exempt";
    reverse_charge: "Omvänd", "Reverse";
    eu: "EU 0 %", "EU 0%";
    export: "Export 0 %", "Export 0%";
    lines_total: "Summa före rabatt", "Subtotal before discount";
    gross_total: "Summa inkl. moms", "Subtotal incl. VAT";
    net_total: "Summa exkl. moms", "Total excl. VAT";
    offer_total: "Summa inkl. moms", "Total incl. VAT";
    vat_total: "Moms", "VAT";
    vat_of_which: "Varav moms", "Of which VAT";
    vat_rate: "Momssats", "VAT rate";
    vat_base: "Underlag", "Taxable amount";
    rounding: "Öresavrundning", "Rounding";
    to_pay: "Att betala", "Amount due";
    invoice_total: "Fakturabelopp", "Invoice total";
    rot_deduction: "Skattereduktion ROT", "Tax deduction ROT";
    rut_deduction: "Skattereduktion RUT", "Tax deduction RUT";
    green_deduction: "Skattereduktion grön teknik", "Tax deduction green technology";
    green_title: "Skattereduktion för installation av grön teknik", "Tax deduction for installation of green technology";
    kind_of_installation: "Installation", "Installation";
    green_rate: "Andel av arbete och material", "Part of work and material";
    green_base: "Arbete och material, inkl. moms", "Work and material, incl. VAT";
    other_material: "Övrigt material, inkl. moms", "Other material, incl. VAT";
    rot_title: "Skattereduktion för rotarbete", "Tax deduction for repair and maintenance of a home (ROT)";
    rut_title: "Skattereduktion för rutarbete", "Tax deduction for household services (RUT)";
    kind_of_work: "Slag av arbete", "Kind of work";
    property_designation: "Fastighetsbeteckning", "Property designation";
    apartment_number: "Lägenhetsnummer", "Apartment number";
    association_number: "Bostadsrättsföreningens org.nr", "Housing association no.";
    rate: "Andel av arbetet", "Part of the work";
    deduction_base: "Arbete, inkl. moms", "Work, incl. VAT";
    other_work: "Övrigt arbete, inkl. moms", "Other work, incl. VAT";
    material: "Material, inkl. moms", "Material, incl. VAT";
    travel_and_other: "Resor och övrigt, inkl. moms", "Travel and other, incl. VAT";
    deduction_buyer: "Köpare", "Buyer";
    identity_number: "Personnummer", "Personal identity number";
    share: "Andel", "Share";
    deduction_amount: "Skattereduktion", "Tax deduction";
    deduction_note: "Skattereduktionen är preliminär. Det som Skatteverket inte godkänner betalas av köparen.",
        "The tax deduction is preliminary. What the Swedish Tax Agency doesn't approve is paid by the buyer.";
    deductions: "Skattereduktion", "Tax deductions";
    to_pay_back: "Kunden till godo", "To the customer’s credit";
    paid: "Betalt", "Paid";
    remaining: "Kvar att betala", "Remaining to pay";
    settled: "Fakturan är betald.", "This invoice has been paid.";
    payment: "Betalning", "Payment";
    bankgiro: "Bankgiro", "Bankgiro";
    plusgiro: "Plusgiro", "Plusgiro";
    swish: "Swish", "Swish";
    iban: "IBAN", "IBAN";
    bic: "BIC", "BIC";
    ocr: "OCR-nummer", "Payment reference (OCR)";
    scan_bank: "Skanna i bankappen", "Scan in your bank app";
    scan_swish: "Skanna i Swish", "Scan in Swish";
    bank_alt: "QR-kod för betalning i bankappen", "QR code for payment in a bank app";
    swish_alt: "QR-kod för betalning med Swish", "QR code for payment with Swish";
    draft_payment: "Fakturanummer, OCR-nummer och QR-kod tillkommer när fakturan utfärdas.",
        "Invoice number, payment reference and QR code are added when the invoice is issued.";
    exempt_note: "undantagen från skatteplikt enligt mervärdesskattelagen (2023:200).",
        "no VAT under the Swedish VAT Act, mervärdesskattelagen (2023:200).";
    reverse_charge_note: "Omvänd betalningsskyldighet: köparen redovisar momsen.",
        "Reverse charge (omvänd betalningsskyldighet): the customer is liable for the VAT.";
    eu_services_note: "Omvänd betalningsskyldighet: tjänsten beskattas hos köparen (artikel 196, direktiv 2006/112/EG).",
        "Reverse charge (omvänd betalningsskyldighet): VAT is due by the customer (article 196, directive 2006/112/EC).";
    eu_goods_note: "Gemenskapsintern varuförsäljning utan moms (10 kap. 42 § mervärdesskattelagen).",
        "Intra-Community supply, exempt from VAT (article 138, directive 2006/112/EC).";
    export_goods_note: "Export utanför EU, ingen moms (10 kap. 64 § mervärdesskattelagen).",
        "Export outside the EU, exempt from VAT (article 146, directive 2006/112/EC).";
    export_services_note: "Tjänsten är omsatt utanför EU, ingen svensk moms (6 kap. mervärdesskattelagen).",
        "The service is supplied outside the EU: no Swedish VAT (chapter 6, mervärdesskattelagen).";
    small_business_note: "Säljaren är undantagen från mervärdesskatt (18 kap. mervärdesskattelagen).",
        "The seller is exempt from VAT as a small business (chapter 18, mervärdesskattelagen).";
    accept: "Godkänn offerten", "Accept this quotation";
    accept_online: "Läs och godkänn på webben:", "Read and accept online:";
    accept_paper: "Eller skriv under och skicka tillbaka till oss.", "Or sign here and send it back to us.";
    accept_paper_only: "Skriv under och skicka tillbaka till oss.", "Sign here and send it back to us.";
    place_and_date: "Ort och datum", "Place and date";
    signature: "Namnteckning", "Signature";
    printed_name: "Namnförtydligande", "Name in block letters";
    logo_alt: "Logotyp", "Logo";
    page: "Sida", "Page";
}

impl Language {
    pub(crate) fn labels(self) -> &'static Labels {
        match self {
            Self::Swedish => &SWEDISH,
            Self::English => &ENGLISH,
        }
    }
}
