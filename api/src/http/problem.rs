//! How does the service say no? One shape (RFC 9457), one list of codes that the SPA translates.

use actix_web::{HttpResponse, ResponseError, http::StatusCode, http::header};
use sea_orm::{DbErr, SqlErr};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};
use utoipa::ToSchema;

/// Why a request was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ProblemCode)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// The body isn't JSON, or the address can't be read.
    Malformed,
    /// No valid access token.
    Unauthenticated,
    /// Unknown log-in or wrong password.
    WrongCredentials,
    /// Too many failed log-ins: wait.
    Throttled,
    /// The session has ended.
    SessionEnded,
    /// The role lacks the permission.
    Forbidden,
    /// The password was given too long ago for this: see `proveSession`.
    StepUpRequired,
    /// The request didn't come from our own pages.
    Csrf,
    /// There is no such thing, or it belongs to somebody else.
    NotFound,
    /// The address exists, but not with this method.
    MethodNotAllowed,
    /// No form in which it could be answered is accepted.
    NotAcceptable,
    /// The body took too long to arrive.
    RequestTimeout,
    /// Somebody changed it since it was read.
    Stale,
    /// `If-Match` is missing.
    PreconditionRequired,
    /// `Idempotency-Key` is missing.
    IdempotencyKeyRequired,
    /// `Idempotency-Key` is too long, or holds other than visible ASCII characters.
    IdempotencyKeyInvalid,
    /// The same key came with another request.
    IdempotencyKeyReused,
    /// The body is too large.
    TooLarge,
    /// The body isn't `application/json`, or is packed.
    UnsupportedMediaType,
    /// One or more fields: see `errors`.
    InvalidFields,
    /// The thing's status doesn't allow it.
    NotAllowedInStatus,
    /// The link is wrong or was withdrawn.
    LinkInvalid,
    /// The link is too old.
    LinkExpired,
    /// Something of it is on another invoice already.
    AlreadyInvoiced,
    /// There is nothing left to invoice.
    NothingToInvoice,
    /// There is nothing left to credit.
    NothingToCredit,
    /// The sum to pay would be negative.
    NegativeTotal,
    /// More than what remains to be paid.
    Overpayment,
    /// Somebody else must agree: the same person did already.
    SecondPersonRequired,
    /// Reminding of the invoice was stopped, or its customer isn't reminded.
    RemindersStopped,
    /// A company needs an active owner.
    LastOwner,
    /// It is archived.
    Archived,
    /// The person had the use of their data restricted (GDPR art. 18).
    Restricted,
    /// It exists already.
    Duplicate,
    /// Something else depends on it.
    InUse,
    /// The week is submitted or approved.
    WeekLocked,
    /// The day lies in a period whose books are closed.
    PeriodLocked,
    /// The vouchers of the day were handed to the accountant.
    PeriodExported,
    /// No voucher waits to be handed over in the period.
    NothingToExport,
    /// No access point is set up: e-invoices can be downloaded, not sent.
    EInvoicesOff,
    /// Something must be filled in before this can be done: see `errors`.
    Incomplete,
    /// Something must be done before a person can be erased: see `errors`.
    ErasureHindered,
    /// A recipient of the data is still to be told.
    NoticesOwed,
    /// The company is open to support already.
    SupportAccessOpen,
    /// The company isn't open to support any more.
    SupportAccessOver,
    /// Too many requests.
    RateLimited,
    /// Busy; try again.
    Unavailable,
    /// Our fault.
    Internal,
}

impl Code {
    /// The HTTP status.
    #[must_use]
    pub fn status(self) -> StatusCode {
        match self {
            Code::Malformed | Code::IdempotencyKeyRequired | Code::IdempotencyKeyInvalid => StatusCode::BAD_REQUEST,
            Code::Unauthenticated | Code::WrongCredentials | Code::SessionEnded => StatusCode::UNAUTHORIZED,
            Code::Forbidden | Code::StepUpRequired | Code::Csrf => StatusCode::FORBIDDEN,
            Code::NotFound | Code::LinkInvalid => StatusCode::NOT_FOUND,
            Code::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Code::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
            Code::RequestTimeout => StatusCode::REQUEST_TIMEOUT,
            Code::NotAllowedInStatus
            | Code::AlreadyInvoiced
            | Code::NothingToInvoice
            | Code::NothingToCredit
            | Code::NegativeTotal
            | Code::Overpayment
            | Code::SecondPersonRequired
            | Code::RemindersStopped
            | Code::LastOwner
            | Code::Archived
            | Code::Restricted
            | Code::Duplicate
            | Code::InUse
            | Code::WeekLocked
            | Code::PeriodLocked
            | Code::PeriodExported
            | Code::NothingToExport
            | Code::EInvoicesOff
            | Code::Incomplete
            | Code::ErasureHindered
            | Code::NoticesOwed
            | Code::SupportAccessOpen
            | Code::SupportAccessOver => StatusCode::CONFLICT,
            Code::LinkExpired => StatusCode::GONE,
            Code::Stale => StatusCode::PRECONDITION_FAILED,
            Code::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Code::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Code::InvalidFields | Code::IdempotencyKeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Code::PreconditionRequired => StatusCode::PRECONDITION_REQUIRED,
            Code::Throttled | Code::RateLimited => StatusCode::TOO_MANY_REQUESTS,
            Code::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Code::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Code::Malformed => "The request can't be read",
            Code::Unauthenticated => "Log in first",
            Code::WrongCredentials => "Wrong log-in or password",
            Code::Throttled => "Too many failed log-ins",
            Code::SessionEnded => "The session has ended",
            Code::Forbidden => "Your role doesn't allow this",
            Code::StepUpRequired => "Confirm with your password first",
            Code::Csrf => "The request didn't come from this service's own pages",
            Code::NotFound => "Not found",
            Code::MethodNotAllowed => "The address exists, but not with this method",
            Code::NotAcceptable => "Accept-Encoding leaves no form in which this could be answered",
            Code::RequestTimeout => "The body took too long to arrive",
            Code::Stale => "Somebody changed it since you read it",
            Code::PreconditionRequired => "If-Match is missing: send the ETag that you read",
            Code::IdempotencyKeyRequired => "Idempotency-Key is missing",
            Code::IdempotencyKeyInvalid => "Idempotency-Key is not made of 1 to 128 visible ASCII characters",
            Code::IdempotencyKeyReused => "The Idempotency-Key was used for another request",
            Code::TooLarge => "The body is too large",
            Code::UnsupportedMediaType => "The body must be application/json, as it is",
            Code::InvalidFields => "Some fields need mending",
            Code::NotAllowedInStatus => "Its status doesn't allow this",
            Code::LinkInvalid => "The link isn't valid",
            Code::LinkExpired => "The link has expired",
            Code::AlreadyInvoiced => "Something of this is on another invoice already",
            Code::NothingToInvoice => "There is nothing left to invoice",
            Code::NothingToCredit => "There is nothing left to credit",
            Code::NegativeTotal => "The sum to pay must not be negative",
            Code::Overpayment => "The payment is larger than what remains",
            Code::SecondPersonRequired => "Another person must approve this too",
            Code::RemindersStopped => "Reminding of this invoice or customer is stopped",
            Code::LastOwner => "A company needs an active owner",
            Code::Archived => "It is archived",
            Code::Restricted => "The person had the use of this data restricted",
            Code::Duplicate => "It exists already",
            Code::InUse => "Something else depends on it",
            Code::WeekLocked => "The week is submitted or approved",
            Code::PeriodLocked => "The books are closed for this day",
            Code::PeriodExported => "The vouchers of this day were handed to the accountant",
            Code::NothingToExport => "The period has no vouchers to hand over",
            Code::EInvoicesOff => "E-invoices aren't sent from this installation",
            Code::Incomplete => "Something must be filled in first",
            Code::ErasureHindered => "Something must be done before the person can be erased",
            Code::NoticesOwed => "A recipient of the data is still to be told",
            Code::SupportAccessOpen => "Support has access already: end it before giving it anew",
            Code::SupportAccessOver => "Support has no access any more",
            Code::RateLimited => "Too many requests",
            Code::Unavailable => "Busy: try again in a moment",
            Code::Internal => "Something went wrong on our side",
        }
    }

    fn word(self) -> String {
        serde_json::to_value(self)
            .ok()
            .and_then(|v| v.as_str().map(str::to_owned))
            .unwrap_or_default()
    }
}

/// Why a field was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldCode {
    /// It must be there.
    Required,
    /// It isn't a field of this request.
    UnknownField,
    /// A text where a number belongs, or the like.
    WrongType,
    /// Not a valid value.
    Invalid,
    /// Holds a character that can't be seen: of control, or a line break where one line belongs.
    ControlCharacter,
    /// More characters or items than `max`.
    TooLong,
    /// Fewer characters or items than `min`.
    TooShort,
    /// More than `max`.
    TooLarge,
    /// Less than `min`.
    TooSmall,
    /// Names something that doesn't exist.
    NotFound,
    /// Taken already.
    Duplicate,
    /// Outside `min`–`max`.
    DateOutOfRange,
    /// Not a valid number of its kind: the check digit is wrong.
    CheckDigit,
    /// Not the password of the user.
    WrongPassword,
    /// Too common or too easily guessed.
    TooCommon,
    /// The end lies before the start.
    EndBeforeStart,
    /// The day would have more than 24 hours.
    DayTooLong,
    /// Something else than letters before a number.
    NumberPrefix,
    /// The other series has the same letters before its numbers.
    NumberSamePrefix,
    /// Numbers without a year that exist lie where those with coming years in them will.
    NumberYears,
    /// Only the first fiscal year may have another length than twelve months.
    YearNotTwelve,
    /// Only the first fiscal year's first day can change.
    YearBegins,
    /// Vouchers are dated on days that would fall outside the fiscal year.
    YearVouchersOutside,
    /// A later fiscal year has vouchers or is closed, and can't move.
    YearFollows,
    /// Closed days stay in their fiscal year.
    YearClosed,
    /// Personal data does not leave Sweden.
    OutsideSweden,
    /// A processor needs an agreement.
    NoAgreement,
    /// The company's last active owner: somebody else must become one first.
    LastOwner,
    /// A user who may log in: their access must be taken away first.
    UserActive,
    /// Time that the user reported isn't approved.
    TimeUnapproved,
    /// The user has a place in another company.
    UserElsewhere,
    /// A file of an unknown format.
    FileUnknown,
    /// A file of version `version` of its format, which isn't read here.
    FileVersion,
    /// A file with more bytes or rows than can be read.
    FileTooLarge,
    /// A file that its sender marked as a test.
    FileTest,
    /// A file of somebody else's.
    FileForeign,
    /// `line` of the file can't be read.
    FileLine,
    /// `line` of the file stands where it can't.
    FileOrder,
    /// The file ends too early.
    FileIncomplete,
    /// The control total on `line` is `stated`, but what it counts is `found`.
    FileTotal,
    /// What a file says of buyer `buyer` of claim `claim` doesn't agree with what was asked for.
    FileDecision,
    /// The file is no well-formed XML from `line` on.
    FileXml,
    /// The file declares entities or a document type, which is refused.
    FileUnsafe,
    /// This VAT can only be charged to a business.
    BusinessOnly,
    /// It must be of another member state of the Union.
    NotOtherMemberState,
    /// It must be outside the Union.
    InsideUnion,
    /// A small business charges no VAT.
    SmallBusinessCharges,
    /// Only a small business is exempt as one.
    NotSmallBusiness,
    /// The risk of the breach is to be assessed first.
    RiskNotAssessed,
    /// A breach that is a risk is reported.
    RiskNotUnlikely,
}

/// One field that needs mending. Never holds the rejected value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldError {
    /// JSON pointer (RFC 6901) into the body; for a query parameter its name.
    pub pointer: String,
    /// Why.
    pub code: FieldCode,
    /// The limits that `code` speaks of.
    pub params: BTreeMap<String, i64>,
}

impl FieldError {
    /// An error without limits.
    #[must_use]
    pub fn new(pointer: impl Into<String>, code: FieldCode) -> Self {
        Self {
            pointer: pointer.into(),
            code,
            params: BTreeMap::new(),
        }
    }

    /// With a limit.
    #[must_use]
    pub fn with(mut self, name: &str, value: i64) -> Self {
        self.params.insert(name.to_owned(), value);
        self
    }
}

/// A refusal, as it is sent (`application/problem+json`).
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody {
    /// A stable name of the kind of problem.
    pub r#type: String,
    /// The kind of problem in a few English words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What would help, beyond the title.
    pub detail: Option<String>,
    /// The address that was asked.
    pub instance: Option<String>,
    /// The kind of problem, for programs.
    pub code: Code,
    /// The fields that need mending, all of them.
    pub errors: Vec<FieldError>,
    /// What to quote when asking for help.
    pub request_id: String,
}

/// A refusal.
#[derive(Debug, Clone)]
pub struct Problem {
    /// The kind.
    pub code: Code,
    /// What would help.
    pub detail: Option<String>,
    /// The fields.
    pub errors: Vec<FieldError>,
    /// Seconds to wait.
    pub retry_after: Option<u64>,
    /// The methods that are allowed.
    pub allow: Option<String>,
}

impl Problem {
    /// A refusal of a kind.
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self {
            code,
            detail: None,
            errors: Vec::new(),
            retry_after: None,
            allow: None,
        }
    }

    /// Fields that need mending, sorted.
    #[must_use]
    pub fn fields(mut errors: Vec<FieldError>) -> Self {
        errors.sort_by(|a, b| a.pointer.cmp(&b.pointer));
        Self {
            errors,
            ..Self::new(Code::InvalidFields)
        }
    }

    /// One field that needs mending.
    #[must_use]
    pub fn field(pointer: impl Into<String>, code: FieldCode) -> Self {
        Self::fields(vec![FieldError::new(pointer, code)])
    }

    /// With a sentence that helps. Never a rejected value or a name.
    #[must_use]
    pub fn detail(mut self, text: impl Into<String>) -> Self {
        self.detail = Some(text.into());
        self
    }

    /// With fields.
    #[must_use]
    pub fn with_errors(mut self, errors: Vec<FieldError>) -> Self {
        self.errors = errors;
        self
    }

    /// With seconds to wait.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// Our fault: the cause goes to the log, not to the caller.
    #[must_use]
    pub fn internal(cause: impl fmt::Display) -> Self {
        log::error!(cause:% = cause; "internal error");
        Self::new(Code::Internal)
    }

    /// The thing isn't there.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(Code::NotFound)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.title())
    }
}

impl From<DbErr> for Problem {
    fn from(e: DbErr) -> Self {
        match e.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => return Problem::new(Code::Duplicate),
            Some(SqlErr::ForeignKeyConstraintViolation(_)) => return Problem::new(Code::InUse),
            _ => {}
        }
        match e {
            DbErr::RecordNotFound(_) | DbErr::RecordNotUpdated => Problem::not_found(),
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => {
                log::warn!(cause:% = e; "no database connection");
                Problem::new(Code::Unavailable).retry_after(2)
            }
            e if is_contention(&e) => {
                log::warn!(cause:% = e; "the database was busy");
                Problem::new(Code::Unavailable).retry_after(1)
            }
            e => Problem::internal(e),
        }
    }
}

/// Deadlock, lock or statement time-out: nothing is wrong with the request.
fn is_contention(e: &DbErr) -> bool {
    let (DbErr::Exec(sea_orm::RuntimeErr::SqlxError(e)) | DbErr::Query(sea_orm::RuntimeErr::SqlxError(e))) = e else {
        return false;
    };
    e.as_database_error()
        .and_then(|d| {
            d.code()
                .map(|c| matches!(&*c, "40001" | "40P01" | "55P03" | "57014" | "5"))
        })
        .unwrap_or(false)
}

impl From<actix_web::error::BlockingError> for Problem {
    fn from(e: actix_web::error::BlockingError) -> Self {
        Problem::internal(e)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.code.status()
    }

    fn error_response(&self) -> HttpResponse {
        let mut b = HttpResponse::build(self.status_code());
        if let Some(seconds) = self.retry_after {
            b.insert_header((header::RETRY_AFTER, seconds));
        }
        if let Some(allow) = &self.allow {
            b.insert_header((header::ALLOW, allow.as_str()));
        }
        b.content_type("application/problem+json").json(ProblemBody {
            r#type: format!("urn:kontoret:problem:{}", self.code.word()),
            title: self.code.title().to_owned(),
            status: self.status_code().as_u16(),
            detail: self.detail.clone(),
            instance: crate::http::context::path(),
            code: self.code,
            errors: self.errors.clone(),
            request_id: crate::http::context::request_id(),
        })
    }
}
