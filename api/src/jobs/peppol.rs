//! By which way do e-invoices leave? Through an access point of the Peppol network, if one is set up; there is no other.
//!
//! The access point looks up the receiver, wraps the document and speaks AS4 with the receiver's own access point. It is
//! spoken to over HTTP as the sender of phase4's standalone access point is: one `POST` per document, answered with a
//! report. Its address is part of the configuration, with the operator and the country (Sweden); nothing a user enters
//! leads anywhere else, and redirects are not followed.

use crate::{app::StartError, config::Peppol};
use kontoret_formats::ubl::{CUSTOMIZATION, Endpoint, Kind, PROFILE};
use serde::Deserialize;
use std::{sync::Arc, time::Duration};
use uuid::Uuid;

/// Longest wait for the report; well below a job's lease.
const TIMEOUT: Duration = Duration::from_secs(60);
/// Longest report that is read.
const LONGEST_REPORT: usize = 256 * 1024;
/// The namespace of participants' identifiers in the network.
const PARTICIPANTS: &str = "iso6523-actorid-upis";

/// A document to hand over.
#[derive(Clone, Debug)]
pub struct Consignment {
    /// Ours; the log names it and nothing else.
    pub id: Uuid,
    /// Invoice or credit note.
    pub kind: Kind,
    /// From whom.
    pub sender: Endpoint,
    /// The sender's country.
    pub country: String,
    /// To whom.
    pub receiver: Endpoint,
    /// The document (UBL).
    pub xml: Vec<u8>,
}

/// Why a document wasn't handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The network knows no such receiver, or it takes no such documents.
    UnknownReceiver,
    /// The receiver, or its access point, refused the document.
    Refused,
    /// Our access point can't be reached, doesn't know us, or asks for patience.
    Unreachable,
}

/// A way into the network.
#[async_trait::async_trait]
pub trait AccessPoint: Send + Sync {
    /// Hands a document over and waits for the receiver's receipt; gives the id of the message in the network.
    async fn hand_over(&self, consignment: &Consignment) -> Result<Option<String>, Failure>;
}

/// Makes ready to speak with the access point.
///
/// # Errors
/// When there is no TLS to speak with.
pub fn connect(settings: &Peppol) -> Result<Arc<dyn AccessPoint>, StartError> {
    #[expect(clippy::disallowed_methods, reason = "jobs alone talk to the network")]
    let client = reqwest::Client::builder()
        .timeout(TIMEOUT)
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .https_only(settings.url.starts_with("https://"))
        .build()
        .map_err(|e| StartError::Config(format!("KONTORET_PEPPOL_URL can't be used: {e}")))?;
    Ok(Arc::new(Http {
        client,
        settings: settings.clone(),
    }))
}

struct Http {
    client: reqwest::Client,
    settings: Peppol,
}

/// What the access point says of a document; it says more.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Report {
    overall_success: bool,
    c3_endpoint_url: Option<String>,
    as4_message_id: Option<String>,
}

#[async_trait::async_trait]
impl AccessPoint for Http {
    async fn hand_over(&self, consignment: &Consignment) -> Result<Option<String>, Failure> {
        let url = address(&self.settings.url, consignment).ok_or(Failure::Unreachable)?;
        let sent = self
            .client
            .post(url)
            .header("x-token", &self.settings.token)
            .header("content-type", "application/xml")
            .body(consignment.xml.clone())
            .send()
            .await;
        let answer = sent.map_err(|e| {
            log::warn!(e_invoice:% = consignment.id, timeout = e.is_timeout(), connect = e.is_connect(); "the access point can't be reached");
            Failure::Unreachable
        })?;
        let status = answer.status();
        if !status.is_success() {
            log::warn!(e_invoice:% = consignment.id, status = status.as_u16(); "the access point didn't take the e-invoice");
            // 401, 403, 404 and 408 speak of us and the address, not of the document.
            let is_ours = matches!(status.as_u16(), 300..=399 | 401 | 403 | 404 | 408 | 429 | 500..);
            return Err(if is_ours {
                Failure::Unreachable
            } else {
                Failure::Refused
            });
        }
        judged(consignment.id, read(answer).await.as_deref())
    }
}

/// The report's text, as far as it isn't absurd.
async fn read(mut answer: reqwest::Response) -> Option<Vec<u8>> {
    let mut text = Vec::new();
    while let Some(chunk) = answer.chunk().await.ok()? {
        text.extend_from_slice(&chunk);
        if text.len() > LONGEST_REPORT {
            return None;
        }
    }
    Some(text)
}

fn judged(id: Uuid, text: Option<&[u8]>) -> Result<Option<String>, Failure> {
    let Some(report) = text.and_then(|text| serde_json::from_slice::<Report>(text).ok()) else {
        log::warn!(e_invoice:% = id; "the access point's report can't be read");
        return Err(Failure::Unreachable);
    };
    if report.overall_success {
        // An id is kept as text: only as long as one can be.
        return Ok(report.as4_message_id.filter(|id| id.len() <= 200));
    }
    log::warn!(e_invoice:% = id, found = report.c3_endpoint_url.is_some(); "the e-invoice wasn't taken");
    Err(match report.c3_endpoint_url {
        Some(_) => Failure::Refused,
        None => Failure::UnknownReceiver,
    })
}

/// Where a document is handed over: who, to whom, what and in which process are steps of the path.
fn address(url: &str, consignment: &Consignment) -> Option<reqwest::Url> {
    let mut address: reqwest::Url = url.parse().ok()?;
    let participant = |endpoint: &Endpoint| format!("{PARTICIPANTS}::{}:{}", endpoint.scheme, endpoint.id);
    address.path_segments_mut().ok()?.pop_if_empty().extend([
        "sendas4",
        &participant(&consignment.sender),
        &participant(&consignment.receiver),
        &document_type(consignment.kind),
        &format!("cenbii-procid-ubl::{PROFILE}"),
        &consignment.country,
    ]);
    Some(address)
}

/// The document's type as the network writes it.
fn document_type(kind: Kind) -> String {
    let root = match kind {
        Kind::Invoice => "Invoice",
        Kind::CreditNote => "CreditNote",
    };
    format!("busdox-docid-qns::urn:oasis:names:specification:ubl:schema:xsd:{root}-2::{root}##{CUSTOMIZATION}::2.1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_says_who_sends_what_to_whom() {
        let endpoint = |scheme: &str, id: &str| Endpoint {
            scheme: scheme.to_owned(),
            id: id.to_owned(),
        };
        let consignment = Consignment {
            id: Uuid::nil(),
            kind: Kind::CreditNote,
            sender: endpoint("0007", "5560160680"),
            country: "SE".to_owned(),
            receiver: endpoint("0088", "../x?y"),
            xml: Vec::new(),
        };
        let address = address("https://ap.example/v1", &consignment).unwrap().to_string();
        assert_eq!(
            address,
            "https://ap.example/v1/sendas4/iso6523-actorid-upis::0007:5560160680/iso6523-actorid-upis::0088:..%2Fx%3Fy/\
             busdox-docid-qns::urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2::CreditNote%23%23\
             urn:cen.eu:en16931:2017%23compliant%23urn:fdc:peppol.eu:2017:poacc:billing:3.0::2.1/\
             cenbii-procid-ubl::urn:fdc:peppol.eu:2017:poacc:billing:01:1.0/SE"
        );
    }

    #[test]
    fn a_report_tells_success_and_whose_fault_it_was() {
        let said = |text: &str| judged(Uuid::nil(), Some(text.as_bytes()));
        assert_eq!(
            said(r#"{"overallSuccess":true,"sendingSuccess":true,"as4MessageId":"a@b"}"#),
            Ok(Some("a@b".to_owned()))
        );
        assert_eq!(said(r#"{"overallSuccess":true}"#), Ok(None));
        assert_eq!(said(r#"{"overallSuccess":false}"#), Err(Failure::UnknownReceiver));
        assert_eq!(
            said(r#"{"overallSuccess":false,"c3EndpointUrl":"https://other.example/as4"}"#),
            Err(Failure::Refused)
        );
        assert_eq!(said("<html>"), Err(Failure::Unreachable));
        assert_eq!(judged(Uuid::nil(), None), Err(Failure::Unreachable));
    }
}
