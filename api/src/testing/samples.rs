//! What does a good request to each operation look like? What it needs is made first.

use super::{
    books, letters,
    things::{self, letter},
    world::{PASSWORD, World, start},
};
use crate::clock::day;
use actix_web::http::Method;
use chrono::{Duration, NaiveDate};
use kontoret_core::{permission::Role, week::IsoWeek};
use serde_json::{Value, json};
use std::cell::Cell;

/// A request that succeeds.
pub struct Sample {
    /// Its address under `/api/v1`.
    pub path: String,
    /// The version of what it changes.
    pub version: Option<i64>,
    /// Its body.
    pub body: Option<Value>,
    /// The access token of another caller than the owner.
    pub token: Option<String>,
    /// Whether only the company that runs the service may do it: then its people stand for those of the company that the test
    /// is about.
    pub of_operator: bool,
}

pub(super) fn at(path: impl Into<String>) -> Sample {
    Sample {
        path: path.into(),
        version: None,
        body: None,
        token: None,
        of_operator: false,
    }
}

impl Sample {
    pub(super) fn version(mut self, version: i64) -> Self {
        self.version = Some(version);
        self
    }

    pub(super) fn body(mut self, body: Value) -> Self {
        self.body = Some(body);
        self
    }

    pub(super) fn of_operator(mut self) -> Self {
        self.of_operator = true;
        self
    }

    pub(super) fn token(mut self, token: String) -> Self {
        self.token = Some(token);
        self
    }
}

/// Makes samples in one world.
pub struct Samples<'w> {
    pub(super) w: &'w World,
    weeks: Cell<i64>,
    people: Cell<u32>,
    pub(super) files: Cell<i64>,
}

impl<'w> Samples<'w> {
    /// Samples in a world.
    pub fn new(w: &'w World) -> Self {
        Self {
            w,
            weeks: Cell::new(0),
            people: Cell::new(0),
            files: Cell::new(0),
        }
    }

    /// A new sample of an operation.
    pub async fn of(&self, id: &str) -> Sample {
        let noun = [
            self.of_register(id).await,
            self.of_offers(id).await,
            self.of_orders(id).await,
            self.of_time(id).await,
            self.of_invoices(id).await,
            books::sample(self.w, id).await,
            self.of_deductions(id).await,
            self.of_data_subjects(id).await,
            self.of_credits(id).await,
            self.of_payments(id).await,
            self.of_late_invoices(id).await,
            self.of_ledger(id).await,
            self.of_users(id).await,
            self.of_sessions(id).await,
            self.of_privacy(id).await,
            self.of_breaches(id).await,
            self.of_retention(id).await,
            self.of_support(id).await,
        ];
        let found = noun.into_iter().flatten().next();
        found.unwrap_or_else(|| panic!("{id} has no sample: say in testing/samples.rs what a good request looks like"))
    }

    async fn of_register(&self, id: &str) -> Option<Sample> {
        let w = self.w;
        let customer = || things::customer(w);
        let article = async || w.office().post("/articles", things::article_input()).await;
        Some(match id {
            "listCustomers" => at("/customers?total=true"),
            "createCustomer" => at("/customers").body(things::customer_input()),
            "getCustomer" => at(format!("/customers/{}", customer().await.id())),
            "replaceCustomer" => at(format!("/customers/{}", customer().await.id()))
                .version(1)
                .body(things::customer_input()),
            "archiveCustomer" => {
                let path = format!("/customers/{}/archive", customer().await.id());
                at(path).version(1).body(json!({ "archived": true }))
            }
            "listWorkSites" => at(format!("/customers/{}/work-sites", customer().await.id())),
            "createWorkSite" => {
                at(format!("/customers/{}/work-sites", customer().await.id())).body(things::work_site_input())
            }
            "replaceWorkSite" => {
                let path = format!("/customers/{}/work-sites", customer().await.id());
                let site = w.office().post(&path, things::work_site_input()).await.expect(201);
                at(format!("/work-sites/{}", site.id()))
                    .version(1)
                    .body(things::work_site_input())
            }
            "listArticles" => at("/articles"),
            "createArticle" => at("/articles").body(things::article_input()),
            "getArticle" => at(format!("/articles/{}", article().await.id())),
            "replaceArticle" => {
                let made = article().await.expect(201);
                let mut body = things::article_input();
                body["number"] = made.body["number"].clone();
                at(format!("/articles/{}", made.id())).version(1).body(body)
            }
            "replaceArticleParts" => {
                let (kit, part) = (article().await.expect(201), article().await.expect(201));
                let parts = json!([{ "article_id": part.id(), "quantity_milli": 1_500 }]);
                at(format!("/articles/{}/parts", kit.id()))
                    .version(1)
                    .body(json!({ "parts": parts }))
            }
            "archiveArticle" => {
                let path = format!("/articles/{}/archive", article().await.id());
                at(path).version(1).body(json!({ "archived": true }))
            }
            "getCompany" => at("/company"),
            "replaceCompany" => {
                let seen = w.owner().get("/company").await.expect(200);
                let mut body = things::company_input(w).await;
                body["offer_valid_days"] = json!(body["offer_valid_days"].as_i64().unwrap() % 90 + 1);
                at("/company").version(seen.version()).body(body)
            }
            "previewDesign" => {
                at("/company/design-preview?document=invoice&language=sv").body(things::company_input(w).await)
            }
            "getDashboard" => at("/dashboard"),
            "search" => at("/search?q=anna"),
            "listAuditEvents" => at("/audit-events"),
            "exportAuditEvents" => at("/audit-events/export"),
            "listAuditSeals" => at("/audit-seals"),
            "getAuditProof" => at("/audit-proof?seq=1&size=1"),
            "getAuditConsistency" => at("/audit-consistency?from=1&to=1"),
            _ => return None,
        })
    }

    async fn of_offers(&self, id: &str) -> Option<Sample> {
        let w = self.w;
        let public = async |rest: &str| at(format!("/public/offers/{}{rest}", things::sent_offer(w).await.1));
        Some(match id {
            "listOffers" => at("/offers"),
            "createOffer" => at("/offers").body(things::offer_input(w, &things::customer(w).await.id())),
            "getOffer" => at(format!("/offers/{}", things::offer(w).await.id())),
            "getOfferPdf" => at(format!("/offers/{}/pdf", things::offer(w).await.id())),
            "replaceOffer" => {
                let made = things::offer(w).await;
                let body = things::offer_input(w, made.body["customer_id"].as_str().unwrap());
                at(format!("/offers/{}", made.id())).version(1).body(body)
            }
            "sendOffer" => {
                let made = things::offer(w).await;
                let mut body = letter();
                body["valid_until"] = made.body["valid_until"].clone();
                at(format!("/offers/{}/send", made.id())).version(1).body(body)
            }
            "withdrawOffer" => at(format!("/offers/{}/withdraw", things::sent_offer(w).await.0.id())).version(2),
            "getPublicOffer" => public("").await,
            "getPublicOfferPdf" => public("/pdf").await,
            "acceptPublicOffer" => public("/accept").await.body(json!({ "name": "Anna Öberg" })),
            "declinePublicOffer" => public("/decline").await.body(json!({ "reason": "" })),
            _ => return None,
        })
    }

    async fn of_orders(&self, id: &str) -> Option<Sample> {
        let w = self.w;
        let act = async |verb: &str| at(format!("/orders/{}/{verb}", things::order(w).await.id())).version(1);
        Some(match id {
            "listOrders" => at("/orders"),
            "createOrder" => at("/orders").body(things::order_input(&things::customer(w).await.id())),
            "createOrderFromOffer" => {
                at("/orders/from-offer").body(json!({ "offer_id": things::accepted_offer(w).await.id() }))
            }
            "getOrder" => at(format!("/orders/{}", things::order(w).await.id())),
            "replaceOrder" => {
                let made = things::order(w).await;
                let mut body = things::order_input(made.body["customer_id"].as_str().unwrap());
                body["lines"][0]["id"] = made.body["lines"][0]["id"].clone();
                at(format!("/orders/{}", made.id())).version(1).body(body)
            }
            "replaceOrderInstalments" => at(format!("/orders/{}/instalments", things::order(w).await.id()))
                .version(1)
                .body(json!({ "instalments": [{
                    "id": null, "kind": "prepayment", "description": "Förskott", "net_ore": 100, "ready_on": null
                }] })),
            "startOrder" => act("start").await,
            "completeOrder" => act("complete").await,
            "cancelOrder" => act("cancel").await,
            _ => return None,
        })
    }

    /// A Monday that no sample has used.
    fn monday(&self) -> NaiveDate {
        self.weeks.set(self.weeks.get() + 1);
        // From a day that doesn't move: the clock of a test does.
        let week = IsoWeek::of(day(start()) - Duration::weeks(self.weeks.get()));
        week.days()[0]
    }

    async fn of_time(&self, id: &str) -> Option<Sample> {
        let w = self.w;
        let monday = self.monday();
        let week = IsoWeek::of(monday);
        let report = async || w.owner().post("/time-entries", things::time_input(monday)).await;
        let whose = json!({ "membership_id": w.here.person(Role::Owner).membership_id });
        Some(match id {
            "listTimeEntries" => at("/time-entries"),
            "createTimeEntry" => at("/time-entries").body(things::time_input(monday)),
            "replaceTimeEntry" => {
                let made = report().await.expect(201);
                let mut body = things::time_input(monday);
                body["minutes"] = json!(90);
                at(format!("/time-entries/{}", made.id())).version(1).body(body)
            }
            "deleteTimeEntry" => at(format!("/time-entries/{}", report().await.id())).version(1),
            "listTimesheets" => at("/timesheets"),
            "getTimesheet" => at(format!("/timesheets/{week}")),
            "submitTimesheet" => {
                report().await.expect(201);
                at(format!("/timesheets/{week}/submit")).version(1).body(whose)
            }
            "approveTimesheet" | "rejectTimesheet" => {
                report().await.expect(201);
                w.owner()
                    .act(&format!("/timesheets/{week}/submit"), 1, whose.clone())
                    .await
                    .expect(200);
                let (verb, mut body) = (if id == "approveTimesheet" { "approve" } else { "reject" }, whose);
                if verb == "reject" {
                    body["reason"] = json!("Rasten saknas");
                }
                at(format!("/timesheets/{week}/{verb}")).version(2).body(body)
            }
            _ => return None,
        })
    }

    /// Credit notes, write-offs and the invoice basis.
    async fn of_credits(&self, id: &str) -> Option<Sample> {
        let w = self.w;
        Some(match id {
            "creditInvoice" => {
                let issued = things::issued_invoice(w).await;
                at(format!("/invoices/{}/credit", issued.id()))
                    .version(issued.version())
                    .body(json!({ "lines": null, "note": "", "release_work": false, "issue": false }))
            }
            "writeOffInvoice" => {
                let issued = things::issued_invoice(w).await;
                at(format!("/invoices/{}/write-off", issued.id()))
                    .version(issued.version())
                    .body(json!({ "amount_ore": 100, "reason": "" }))
            }
            "reverseWriteOff" => {
                let issued = things::issued_invoice(w).await;
                let path = format!("/invoices/{}", issued.id());
                let off = json!({ "amount_ore": 100, "reason": "" });
                let off = w
                    .office()
                    .act(&format!("{path}/write-off"), issued.version(), off)
                    .await
                    .expect(200);
                let id = off.body["settlements"][0]["id"].as_str().unwrap().to_owned();
                at(format!("{path}/write-offs/{id}/reverse"))
                    .version(off.version())
                    .body(json!({ "reason": "" }))
            }
            "listInvoiceBasis" => at("/invoices/basis?all=true"),
            "createInvoicesFromBasis" => {
                let order = things::order(w).await;
                let line = order.body["lines"][0]["id"].clone();
                at("/invoices/from-basis").body(json!({
                    "grouping": "order",
                    "picks": [{ "order_id": order.id(), "line_ids": [line], "time_entry_ids": [], "instalment_ids": [] }]
                }))
            }
            _ => return None,
        })
    }

    async fn of_invoices(&self, id: &str) -> Option<Sample> {
        let w = self.w;
        Some(match id {
            "listInvoices" => at("/invoices"),
            "exportInvoices" => at("/invoices/export?language=en&status=draft"),
            "printInvoices" => at(format!("/invoices/print?ids={}", things::issued_invoice(w).await.id())),
            "markInvoicesPrinted" => {
                let issued = things::issued_invoice(w).await.id();
                at("/invoices/printed").body(json!({ "invoice_ids": [issued] }))
            }
            "getInvoiceAgeing" => at("/invoice-ageing"),
            "createInvoice" => at("/invoices").body(things::invoice_input(&things::customer(w).await.id())),
            "createInvoiceFromOrder" => {
                at("/invoices/from-order").body(json!({ "order_id": things::order(w).await.id() }))
            }
            "getInvoice" => at(format!("/invoices/{}", things::invoice(w).await.id())),
            "getInvoiceLink" => at(format!("/invoices/{}/link", things::sent_invoice(w).await.0.id())),
            "getPublicInvoice" => at(format!("/public/invoices/{}", things::sent_invoice(w).await.1)),
            "getPublicInvoicePdf" => at(format!("/public/invoices/{}/pdf", things::sent_invoice(w).await.1)),
            "askAboutInvoice" => at(format!(
                "/public/invoices/{}/questions",
                things::sent_invoice(w).await.1
            ))
            .body(json!({ "name": "Anna Öberg", "email": "anna@kund.example", "question": "Vad är resan?" })),
            "getInvoicePdf" => at(format!("/invoices/{}/pdf", things::invoice(w).await.id())),
            "checkInvoice" => at(format!("/invoices/{}/check", things::invoice(w).await.id())),
            "getInvoiceUbl" => at(format!(
                "/invoices/{}/ubl?pdf=true",
                things::issued_invoice(w).await.id()
            )),
            "replaceInvoice" => {
                let made = things::invoice(w).await;
                let body = things::invoice_input(made.body["customer_id"].as_str().unwrap());
                at(format!("/invoices/{}", made.id())).version(1).body(body)
            }
            "deleteInvoice" => at(format!("/invoices/{}", things::invoice(w).await.id())).version(1),
            "issueInvoice" => at(format!("/invoices/{}/issue", things::invoice(w).await.id()))
                .version(1)
                .body(json!({})),
            "sendInvoice" => {
                let issued = things::issued_invoice(w).await;
                at(format!("/invoices/{}/send", issued.id()))
                    .version(issued.version())
                    .body(letter())
            }
            _ => return None,
        })
    }

    async fn of_late_invoices(&self, id: &str) -> Option<Sample> {
        let w = self.w;
        let wishes = json!({ "recipient": "anna@kund.example", "message": "", "waive_costs": false });
        let reminded = async || {
            let late = things::late_invoice(w).await;
            let path = format!("/invoices/{}/remind", late.id());
            w.office().act(&path, late.version(), wishes.clone()).await.expect(200)
        };
        Some(match id {
            "listReferenceRates" => at("/reference-rates"),
            "replaceReferenceRate" => {
                let seen = w.owner().get("/reference-rates").await.expect(200);
                let rates = seen.body["items"].as_array().unwrap();
                let rate = rates.iter().find(|r| r["starts_on"] == "2026-07-01").unwrap();
                let bp = rate["rate_bp"].as_i64().unwrap();
                at("/reference-rates/2026-07-01")
                    .version(rate["version"].as_i64().unwrap())
                    .body(json!({ "rate_bp": (bp + 50) % 1000 }))
            }
            "getReminderSettings" => at("/reminder-settings"),
            "replaceReminderSettings" => {
                let seen = w.owner().get("/reminder-settings").await.expect(200);
                let mut body = seen.body.clone();
                body.as_object_mut().unwrap().remove("version");
                body["days_to_pay"] = json!(body["days_to_pay"].as_i64().unwrap() % 25 + 5);
                at("/reminder-settings").version(seen.version()).body(body)
            }
            "listLateInvoices" => at("/reminders/late?total=true"),
            "listReminders" => at("/reminders?total=true"),
            "getReminderPdf" => at(format!("/reminders/{}/pdf", reminded().await.id())),
            "remindInvoice" => {
                let late = things::late_invoice(w).await;
                at(format!("/invoices/{}/remind", late.id()))
                    .version(late.version())
                    .body(wishes.clone())
            }
            "stopReminders" => {
                let late = things::late_invoice(w).await;
                at(format!("/invoices/{}/reminder-stop", late.id()))
                    .version(late.version())
                    .body(json!({ "stopped": true, "reason": "Kunden har reklamerat" }))
            }
            "handOverInvoices" => {
                let invoice = reminded().await.body["invoice_id"].clone();
                at("/reminders/hand-over").body(json!({ "invoice_ids": [invoice] }))
            }
            "createInterestInvoice" => {
                let late = things::late_invoice(w).await;
                at("/invoices/interest").body(json!({ "invoice_ids": [late.id()] }))
            }
            _ => return None,
        })
    }

    async fn of_ledger(&self, id: &str) -> Option<Sample> {
        let customer = async || {
            let late = things::late_invoice(self.w).await;
            late.body["customer_id"].as_str().unwrap().to_owned()
        };
        Some(match id {
            "getCustomerLedger" => at("/customer-ledger"),
            "listLedgerItems" => at(format!("/customer-ledger/{}/items", customer().await)),
            "getAccountStatement" => at(format!("/customer-ledger/{}/statement", customer().await)),
            "getAccountStatementPdf" => at(format!(
                "/customer-ledger/{}/statement/pdf?language=en",
                customer().await
            )),
            _ => return None,
        })
    }

    /// Somebody who isn't there yet.
    fn newcomer(&self) -> Value {
        self.people.set(self.people.get() + 1);
        json!({
            "email": format!("ny{}@snickare.example", self.people.get()), "language": "sv", "name": "Kalle Berg",
            "role": "worker", "username": "", "initials": "", "employment_id": "", "phone": ""
        })
    }

    async fn of_users(&self, id: &str) -> Option<Sample> {
        let w = self.w;
        let invite = async || w.owner().post("/users", self.newcomer()).await;
        let password = "mjuk brokvast under sju ödlor";
        Some(match id {
            "listUsers" => at("/users"),
            "inviteUser" => at("/users").body(self.newcomer()),
            "getUser" => at(format!("/users/{}", invite().await.id())),
            "replaceUser" => {
                let made = invite().await.expect(201);
                let mut body = self.newcomer();
                body.as_object_mut()
                    .unwrap()
                    .retain(|k, _| k != "email" && k != "language");
                body["phone"] = json!("070-174 06 05");
                at(format!("/users/{}", made.id())).version(1).body(body)
            }
            "deactivateUser" => at(format!("/users/{}/deactivate", invite().await.id()))
                .version(1)
                .body(json!({})),
            "changeUserEmail" => {
                let office = w.here.person(Role::Office).membership_id;
                at(format!("/users/{office}/email")).body(json!({ "email": self.newcomer()["email"] }))
            }
            "confirmEmailChange" => {
                let accountant = w.here.person(Role::Accountant).membership_id;
                let body = json!({ "email": self.newcomer()["email"] });
                w.client(Role::Accountant)
                    .post(&format!("/users/{accountant}/email"), body)
                    .await
                    .expect(204);
                let token = letters::secret(w, "ny-adress").await;
                at("/public/email-changes/complete").body(json!({ "token": token, "password": PASSWORD }))
            }
            "chooseLanguage" => {
                self.newcomer();
                let language = if self.people.get().is_multiple_of(2) {
                    "sv"
                } else {
                    "en"
                };
                at("/me/language").body(json!({ "language": language }))
            }
            "getInvitation" => {
                invite().await.expect(201);
                at(format!("/public/invitations/{}", letters::secret(w, "valkommen").await))
            }
            "acceptInvitation" => {
                invite().await.expect(201);
                let token = letters::secret(w, "valkommen").await;
                at("/public/invitations/accept").body(json!({ "token": token, "password": password }))
            }
            "requestPasswordReset" => {
                at("/public/password-resets").body(json!({ "email": "worker@lindqvist.example" }))
            }
            "resetPassword" => {
                let body = json!({ "email": "worker@lindqvist.example" });
                let ask = w.nobody();
                ask.call(Method::POST, "/public/password-resets", None, Some(&body), &[])
                    .await
                    .expect(204);
                let token = letters::secret(w, "nytt-losenord").await;
                at("/public/password-resets/complete").body(json!({ "token": token, "password": password }))
            }
            _ => return None,
        })
    }

    /// A session of the owner as a program has it.
    async fn log_in(&self) -> Value {
        let body = json!({ "email": "owner@lindqvist.example", "password": PASSWORD, "transport": "body" });
        self.w
            .nobody()
            .call(Method::POST, "/session", None, Some(&body), &[])
            .await
            .expect(200)
            .body
    }

    async fn of_sessions(&self, id: &str) -> Option<Sample> {
        let w = self.w;
        let token = |session: &Value| session["access_token"].as_str().unwrap().to_owned();
        Some(match id {
            "login" => at("/session").body(json!({ "email": "owner@lindqvist.example", "password": PASSWORD })),
            "refreshSession" => {
                at("/session/refresh").body(json!({ "refresh_token": self.log_in().await["refresh_token"] }))
            }
            "logout" => at("/session").token(token(&self.log_in().await)),
            "proveSession" => at("/session/prove")
                .body(json!({ "password": PASSWORD }))
                .token(token(&self.log_in().await)),
            "getMe" => at("/me"),
            "listSessions" => at("/sessions"),
            "listSavedViews" => at("/saved-views?list=invoices"),
            "createSavedView" => at("/saved-views").body(things::saved_view_input(&self.view_name())),
            "deleteSavedView" => {
                let made = w
                    .owner()
                    .post("/saved-views", things::saved_view_input(&self.view_name()))
                    .await
                    .expect(201);
                at(format!("/saved-views/{}", made.id()))
            }
            "revokeSession" => at(format!(
                "/sessions/{}",
                self.log_in().await["me"]["session_id"].as_str().unwrap()
            )),
            "switchCompany" => {
                let owner = w.here.person(Role::Owner).user_id;
                w.hand_over(w.there.person(Role::Accountant), owner).await;
                at("/session/company")
                    .body(json!({ "company_id": w.there.company_id }))
                    .token(token(&self.log_in_here().await))
            }
            _ => return None,
        })
    }

    /// A name that no view has yet.
    fn view_name(&self) -> String {
        self.people.set(self.people.get() + 1);
        format!("Sena {}", self.people.get())
    }

    /// A session of the owner in the company that the test is about, wherever the last one ended.
    async fn log_in_here(&self) -> Value {
        let body = json!({ "company": "lindqvist", "username": "owner", "password": PASSWORD, "transport": "body" });
        self.w
            .nobody()
            .call(Method::POST, "/session", None, Some(&body), &[])
            .await
            .expect(200)
            .body
    }
}
