//! What is owed when personal data was breached, by when, and what may be decided?
//!
//! Source: GDPR (EU) 2016/679 art. 4(12), 33, 34.

use crate::{machine::Machine, wire::words};
use chrono::{DateTime, Duration, Utc};

words! {
    /// What a breach was of (GDPR art. 4(12)). A breach can be of several kinds.
    BreachKind {
        /// Data was disclosed to somebody, or could be read.
        Confidentiality = "confidentiality",
        /// Data was changed.
        Integrity = "integrity",
        /// Data was lost or couldn't be reached.
        Availability = "availability",
    }
}

words! {
    /// Whose data was breached.
    BreachPeople {
        /// Users of the service, as a rule employees.
        Users = "users",
        /// Contact persons of companies.
        ContactPersons = "contact_persons",
        /// Customers and the people of their households.
        EndCustomers = "end_customers",
        /// Others, such as neighbours.
        Others = "others",
    }
}

words! {
    /// How likely the breach is to harm people's rights and freedoms (GDPR art. 33(1), 34(1)).
    BreachRisk {
        /// A risk is unlikely.
        Unlikely = "unlikely",
        /// There is a risk: the authority is told.
        Risk = "risk",
        /// The risk is high: the people are told too.
        High = "high",
    }
}

words! {
    /// Whether the authority was told (GDPR art. 33(1)).
    BreachReporting {
        /// It was.
        Reported = "reported",
        /// It need not be, for a risk is unlikely.
        NotNeeded = "not_needed",
    }
}

words! {
    /// Whether the people were told (GDPR art. 34(1)).
    BreachInforming {
        /// They were.
        Informed = "informed",
        /// They need not be.
        NotNeeded = "not_needed",
    }
}

words! {
    /// Why people need not be told of a high risk (GDPR art. 34(3)).
    BreachExemption {
        /// Nobody unauthorised can read the data, such as by encryption (a).
        Protected = "protected",
        /// What was done since makes the high risk unlikely (b).
        RiskRemoved = "risk_removed",
        /// It would take a disproportionate effort; it is made known to the public instead (c).
        Disproportionate = "disproportionate",
    }
}

words! {
    /// Where a breach stands in the register.
    BreachStatus {
        /// It is being dealt with.
        Open = "open",
        /// Nothing is owed any more.
        Closed = "closed",
    }
}

words! {
    /// What can be done to a breach.
    BreachAction {
        /// Change what is known of it, and the assessment.
        Change = "change",
        /// Give it another handler.
        Assign = "assign",
        /// Decide on the report to the authority.
        Report = "report",
        /// Decide on telling the people.
        Inform = "inform",
        /// Tell the companies whose data it is of (GDPR art. 33(2)).
        InformCompanies = "inform_companies",
        /// Add to the time line.
        Add = "add",
        /// Close it.
        Close = "close",
    }
}

words! {
    /// What stands on a breach's time line.
    BreachEntry {
        /// It was registered.
        Registered = "registered",
        /// Whoever runs the service told of it (GDPR art. 33(2)).
        FromOperator = "from_operator",
        /// It got a handler.
        Assigned = "assigned",
        /// What is known of it was changed.
        Changed = "changed",
        /// The risk was assessed, or assessed anew.
        Assessed = "assessed",
        /// The authority was told.
        Reported = "reported",
        /// It was decided that the authority need not be told.
        NotReported = "not_reported",
        /// The people were told.
        Informed = "informed",
        /// It was decided that the people need not be told.
        NotInformed = "not_informed",
        /// Companies are told whose data it is of.
        CompaniesInformed = "companies_informed",
        /// The authority was told more (GDPR art. 33(4)).
        Supplement = "supplement",
        /// Something else worth keeping.
        Note = "note",
        /// A day is left.
        DayLeft = "day_left",
        /// Six hours are left.
        HoursLeft = "hours_left",
        /// The time is over.
        Late = "late",
        /// It was closed.
        Closed = "closed",
    }
}

words! {
    /// What is owed before a breach can be closed.
    BreachOwed {
        /// What happened, its effects and what was done about it (GDPR art. 33(5)).
        Documentation = "documentation",
        /// The assessment of the risk, with its reasons.
        Assessment = "assessment",
        /// The report to the authority, or the decision that none is needed (GDPR art. 33(1)).
        Report = "report",
        /// Telling the people, or a ground not to (GDPR art. 34).
        Inform = "inform",
    }
}

/// What a status allows, and where it leads. What is closed can still be added to, and is never changed.
pub const TRANSITIONS: Machine<BreachStatus, BreachAction> = Machine(&[
    (BreachStatus::Open, BreachAction::Change, BreachStatus::Open),
    (BreachStatus::Open, BreachAction::Assign, BreachStatus::Open),
    (BreachStatus::Open, BreachAction::Report, BreachStatus::Open),
    (BreachStatus::Open, BreachAction::Inform, BreachStatus::Open),
    (BreachStatus::Open, BreachAction::InformCompanies, BreachStatus::Open),
    (BreachStatus::Open, BreachAction::Add, BreachStatus::Open),
    (BreachStatus::Open, BreachAction::Close, BreachStatus::Closed),
    (BreachStatus::Closed, BreachAction::Add, BreachStatus::Closed),
]);

/// The hours within which the authority is told, counted from the moment at which the controller became aware (GDPR art. 33(1)).
pub const LAWFUL_HOURS: i64 = 72;

/// When so many hours are over. An hour is an hour: neither holidays nor daylight saving move it (förordning (EEG, Euratom)
/// nr 1182/71 art. 3(4) excepts periods of hours). The rest of the first hour, which its art. 3(1) gives too, isn't counted on.
#[must_use]
pub fn due_at(discovered_at: DateTime<Utc>, hours: i64) -> DateTime<Utc> {
    discovered_at
        .checked_add_signed(Duration::hours(hours))
        .unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// Whole hours left, below zero once the time is over.
#[must_use]
pub fn hours_left(due_at: DateTime<Utc>, now: DateTime<Utc>) -> i64 {
    (due_at - now).num_seconds().div_euclid(3600)
}

/// The handler is warned from so many hours before the deadline on.
pub const WARNED_FROM_HOURS: i64 = 24;

/// What the handler is told when so little time is left, with the step by which it is told once.
#[must_use]
pub fn warning(due_at: DateTime<Utc>, now: DateTime<Utc>) -> Option<(BreachEntry, i32)> {
    let left = due_at - now;
    if left < Duration::zero() {
        Some((BreachEntry::Late, 3))
    } else if left <= Duration::hours(6) {
        Some((BreachEntry::HoursLeft, 2))
    } else if left <= Duration::hours(WARNED_FROM_HOURS) {
        Some((BreachEntry::DayLeft, 1))
    } else {
        None
    }
}

/// What is known and decided of a breach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Whether effects and measures are written down.
    pub documented: bool,
    /// The risk.
    pub risk: Option<BreachRisk>,
    /// Whether the authority was told.
    pub reporting: Option<BreachReporting>,
    /// Whether the people were told.
    pub informing: Option<BreachInforming>,
    /// Why they need not be.
    pub exemption: Option<BreachExemption>,
}

/// What is owed, in the order in which it is done.
#[must_use]
pub fn owed(f: Facts) -> Vec<BreachOwed> {
    let mut owed = Vec::new();
    if !f.documented {
        owed.push(BreachOwed::Documentation);
    }
    if f.risk.is_none() {
        owed.push(BreachOwed::Assessment);
    }
    if !f.reporting.is_some_and(|decision| reporting_stands(decision, f.risk)) {
        owed.push(BreachOwed::Report);
    }
    let informed = f
        .informing
        .is_some_and(|decision| informing_stands(decision, f.exemption, f.risk));
    if f.risk == Some(BreachRisk::High) && !informed {
        owed.push(BreachOwed::Inform);
    }
    owed
}

/// Whether a decision on the report holds at a risk: none is needed only where a risk is unlikely.
#[must_use]
pub fn reporting_stands(decision: BreachReporting, risk: Option<BreachRisk>) -> bool {
    decision == BreachReporting::Reported || risk == Some(BreachRisk::Unlikely)
}

/// Whether a decision on telling the people holds at a risk: of a high one they are told, or there is a ground of art. 34(3).
#[must_use]
pub fn informing_stands(
    decision: BreachInforming,
    exemption: Option<BreachExemption>,
    risk: Option<BreachRisk>,
) -> bool {
    decision == BreachInforming::Informed || risk != Some(BreachRisk::High) || exemption.is_some()
}

/// What is said of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report<'a> {
    /// The decision.
    pub decision: BreachReporting,
    /// When the authority was told.
    pub at: Option<DateTime<Utc>>,
    /// Why it need not be.
    pub reason: &'a str,
    /// Why it was told late.
    pub delay_reason: &'a str,
}

/// What is lacking in what is said of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// It isn't decided without an assessment, and not against it.
    #[error("a breach that is a risk is reported")]
    Decision,
    /// When the authority was told.
    #[error("when it was reported")]
    When,
    /// Not before the breach was discovered, and not in the future.
    #[error("between the discovery and now")]
    WhenRange,
    /// Why none is needed (GDPR art. 33(5)).
    #[error("the reason")]
    Reason,
    /// Why it is late (GDPR art. 33(1)).
    #[error("the reason for the delay")]
    DelayReason,
}

/// Checks what is said of the report to the authority.
///
/// # Errors
/// Everything that is lacking.
pub fn report(
    r: Report<'_>,
    risk: Option<BreachRisk>,
    discovered_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), Vec<ReportError>> {
    let mut errors = Vec::new();
    match (r.decision, r.at) {
        (BreachReporting::Reported, None) => errors.push(ReportError::When),
        (BreachReporting::Reported, Some(at)) => {
            if at < discovered_at || at > now {
                errors.push(ReportError::WhenRange);
            } else if at > due_at(discovered_at, LAWFUL_HOURS) && r.delay_reason.is_empty() {
                errors.push(ReportError::DelayReason);
            }
        }
        (BreachReporting::NotNeeded, at) => {
            if !reporting_stands(r.decision, risk) {
                errors.push(ReportError::Decision);
            }
            if at.is_some() {
                errors.push(ReportError::WhenRange);
            }
            if r.reason.is_empty() {
                errors.push(ReportError::Reason);
            }
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// What is said of telling the people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inform<'a> {
    /// The decision.
    pub decision: BreachInforming,
    /// When they were told.
    pub at: Option<DateTime<Utc>>,
    /// How.
    pub how: &'a str,
    /// About how many were told.
    pub count: Option<i64>,
    /// Why they need not be told of a high risk.
    pub exemption: Option<BreachExemption>,
    /// Why they need not be, in words.
    pub reason: &'a str,
}

/// What is lacking in what is said of telling the people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InformError {
    /// It isn't decided without an assessment.
    #[error("the risk is assessed first")]
    Decision,
    /// When they were told.
    #[error("when they were told")]
    When,
    /// Not before the breach was discovered, and not in the future.
    #[error("between the discovery and now")]
    WhenRange,
    /// How they were told.
    #[error("how they were told")]
    How,
    /// How many were told.
    #[error("how many were told")]
    Count,
    /// A high risk takes a ground of art. 34(3), and nothing else has one.
    #[error("a ground of article 34(3)")]
    Exemption,
    /// Why, in words.
    #[error("the reason")]
    Reason,
}

/// Checks what is said of telling the people.
///
/// # Errors
/// Everything that is lacking.
pub fn inform(
    i: Inform<'_>,
    risk: Option<BreachRisk>,
    discovered_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), Vec<InformError>> {
    let mut errors = Vec::new();
    match i.decision {
        BreachInforming::Informed => {
            match i.at {
                None => errors.push(InformError::When),
                Some(at) if at < discovered_at || at > now => errors.push(InformError::WhenRange),
                Some(_) => {}
            }
            if i.how.is_empty() {
                errors.push(InformError::How);
            }
            if i.count.is_none_or(|n| n < 1) {
                errors.push(InformError::Count);
            }
            if i.exemption.is_some() {
                errors.push(InformError::Exemption);
            }
        }
        BreachInforming::NotNeeded => {
            if risk.is_none() {
                errors.push(InformError::Decision);
            }
            if i.at.is_some() {
                errors.push(InformError::WhenRange);
            }
            if i.exemption.is_some() != (risk == Some(BreachRisk::High)) {
                errors.push(InformError::Exemption);
            }
            if i.reason.is_empty() {
                errors.push(InformError::Reason);
            }
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

#[cfg(test)]
#[path = "breach_test.rs"]
mod tests;
