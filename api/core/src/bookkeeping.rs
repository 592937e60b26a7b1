//! What does a business event come to in the accounts? Amounts by purpose, always in balance; the company says which
//! account each purpose is.
//!
//! Debit is above zero, credit below. Account numbers follow BAS 2026; every one of them can be changed by the company.

use crate::invoice::Kind;
use crate::money::Ore;
use crate::reminder::LateCharge;
use crate::sales::Sale;
use crate::vat::VatCode;
use crate::wire::words;

words! {
    /// What an account is used for.
    #[cfg_attr(feature = "schema", schema(as = AccountPurpose))]
    Purpose {
        /// What customers owe.
        Receivable = "receivable",
        /// What the tax agency owes for tax deductions.
        TaxDeduction = "tax_deduction",
        /// The bank account.
        Bank = "bank",
        /// Swish.
        Swish = "swish",
        /// Card payments on their way.
        Card = "card",
        /// Cash.
        Cash = "cash",
        /// Money that came in some other way.
        OtherPayment = "other_payment",
        /// What customers have paid in advance.
        Prepayment = "prepayment",
        /// VAT of 25 %.
        Vat25 = "vat_25",
        /// VAT of 12 %.
        Vat12 = "vat_12",
        /// VAT of 6 %.
        Vat6 = "vat_6",
        /// Sales with 25 % VAT.
        Sales25 = "sales_25",
        /// Sales with 12 % VAT.
        Sales12 = "sales_12",
        /// Sales with 6 % VAT.
        Sales6 = "sales_6",
        /// Sales without VAT.
        SalesExempt = "sales_exempt",
        /// Construction services where the buyer owes the VAT.
        SalesReverseCharge = "sales_reverse_charge",
        /// Goods to another member state.
        SalesEuGoods = "sales_eu_goods",
        /// Services to another member state.
        SalesEuServices = "sales_eu_services",
        /// Goods that leave the Union.
        SalesExportGoods = "sales_export_goods",
        /// Services outside the Union.
        SalesExportServices = "sales_export_services",
        /// Rounding to whole kronor.
        Rounding = "rounding",
        /// Losses on customers.
        Loss = "loss",
        /// Late-payment interest.
        Interest = "interest",
        /// Reminder fees.
        ReminderFee = "reminder_fee",
        /// Compensation for delay.
        DelayCompensation = "delay_compensation",
        /// What banks keep of payments.
        BankFee = "bank_fee",
        /// Differences of exchange rates.
        CurrencyDifference = "currency_difference",
    }
}

/// The account numbers that exist.
pub const ACCOUNTS: std::ops::RangeInclusive<i32> = 1000..=9999;

impl Purpose {
    /// The account of BAS 2026, until the company chooses another.
    #[must_use]
    pub const fn default_account(self) -> i32 {
        match self {
            Self::Receivable => 1510,
            Self::TaxDeduction => 1513,
            Self::Bank | Self::Swish | Self::OtherPayment => 1930,
            Self::Card => 1580,
            Self::Cash => 1910,
            Self::Prepayment => 2420,
            Self::Vat25 => 2611,
            Self::Vat12 => 2621,
            Self::Vat6 => 2631,
            Self::Sales25 => 3001,
            Self::Sales12 => 3002,
            Self::Sales6 => 3003,
            Self::SalesExempt => 3004,
            Self::SalesReverseCharge => 3231,
            Self::SalesEuGoods => 3108,
            Self::SalesEuServices => 3308,
            Self::SalesExportGoods => 3105,
            Self::SalesExportServices => 3305,
            Self::Rounding => 3740,
            Self::Loss => 6351,
            Self::Interest => 8313,
            Self::ReminderFee => 3540,
            Self::DelayCompensation => 3990,
            Self::BankFee => 6570,
            Self::CurrencyDifference => 7960,
        }
    }

    /// Whether companies often use another account for it: worth a look before the first voucher.
    #[must_use]
    pub const fn varies(self) -> bool {
        matches!(
            self,
            Self::Swish
                | Self::Card
                | Self::OtherPayment
                | Self::SalesEuGoods
                | Self::SalesEuServices
                | Self::SalesExportGoods
                | Self::SalesExportServices
                | Self::Loss
                | Self::Interest
                | Self::ReminderFee
                | Self::DelayCompensation
                | Self::CurrencyDifference
        )
    }

    /// The account for sales with a VAT code.
    #[must_use]
    pub fn of_sales(vat: VatCode) -> Self {
        match vat {
            VatCode::Standard => Self::Sales25,
            VatCode::Reduced => Self::Sales12,
            VatCode::Low => Self::Sales6,
            VatCode::ReverseCharge => Self::SalesReverseCharge,
            VatCode::EuGoods => Self::SalesEuGoods,
            VatCode::EuServices => Self::SalesEuServices,
            VatCode::ExportGoods => Self::SalesExportGoods,
            VatCode::ExportServices => Self::SalesExportServices,
            VatCode::Zero | VatCode::Exempt | VatCode::SmallBusiness => Self::SalesExempt,
        }
    }

    /// The account for the VAT of a code; `None` for a code without VAT.
    #[must_use]
    pub fn of_vat(vat: VatCode) -> Option<Self> {
        match vat {
            VatCode::Standard => Some(Self::Vat25),
            VatCode::Reduced => Some(Self::Vat12),
            VatCode::Low => Some(Self::Vat6),
            _ => None,
        }
    }

    /// The account for what late payment costs the customer.
    #[must_use]
    pub fn of_charge(charge: LateCharge) -> Self {
        match charge {
            LateCharge::Interest => Self::Interest,
            LateCharge::ReminderFee => Self::ReminderFee,
            LateCharge::DelayCompensation => Self::DelayCompensation,
        }
    }

    /// The account that money comes to by a method, by its word.
    #[must_use]
    pub fn of_method(method: &str) -> Self {
        match method {
            "bankgiro" => Self::Bank,
            "swish" => Self::Swish,
            "card" => Self::Card,
            "cash" => Self::Cash,
            _ => Self::OtherPayment,
        }
    }
}

/// An amount on an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount<K> {
    /// For what.
    pub purpose: Purpose,
    /// The account that a line names; `None`: the one of the purpose.
    pub account: Option<i32>,
    /// The VAT code of a base or of VAT.
    pub vat: Option<VatCode>,
    /// Whose receivable.
    pub of: Option<K>,
    /// Debit above zero, credit below.
    pub amount_ore: Ore,
}

impl<K> Amount<K> {
    /// An amount without VAT code.
    pub const fn new(purpose: Purpose, amount_ore: Ore) -> Self {
        Self {
            purpose,
            account: None,
            vat: None,
            of: None,
            amount_ore,
        }
    }
}

/// Why amounts are no voucher.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unbalanced {
    /// Debit and credit differ.
    #[error("debit and credit differ")]
    Differs,
    /// A sum is out of range.
    #[error("a sum is out of range")]
    OutOfRange,
}

/// Amounts whose sum is zero; there is no other way to have some.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balanced<K>(Vec<Amount<K>>);

impl<K: Copy + PartialEq> Balanced<K> {
    /// Amounts of the same kind are one; amounts of zero are none.
    ///
    /// # Errors
    /// When debit and credit differ.
    pub fn new(amounts: impl IntoIterator<Item = Amount<K>>) -> Result<Self, Unbalanced> {
        let mut merged: Vec<Amount<K>> = Vec::new();
        for a in amounts {
            let same = |m: &&mut Amount<K>| (m.purpose, m.account, m.vat, m.of) == (a.purpose, a.account, a.vat, a.of);
            match merged.iter_mut().find(same) {
                Some(m) => m.amount_ore = m.amount_ore.checked_add(a.amount_ore).ok_or(Unbalanced::OutOfRange)?,
                None => merged.push(a),
            }
        }
        merged.retain(|a| a.amount_ore != Ore::ZERO);
        let sum: i128 = merged.iter().map(|a| i128::from(a.amount_ore.0)).sum();
        if sum == 0 {
            Ok(Self(merged))
        } else {
            Err(Unbalanced::Differs)
        }
    }

    /// The amounts.
    #[must_use]
    pub fn amounts(&self) -> &[Amount<K>] {
        &self.0
    }

    /// What takes this back.
    ///
    /// # Errors
    /// When an amount has no opposite.
    pub fn reversed(&self) -> Result<Self, Unbalanced> {
        let back = |a: &Amount<K>| {
            a.amount_ore
                .0
                .checked_neg()
                .map(|n| Amount {
                    amount_ore: Ore(n),
                    ..*a
                })
                .ok_or(Unbalanced::OutOfRange)
        };
        self.0.iter().map(back).collect::<Result<_, _>>().map(Self)
    }
}

/// What an issued invoice or credit note says, for its voucher. Everything of a credit note is below zero.
#[derive(Clone, Debug)]
pub struct Issued<'a, K> {
    /// The document.
    pub id: K,
    /// What sort; of a credit note that of the invoice which it takes back.
    pub kind: Kind,
    /// Its sum.
    pub total_ore: Ore,
    /// What of it the tax agency pays instead of the customer.
    pub deducted_ore: Ore,
    /// What rounding added.
    pub rounding_ore: Ore,
    /// Base and VAT per code.
    pub rows: &'a [crate::totals::VatRow],
    /// Where the bases of the rows go.
    pub sales: &'a [Sale],
    /// The bases of prepayments that are taken off, as numbers above zero.
    pub prepaid: &'a [Sale],
}

/// The voucher of an invoice or credit note: receivable against base, VAT and rounding. A tax deduction divides the receivable
/// between customer and tax agency, and changes nothing of sales and VAT.
///
/// A prepayment's base is owed to the customer until the final invoice takes it off and it becomes sales.
///
/// # Errors
/// When the document doesn't add up.
pub fn of_issued<K: Copy + PartialEq>(issued: &Issued<'_, K>) -> Result<Balanced<K>, Unbalanced> {
    let credit = |purpose, account, vat, Ore(ore): Ore| {
        ore.checked_neg()
            .map(|n| Amount {
                purpose,
                account,
                vat: Some(vat),
                of: None,
                amount_ore: Ore(n),
            })
            .ok_or(Unbalanced::OutOfRange)
    };
    let owed = issued
        .total_ore
        .0
        .checked_sub(issued.deducted_ore.0)
        .ok_or(Unbalanced::OutOfRange)?;
    let mut amounts = vec![
        Amount {
            of: Some(issued.id),
            ..Amount::new(Purpose::Receivable, Ore(owed))
        },
        Amount::new(Purpose::TaxDeduction, issued.deducted_ore),
    ];
    for row in issued.rows {
        for sale in issued.sales.iter().filter(|s| s.vat == row.vat) {
            let (purpose, account) = match issued.kind {
                Kind::Prepayment => (Purpose::Prepayment, None),
                Kind::Interest => (Purpose::of_charge(sale.to.charge.unwrap_or(LateCharge::Interest)), None),
                _ => (Purpose::of_sales(sale.vat), sale.to.account),
            };
            amounts.push(credit(purpose, account, sale.vat, sale.net_ore)?);
        }
        match Purpose::of_vat(row.vat) {
            Some(purpose) => amounts.push(credit(purpose, None, row.vat, row.vat_ore)?),
            None if row.vat_ore != Ore::ZERO => return Err(Unbalanced::Differs),
            None => {}
        }
    }
    for base in issued.prepaid {
        amounts.push(credit(
            Purpose::of_sales(base.vat),
            base.to.account,
            base.vat,
            base.net_ore,
        )?);
        amounts.push(Amount {
            vat: Some(base.vat),
            ..Amount::new(Purpose::Prepayment, base.net_ore)
        });
    }
    let rounding = issued.rounding_ore.0.checked_neg().ok_or(Unbalanced::OutOfRange)?;
    amounts.push(Amount::new(Purpose::Rounding, Ore(rounding)));
    Balanced::new(amounts)
}

/// Money that came in, or (below zero) went out.
#[derive(Clone, Debug)]
pub struct Paid<'a, K> {
    /// The word of the way it came.
    pub method: &'a str,
    /// What reached the account.
    pub amount_ore: Ore,
    /// What the bank kept.
    pub fee_ore: Ore,
    /// What was lost by the rate of exchange.
    pub currency_difference_ore: Ore,
    /// What it took from what is left of invoices.
    pub parts: &'a [(K, Ore)],
}

/// The voucher of a payment: what its parts don't use is owed to the customer, or taken from what was.
///
/// # Errors
/// When a sum is out of range.
pub fn of_payment<K: Copy + PartialEq>(paid: &Paid<'_, K>) -> Result<Balanced<K>, Unbalanced> {
    let mut amounts = vec![
        Amount::new(Purpose::of_method(paid.method), paid.amount_ore),
        Amount::new(Purpose::BankFee, paid.fee_ore),
        Amount::new(Purpose::CurrencyDifference, paid.currency_difference_ore),
    ];
    for (invoice, Ore(part)) in paid.parts {
        amounts.push(Amount {
            of: Some(*invoice),
            ..Amount::new(
                Purpose::Receivable,
                Ore(part.checked_neg().ok_or(Unbalanced::OutOfRange)?),
            )
        });
    }
    let sum: i128 = amounts.iter().map(|a| i128::from(a.amount_ore.0)).sum();
    let rest = i64::try_from(-sum).map_err(|_| Unbalanced::OutOfRange)?;
    amounts.push(Amount::new(Purpose::Prepayment, Ore(rest)));
    Balanced::new(amounts)
}

/// The voucher of a write-off: a small remainder that nobody explained is a rounding, anything else a loss.
///
/// # Errors
/// When the amount has no opposite.
pub fn of_write_off<K: Copy + PartialEq>(
    invoice: K,
    amount_ore: Ore,
    explained: bool,
) -> Result<Balanced<K>, Unbalanced> {
    let purpose = if explained { Purpose::Loss } else { Purpose::Rounding };
    let back = amount_ore.0.checked_neg().ok_or(Unbalanced::OutOfRange)?;
    Balanced::new([
        Amount::new(purpose, amount_ore),
        Amount {
            of: Some(invoice),
            ..Amount::new(Purpose::Receivable, Ore(back))
        },
    ])
}

/// The voucher of money from the tax agency for deductions; below zero of money back to it.
///
/// # Errors
/// When the amount has no opposite.
pub fn of_deduction_payout<K: Copy + PartialEq>(amount_ore: Ore) -> Result<Balanced<K>, Unbalanced> {
    moved(Amount::new(Purpose::Bank, amount_ore))
}

/// The voucher of a part of a deduction that the customer pays after all: one claim becomes another, without sale or VAT.
///
/// # Errors
/// When the amount has no opposite.
pub fn of_deduction_billed<K: Copy + PartialEq>(invoice: K, amount_ore: Ore) -> Result<Balanced<K>, Unbalanced> {
    moved(Amount {
        of: Some(invoice),
        ..Amount::new(Purpose::Receivable, amount_ore)
    })
}

/// The voucher of a part of a deduction that is given up.
///
/// # Errors
/// When the amount has no opposite.
pub fn of_deduction_lost<K: Copy + PartialEq>(amount_ore: Ore) -> Result<Balanced<K>, Unbalanced> {
    moved(Amount::new(Purpose::Loss, amount_ore))
}

/// From what the tax agency owes to something else.
fn moved<K: Copy + PartialEq>(to: Amount<K>) -> Result<Balanced<K>, Unbalanced> {
    let back = to.amount_ore.0.checked_neg().ok_or(Unbalanced::OutOfRange)?;
    Balanced::new([to, Amount::new(Purpose::TaxDeduction, Ore(back))])
}

#[cfg(test)]
#[path = "bookkeeping_test.rs"]
mod tests;
