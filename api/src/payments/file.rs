//! What does a file bring that is new? Read, held against what is known, and refused whole when something is wrong with it.

use super::{
    dto::PaymentFileFormat,
    entity::{imported_payment, payment_import},
};
use crate::{
    company::company_settings,
    http::{Code, FieldCode, FieldError, Problem},
    store::{ReadTx, secret::digest},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use kontoret_formats::bank_file::{self, Account, AccountKind, BankFile, Deposit, Fault, Format, Incoming, Refusal};
use sea_orm::{ColumnTrait, QuerySelect};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A payment of a file, with what makes it the same payment in whichever file it comes.
#[derive(Clone, Copy)]
pub struct Found<'f> {
    /// The sum that it is a part of.
    pub deposit: &'f Deposit,
    /// The payment.
    pub incoming: &'f Incoming,
    /// What makes it the same.
    pub identity: [u8; 32],
}

/// The bytes of a file and what they say.
///
/// # Errors
/// A refusal of the field `/content` that names the line.
pub fn read(content: &str) -> Result<(Vec<u8>, BankFile), Problem> {
    let bytes = STANDARD
        .decode(content.trim())
        .map_err(|_| Problem::field("/content", FieldCode::Invalid).detail("the content isn't Base64"))?;
    let file = bank_file::read(&bytes).map_err(refused)?;
    if file.deposits.iter().all(|d| d.payments.is_empty()) {
        return Err(refused(Refusal {
            line: 0,
            fault: Fault::Incomplete,
        })
        .detail("the file holds no payments"));
    }
    Ok((bytes, file))
}

fn refused(refusal: Refusal) -> Problem {
    let code = match refusal.fault {
        Fault::Unknown => FieldCode::FileUnknown,
        Fault::TooLarge => FieldCode::FileTooLarge,
        Fault::Test => FieldCode::FileTest,
        Fault::Line => FieldCode::FileLine,
        Fault::Order => FieldCode::FileOrder,
        Fault::Incomplete => FieldCode::FileIncomplete,
        Fault::Total { .. } => FieldCode::FileTotal,
        Fault::Xml => FieldCode::FileXml,
        Fault::Entities => FieldCode::FileUnsafe,
    };
    let mut error = FieldError::new("/content", code);
    if refusal.line > 0 {
        error = error.with("line", refusal.line.into());
    }
    if let Fault::Total { stated, found } = refusal.fault {
        error = error.with("stated", stated).with("found", found);
    }
    Problem::fields(vec![error]).detail(refusal.to_string())
}

/// Refuses a file of somebody else's: an account of a kind that the company has, but another one.
///
/// # Errors
/// A refusal of the field `/content`.
pub fn is_ours(file: &BankFile, settings: &company_settings::Model) -> Result<(), Problem> {
    for deposit in &file.deposits {
        let Account { kind, number } = &deposit.account;
        let own = match kind {
            AccountKind::Bankgiro => &settings.bankgiro,
            AccountKind::Plusgiro => &settings.plusgiro,
            AccountKind::Iban => &settings.iban,
            AccountKind::Other => continue,
        };
        let own: String = own.chars().filter(char::is_ascii_alphanumeric).collect();
        if !own.is_empty() && !own.eq_ignore_ascii_case(number) {
            let mut error = FieldError::new("/content", FieldCode::FileForeign);
            if let Some(first) = deposit.payments.first() {
                error = error.with("line", first.line.into());
            }
            return Err(Problem::fields(vec![error]).detail("the file is of another account than the company's"));
        }
    }
    Ok(())
}

/// The payments of a file. Those that are alike to the last letter are told apart by their order.
#[must_use]
pub fn payments(file: &BankFile) -> Vec<Found<'_>> {
    let mut seen: BTreeMap<[u8; 32], u32> = BTreeMap::new();
    let all = file
        .deposits
        .iter()
        .flat_map(|d| d.payments.iter().map(move |p| (d, p)));
    all.map(|(deposit, incoming)| {
        let alike = identity(deposit, incoming);
        let nth = seen.entry(alike).or_default();
        *nth += 1;
        Found {
            deposit,
            incoming,
            identity: digest(&[&alike[..], &nth.to_be_bytes()].concat()),
        }
    })
    .collect()
}

/// With the bank's own number of it: account, day, number and amount. Without: all that is known.
fn identity(deposit: &Deposit, p: &Incoming) -> [u8; 32] {
    let mut parts = vec![
        deposit.account.number.clone(),
        deposit.currency.clone(),
        deposit.paid_on.to_string(),
        p.amount.to_string(),
        p.bank_reference.clone(),
    ];
    if p.bank_reference.is_empty() {
        parts.extend([deposit.reference.clone(), p.message.clone(), p.payer_name.clone()]);
        parts.extend(p.references.iter().map(|r| r.text.clone()));
    }
    let mut bytes = Vec::new();
    for part in parts {
        bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bytes.extend_from_slice(part.as_bytes());
    }
    digest(&bytes)
}

/// The file that has these bytes, if it was imported.
pub async fn same_file(tx: &ReadTx, digest: &[u8]) -> Result<Option<payment_import::Model>, Problem> {
    Ok(tx
        .find::<payment_import::Entity>()
        .filter(payment_import::Column::Digest.eq(digest))
        .one()
        .await?)
}

/// Which of the payments are known, and a file that brought one of them.
pub async fn known(tx: &ReadTx, found: &[Found<'_>]) -> Result<(BTreeSet<Vec<u8>>, Option<Uuid>), Problem> {
    use imported_payment::Column as C;
    let mut known = BTreeSet::new();
    let mut import = None;
    for chunk in found.chunks(1_000) {
        let rows: Vec<(Vec<u8>, Uuid)> = tx
            .find::<imported_payment::Entity>()
            .filter(C::Identity.is_in(chunk.iter().map(|f| f.identity.to_vec())))
            .with(|q| q.select_only().columns([C::Identity, C::ImportId]))
            .all_as::<Known>()
            .await?
            .into_iter()
            .map(|k| (k.identity, k.import_id))
            .collect();
        for (identity, id) in rows {
            known.insert(identity);
            import = Some(id);
        }
    }
    Ok((known, import))
}

#[derive(sea_orm::FromQueryResult)]
struct Known {
    identity: Vec<u8>,
    import_id: Uuid,
}

/// The format's word in the database.
#[must_use]
pub fn word(format: Format) -> &'static str {
    match format {
        Format::BgMax => "bgmax",
        Format::Camt054 => "camt054",
    }
}

/// The format of the database's word.
pub fn format(word: &str) -> Result<PaymentFileFormat, Problem> {
    match word {
        "bgmax" => Ok(PaymentFileFormat::Bgmax),
        "camt054" => Ok(PaymentFileFormat::Camt054),
        _ => Err(Problem::new(Code::Internal)),
    }
}
