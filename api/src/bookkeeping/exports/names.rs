//! What is an account called in a file for another bookkeeping system?

use kontoret_core::bookkeeping::Purpose;

/// The name of the account of a purpose.
pub(super) fn name(purpose: Purpose, english: bool) -> &'static str {
    let (swedish, in_english) = match purpose {
        Purpose::Receivable => ("Kundfordringar", "Receivables"),
        Purpose::Bank => ("Bankkonto", "Bank account"),
        Purpose::Swish => ("Swish", "Swish"),
        Purpose::Card => ("Kort", "Card"),
        Purpose::Cash => ("Kontanter", "Cash"),
        Purpose::OtherPayment => ("Annan betalning", "Other payment"),
        Purpose::Prepayment => ("Förskott från kunder", "Prepayments"),
        Purpose::Vat25 => ("Utgående moms 25 %", "VAT 25 %"),
        Purpose::Vat12 => ("Utgående moms 12 %", "VAT 12 %"),
        Purpose::Vat6 => ("Utgående moms 6 %", "VAT 6 %"),
        Purpose::Sales25 => ("Försäljning 25 % moms", "Sales, 25 % VAT"),
        Purpose::Sales12 => ("Försäljning 12 % moms", "Sales, 12 % VAT"),
        Purpose::Sales6 => ("Försäljning 6 % moms", "Sales, 6 % VAT"),
        Purpose::SalesExempt => ("Försäljning utan moms", "Sales without VAT"),
        Purpose::SalesReverseCharge => (
            "Byggtjänster, omvänd betalningsskyldighet",
            "Construction, reverse charge",
        ),
        Purpose::SalesEuGoods => ("Varor till annat EU-land", "Goods to the EU"),
        Purpose::SalesEuServices => ("Tjänster till annat EU-land", "Services to the EU"),
        Purpose::SalesExportGoods => ("Varor, export", "Goods, export"),
        Purpose::SalesExportServices => ("Tjänster utanför EU", "Services outside the EU"),
        Purpose::Rounding => ("Öresavrundning", "Rounding"),
        Purpose::Loss => ("Kundförluster", "Customer losses"),
        Purpose::Interest => ("Dröjsmålsränta", "Late-payment interest"),
        Purpose::ReminderFee => ("Påminnelseavgifter", "Reminder fees"),
        Purpose::DelayCompensation => ("Förseningsersättning", "Compensation for delay"),
        Purpose::BankFee => ("Bankavgifter", "Bank fees"),
        Purpose::CurrencyDifference => ("Valutadifferenser", "Currency differences"),
        Purpose::TaxDeduction => (
            "Skattereduktioner att få från Skatteverket",
            "Tax deductions due from the tax agency",
        ),
    };
    if english { in_english } else { swedish }
}
