//! Who is asking, and may they? A handler that wants a permission says so in its arguments.

use super::problem::{Code, Problem};
use crate::{
    app::App,
    store::{Actor, Scope},
};
use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::header};
use chrono::{DateTime, Utc};
use kontoret_core::permission::{Permission, Role};
use std::{future::Future, marker::PhantomData, ops::Deref, pin::Pin, sync::Arc};
use uuid::Uuid;

/// A user at work in a company.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The user.
    pub user_id: Uuid,
    /// The session.
    pub session_id: Uuid,
    /// The company.
    pub company_id: Uuid,
    /// The user's place in it; of a visitor of the operator's staff, the visit.
    pub membership_id: Uuid,
    /// With which role.
    pub role: Role,
    /// When the user last gave the password in this session.
    pub proven_at: DateTime<Utc>,
}

impl Caller {
    /// The rows that the caller's transactions see.
    #[must_use]
    pub fn scope(&self) -> Scope {
        Scope {
            company_id: Some(self.company_id),
            user_id: Some(self.user_id),
        }
    }

    /// The caller in the audit trail.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor {
            user_id: Some(self.user_id),
            session_id: Some(self.session_id),
            request_id: super::context::request_id(),
            support: self.is_visitor().then_some(self.membership_id),
        }
    }

    /// Whether it is the operator's staff that looks around.
    #[must_use]
    pub fn is_visitor(&self) -> bool {
        self.role == Role::Support
    }

    /// Refuses when the user gave the password too long ago for what weighs much.
    ///
    /// # Errors
    /// [`Code::StepUpRequired`].
    pub fn expect_recent_proof(&self, now: DateTime<Utc>) -> Result<(), Problem> {
        if now - self.proven_at <= crate::session::PROOF {
            Ok(())
        } else {
            Err(Problem::new(Code::StepUpRequired))
        }
    }

    /// Whether the role has a permission.
    #[must_use]
    pub fn may(&self, permission: Permission) -> bool {
        self.role.has(permission)
    }
}

/// A permission as a type.
pub trait Perm: 'static {
    /// One of these is enough.
    const ANY_OF: &'static [Permission];
}

/// The permissions as types, for [`Auth`].
pub mod perm {
    use super::{Perm, Permission};

    macro_rules! perms {
        ($($(#[$doc:meta])* $name:ident = $($p:ident)|+;)+) => {$(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug)]
            pub struct $name;
            impl Perm for $name {
                const ANY_OF: &'static [Permission] = &[$(Permission::$p),+];
            }
        )+};
    }

    perms! {
        /// Own profile and sessions.
        Own = SelfService;
        /// Who one is and what waits, as a user or as a visitor.
        Present = SelfService | SupportVisit;
        /// See the company's settings.
        CompanyRead = CompanyRead;
        /// Change the company's settings.
        CompanyWrite = CompanyWrite;
        /// See users.
        UsersRead = UsersRead;
        /// Invite, change, deactivate users.
        UsersWrite = UsersWrite;
        /// See customers.
        CustomersRead = CustomersRead;
        /// Change customers.
        CustomersWrite = CustomersWrite;
        /// See articles.
        ArticlesRead = ArticlesRead;
        /// Change articles.
        ArticlesWrite = ArticlesWrite;
        /// See offers.
        OffersRead = OffersRead;
        /// Change and send offers.
        OffersWrite = OffersWrite;
        /// See orders: in full, or without prices.
        OrdersRead = OrdersRead | OrdersWork;
        /// Change orders.
        OrdersWrite = OrdersWrite;
        /// Start and complete work.
        OrdersWork = OrdersWrite | OrdersWork;
        /// See own time, or everybody's.
        TimeRead = TimeOwn | TimeRead;
        /// Report own time, or everybody's.
        TimeWrite = TimeOwn | TimeApprove;
        /// Approve time.
        TimeApprove = TimeApprove;
        /// See offers, orders or invoices, with their prices.
        DocumentsRead = OffersRead | OrdersRead | InvoicesRead;
        /// See invoices.
        InvoicesRead = InvoicesRead;
        /// Change, issue and send invoices.
        InvoicesWrite = InvoicesWrite;
        /// Register payments.
        PaymentsWrite = PaymentsWrite;
        /// Take documents, links to them and tables out.
        DocumentsExport = DocumentsExport;
        /// See vouchers, accounts, fiscal years and VAT reports.
        BookkeepingRead = BookkeepingRead;
        /// Change accounts, fiscal years and locked periods.
        BookkeepingWrite = BookkeepingWrite;
        /// Hand vouchers to the accountant.
        BookkeepingExport = BookkeepingExport;
        /// See whole personal identity numbers.
        IdentityReveal = IdentityReveal;
        /// Search.
        Search = Search;
        /// See the audit trail.
        AuditRead = AuditRead;
        /// See privacy requests, recipients and the record of processing.
        PrivacyRead = PrivacyRead;
        /// Decide on privacy requests.
        PrivacyWrite = PrivacyWrite;
        /// Open the company to support, and close it.
        SupportGrant = SupportGrant;
        /// Enter companies that have opened themselves.
        SupportEnter = SupportEnter;
        /// Leave such a company.
        SupportVisit = SupportVisit;
    }
}

/// Left with the request of a visitor: what is answered stands in the company's trail before it leaves.
#[derive(Clone)]
pub struct Visitor(pub Arc<Caller>);

/// Proof that the caller is logged in, in a company, with the permission `P`.
pub struct Auth<P> {
    caller: Arc<Caller>,
    permission: PhantomData<P>,
}

impl<P> Deref for Auth<P> {
    type Target = Caller;
    fn deref(&self) -> &Caller {
        &self.caller
    }
}

impl<P: Perm> FromRequest for Auth<P> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let app = App::of(req);
        let token = bearer(req);
        let req = req.clone();
        Box::pin(async move {
            let caller = crate::session::authenticate(&app?, token?).await?;
            super::context::asks(&caller);
            if !P::ANY_OF.iter().any(|p| caller.may(*p)) {
                return Err(Problem::new(Code::Forbidden));
            }
            if caller.is_visitor() {
                req.extensions_mut().insert(Visitor(caller.clone()));
            }
            Ok(Auth {
                caller,
                permission: PhantomData,
            })
        })
    }
}

/// The same, of a caller who gave the password within the last ten minutes: for what takes much out, can't be undone or
/// decides who may come in. Its operation says `x-step-up` in the contract.
pub struct Recent<P>(Auth<P>);

impl<P> Deref for Recent<P> {
    type Target = Caller;
    fn deref(&self) -> &Caller {
        &self.0
    }
}

impl<P: Perm> FromRequest for Recent<P> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let app = App::of(req);
        let auth = Auth::from_request(req, payload);
        Box::pin(async move {
            let auth = auth.await?;
            auth.expect_recent_proof(app?.clock.now())?;
            Ok(Recent(auth))
        })
    }
}

/// The access token of the request.
///
/// # Errors
/// [`Code::Unauthenticated`].
pub fn bearer(req: &HttpRequest) -> Result<String, Problem> {
    req.headers()
        .get(header::AUTHORIZATION)
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.strip_prefix("Bearer "))
        .map(str::to_owned)
        .ok_or_else(|| Problem::new(Code::Unauthenticated))
}
