//! What a company looks like on the wire.

use kontoret_core::vat::VatCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// A postal address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// Street and number.
    #[validate(length(max = 100))]
    #[schema(max_length = 100)]
    pub street: String,
    /// A second line: c/o, floor.
    #[validate(length(max = 100))]
    #[schema(max_length = 100)]
    pub street2: String,
    /// `NNN NN` in Sweden.
    #[validate(length(max = 16))]
    #[schema(max_length = 16)]
    pub postal_code: String,
    /// City.
    #[validate(length(max = 60))]
    #[schema(max_length = 60)]
    pub city: String,
    /// ISO 3166-1 alpha-2.
    #[validate(length(equal = 2))]
    #[schema(min_length = 2, max_length = 2, example = "SE")]
    pub country: String,
}

/// The language of documents and mails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Swedish.
    Sv,
    /// English.
    En,
}

impl Language {
    /// The word in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Language::Sv => "sv",
            Language::En => "en",
        }
    }

    /// From the word in the database.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        if text == "en" { Language::En } else { Language::Sv }
    }
}

/// The company's new details and habits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct CompanyInput {
    /// Name.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120)]
    pub name: String,
    /// The log-in name: small letters, digits and hyphens.
    #[validate(length(min = 2, max = 40))]
    #[schema(min_length = 2, max_length = 40)]
    pub slug: String,
    /// Organisation number, or empty.
    #[validate(length(max = 20))]
    #[schema(max_length = 20)]
    pub organisation_number: String,
    /// VAT number, or empty.
    #[validate(length(max = 20))]
    #[schema(max_length = 20)]
    pub vat_number: String,
    /// Approved for F-tax: printed on documents.
    pub f_tax: bool,
    /// The municipality of the registered office, or empty.
    #[validate(length(max = 60))]
    #[schema(max_length = 60)]
    pub seat: String,
    /// Address.
    #[validate(nested)]
    pub address: Address,
    /// Phone, or empty.
    #[validate(length(max = 40))]
    #[schema(max_length = 40)]
    pub phone: String,
    /// E-mail, or empty.
    #[validate(length(max = 254))]
    #[schema(max_length = 254)]
    pub email: String,
    /// Website, or empty.
    #[validate(length(max = 120))]
    #[schema(max_length = 120)]
    pub website: String,
    /// Bankgiro number, or empty.
    #[validate(length(max = 20))]
    #[schema(max_length = 20)]
    pub bankgiro: String,
    /// Plusgiro number, or empty.
    #[validate(length(max = 20))]
    #[schema(max_length = 20)]
    pub plusgiro: String,
    /// Swish number, or empty.
    #[validate(length(max = 20))]
    #[schema(max_length = 20)]
    pub swish: String,
    /// IBAN, or empty.
    #[validate(length(max = 42))]
    #[schema(max_length = 42)]
    pub iban: String,
    /// BIC, or empty.
    #[validate(length(max = 11))]
    #[schema(max_length = 11)]
    pub bic: String,
    /// `data:image/png;base64,…` or `data:image/svg+xml;base64,…`, at most 200 KiB unpacked; null for none.
    #[validate(length(max = 280_000))]
    #[schema(max_length = 280_000)]
    pub logo: Option<String>,
    /// Of new customers' documents.
    pub language: Language,
    /// Days to pay.
    #[validate(range(min = 0, max = 365))]
    #[schema(minimum = 0, maximum = 365)]
    pub payment_terms_days: i32,
    /// Days for which an offer holds.
    #[validate(range(min = 1, max = 365))]
    #[schema(minimum = 1, maximum = 365)]
    pub offer_valid_days: i32,
    /// What may be left unpaid on an invoice and be written off without a reason, in öre.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000)]
    pub write_off_limit_ore: i64,
    /// Price of an hour in öre, with or without VAT as `prices_include_vat` says.
    #[validate(range(min = 0, max = 100_000_000_000i64))]
    #[schema(minimum = 0, maximum = 100_000_000_000i64)]
    pub hourly_price_ore: i64,
    /// VAT of new lines.
    pub default_vat: VatCode,
    /// Whether new documents are entered with VAT in the prices.
    pub prices_include_vat: bool,
    /// Whether new documents are rounded to whole kronor.
    pub round_to_krona: bool,
    /// Printed on invoices.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub invoice_note: String,
    /// Printed on offers.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub offer_note: String,
    /// Charges no VAT since its turnover is small (mervärdesskattelagen, 2023:200, 18 kap.).
    #[serde(default)]
    pub small_business: bool,
    /// Why lines are exempt from VAT, printed on documents; empty: a general reference to the law.
    #[serde(default)]
    #[validate(length(max = 200))]
    #[schema(max_length = 200)]
    pub exemption_reference: String,
    /// Colour of titles and rules on documents, `#rrggbb`; empty: ours. Darkened where it couldn't be read.
    #[serde(default)]
    #[validate(length(max = 7))]
    #[schema(max_length = 7, example = "#1d3f72")]
    pub accent: String,
    /// Whether new payment references have a length digit before the check digit, as agreed with the bank.
    #[serde(default)]
    pub ocr_length_digit: bool,
}

/// The company at work.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Company {
    /// Id.
    pub id: Uuid,
    /// For `If-Match`.
    pub version: i32,
    /// Name.
    pub name: String,
    /// The log-in name.
    pub slug: String,
    /// Organisation number, or empty.
    pub organisation_number: String,
    /// VAT number, or empty.
    pub vat_number: String,
    /// Approved for F-tax.
    pub f_tax: bool,
    /// The municipality of the registered office, or empty.
    pub seat: String,
    /// Address.
    pub address: Address,
    /// Phone, or empty.
    pub phone: String,
    /// E-mail, or empty.
    pub email: String,
    /// Website, or empty.
    pub website: String,
    /// Bankgiro number, or empty.
    pub bankgiro: String,
    /// Plusgiro number, or empty.
    pub plusgiro: String,
    /// Swish number, or empty.
    pub swish: String,
    /// IBAN, or empty.
    pub iban: String,
    /// BIC, or empty.
    pub bic: String,
    /// A data URL, or null.
    pub logo: Option<String>,
    /// Of new customers' documents.
    pub language: Language,
    /// Days to pay.
    pub payment_terms_days: i32,
    /// Days for which an offer holds.
    pub offer_valid_days: i32,
    /// What may be left unpaid on an invoice and be written off without a reason, in öre.
    pub write_off_limit_ore: i64,
    /// Price of an hour in öre.
    pub hourly_price_ore: i64,
    /// VAT of new lines.
    pub default_vat: VatCode,
    /// Whether new documents are entered with VAT in the prices.
    pub prices_include_vat: bool,
    /// Whether new documents are rounded to whole kronor.
    pub round_to_krona: bool,
    /// Printed on invoices.
    pub invoice_note: String,
    /// Printed on offers.
    pub offer_note: String,
    /// Charges no VAT since its turnover is small.
    pub small_business: bool,
    /// Why lines are exempt from VAT; empty: a general reference to the law.
    pub exemption_reference: String,
    /// Colour of titles and rules on documents, `#rrggbb`; empty: ours.
    pub accent: String,
    /// Whether new payment references have a length digit.
    pub ocr_length_digit: bool,
    /// What can be done now.
    pub actions: Vec<CompanyAction>,
}

/// What can be done to the company now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CompanyAction {
    /// Change it.
    Replace,
}
