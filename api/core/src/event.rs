//! What can happen, and to what? The vocabulary of the event log, the audit trail and the outbox.

use crate::wire::words;

words! {
    /// What an event is about.
    EntityKind {
        /// The tenant.
        Company = "company",
        /// A user in one company.
        User = "user",
        /// A log-in.
        Session = "session",
        /// A company's customer.
        Customer = "customer",
        /// Where work is done.
        WorkSite = "work_site",
        /// The people of a customer who can have a tax deduction.
        Household = "household",
        /// One of them.
        HouseholdMember = "household_member",
        /// A buyer's tax deduction on an invoice.
        DeductionCase = "deduction_case",
        /// A file that asks the tax agency for them.
        DeductionClaim = "deduction_claim",
        /// A file with the tax agency's decisions.
        DeductionDecision = "deduction_decision",
        /// Money from the tax agency.
        DeductionPayout = "deduction_payout",
        /// Something with a price.
        Article = "article",
        /// An offer.
        Offer = "offer",
        /// An order.
        Order = "order",
        /// Time on one day.
        TimeEntry = "time_entry",
        /// An employee's week.
        Timesheet = "timesheet",
        /// An invoice.
        Invoice = "invoice",
        /// Money that came in.
        Payment = "payment",
        /// The account of a purpose.
        Account = "account",
        /// What numbers of invoices and credit notes look like.
        NumberSeries = "number_series",
        /// A fiscal year, with what of it is locked.
        FiscalYear = "fiscal_year",
        /// Vouchers that were handed to the accountant.
        VoucherExport = "voucher_export",
        /// A file of payments from the bank.
        PaymentImport = "payment_import",
        /// A letter to a customer or user.
        Mail = "mail",
        /// An invoice on its way through the Peppol network.
        EInvoice = "e_invoice",
        /// A list as somebody wants to see it again.
        SavedView = "saved_view",
        /// What a person asks for about the data that is stored of them.
        PrivacyRequest = "privacy_request",
        /// That a recipient of personal data is to be told what was done with it.
        PrivacyNotice = "privacy_notice",
        /// A personal data breach.
        Breach = "breach",
        /// What of the data stored about people was to go on a day, and went.
        RetentionRun = "retention_run",
        /// Somebody who is given personal data.
        Recipient = "recipient",
        /// What may not be done with a person's data.
        ProcessingLimit = "processing_limit",
        /// That the operator's staff may look around for a while.
        SupportAccess = "support_access",
        /// A record of the books.
        Voucher = "voucher",
    }
}

words! {
    /// What happened. A name once used is never given another meaning: the log is kept.
    EventKind {
        /// The company was made.
        CompanyCreated = "company_created",
        /// The company's details were changed.
        CompanyReplaced = "company_replaced",
        /// The company wrote a reference rate.
        CompanyReferenceRateReplaced = "company_reference_rate_replaced",
        /// The company entered a rate or ceilings of tax deductions from a coming day.
        CompanyDeductionRuleReplaced = "company_deduction_rule_replaced",
        /// The company took such a rule back before it held.
        CompanyDeductionRuleDeleted = "company_deduction_rule_deleted",
        /// When and at what cost the company reminds was changed.
        CompanyRemindersReplaced = "company_reminders_replaced",
        /// A user was invited, or invited again.
        UserInvited = "user_invited",
        /// A user's details or role were changed.
        UserReplaced = "user_replaced",
        /// A user lost access to the company.
        UserDeactivated = "user_deactivated",
        /// Another address to log in with was asked for.
        UserEmailChangeRequested = "user_email_change_requested",
        /// A user took another address to log in with.
        UserEmailChanged = "user_email_changed",
        /// An invited user chose a password.
        InvitationAccepted = "invitation_accepted",
        /// A user chose a new password by a link.
        PasswordReset = "password_reset",
        /// A customer was added.
        CustomerCreated = "customer_created",
        /// A customer's details were changed.
        CustomerReplaced = "customer_replaced",
        /// A customer was put away.
        CustomerArchived = "customer_archived",
        /// A work site was added.
        WorkSiteCreated = "work_site_created",
        /// A work site was changed.
        WorkSiteReplaced = "work_site_replaced",
        /// The people of a customer, or what is known of them, were changed.
        HouseholdReplaced = "household_replaced",
        /// Somebody saw a whole personal identity number.
        HouseholdMemberNumberRevealed = "household_member_number_revealed",
        /// Somebody looked whose a personal identity number is.
        CompanyIdentityNumberSought = "company_identity_number_sought",
        /// Somebody looked for a person in everything that is stored.
        CompanyDataSubjectSought = "company_data_subject_sought",
        /// Somebody took out a table of invoices, with the customers' names.
        CompanyInvoicesExported = "company_invoices_exported",
        /// Somebody took out everything that is stored about a person.
        RegisterExtractMade = "register_extract_made",
        /// Somebody took out what a person may take along to somebody else.
        PrivacyPackageMade = "privacy_package_made",
        /// A customer came in by a package that was made elsewhere.
        PrivacyPackageImported = "privacy_package_imported",
        /// What was stored about a person was erased.
        DataSubjectErased = "data_subject_erased",
        /// The use of a person's data was limited.
        ProcessingLimitSet = "processing_limit_set",
        /// A limit on the use of a person's data holds no longer.
        ProcessingLimitLifted = "processing_limit_lifted",
        /// The tax agency was asked for deductions.
        DeductionClaimCreated = "deduction_claim_created",
        /// Somebody fetched a claim's file, which holds whole personal identity numbers.
        DeductionClaimExported = "deduction_claim_exported",
        /// A file with the tax agency's decisions was imported.
        DeductionDecisionImported = "deduction_decision_imported",
        /// Somebody entered what the tax agency decided.
        DeductionCaseDecided = "deduction_case_decided",
        /// The tax agency paid.
        DeductionPayoutRegistered = "deduction_payout_registered",
        /// A payout of the tax agency was taken back.
        DeductionPayoutRemoved = "deduction_payout_removed",
        /// Somebody said what becomes of what the tax agency doesn't pay.
        DeductionCaseResolved = "deduction_case_resolved",
        /// An article was added.
        ArticleCreated = "article_created",
        /// An article was changed.
        ArticleReplaced = "article_replaced",
        /// What a kit is made of was changed.
        ArticlePartsReplaced = "article_parts_replaced",
        /// An article was put away.
        ArticleArchived = "article_archived",
        /// An offer was begun.
        OfferCreated = "offer_created",
        /// A draft offer was changed.
        OfferReplaced = "offer_replaced",
        /// An offer was sent, or sent again.
        OfferSent = "offer_sent",
        /// The company took an offer back.
        OfferWithdrawn = "offer_withdrawn",
        /// The customer accepted an offer.
        OfferAccepted = "offer_accepted",
        /// The customer declined an offer.
        OfferDeclined = "offer_declined",
        /// An offer's last day passed without an answer.
        OfferExpired = "offer_expired",
        /// An order was made, from an offer or directly.
        OrderCreated = "order_created",
        /// An order was changed.
        OrderReplaced = "order_replaced",
        /// What of an order is invoiced on its own was changed.
        OrderInstalmentsReplaced = "order_instalments_replaced",
        /// Work on an order began.
        OrderStarted = "order_started",
        /// Work on an order is done.
        OrderCompleted = "order_completed",
        /// An order was called off.
        OrderCancelled = "order_cancelled",
        /// Time was reported.
        TimeEntryCreated = "time_entry_created",
        /// Reported time was changed.
        TimeEntryReplaced = "time_entry_replaced",
        /// Reported time was deleted.
        TimeEntryDeleted = "time_entry_deleted",
        /// A week was handed in.
        TimesheetSubmitted = "timesheet_submitted",
        /// A week was approved and locked.
        TimesheetApproved = "timesheet_approved",
        /// A week was sent back.
        TimesheetRejected = "timesheet_rejected",
        /// An invoice was begun.
        InvoiceCreated = "invoice_created",
        /// A draft invoice was changed.
        InvoiceReplaced = "invoice_replaced",
        /// A draft invoice was thrown away.
        InvoiceDeleted = "invoice_deleted",
        /// An invoice got its number.
        InvoiceIssued = "invoice_issued",
        /// An invoice was sent, or sent again.
        InvoiceSent = "invoice_sent",
        /// An issued invoice was printed and sent as a letter.
        InvoicePrinted = "invoice_printed",
        /// An invoice was taken back, whole or in part.
        InvoiceCredited = "invoice_credited",
        /// What was left of an invoice was given up.
        InvoiceWrittenOff = "invoice_written_off",
        /// A write-off was taken back.
        InvoiceWriteOffReversed = "invoice_write_off_reversed",
        /// The customer was reminded of an invoice.
        InvoiceReminded = "invoice_reminded",
        /// Reminding of an invoice was stopped.
        InvoiceRemindersStopped = "invoice_reminders_stopped",
        /// Reminding of an invoice began again.
        InvoiceRemindersResumed = "invoice_reminders_resumed",
        /// An invoice was handed to a debt collector.
        InvoiceHandedOver = "invoice_handed_over",
        /// A customer asked about an invoice.
        InvoiceQuestionAsked = "invoice_question_asked",
        /// Money came in on an invoice.
        PaymentRegistered = "payment_registered",
        /// Another account was chosen.
        AccountReplaced = "account_replaced",
        /// A fiscal year was added.
        FiscalYearCreated = "fiscal_year_created",
        /// A fiscal year got other days.
        FiscalYearReplaced = "fiscal_year_replaced",
        /// Numbers of invoices or credit notes got another look, or begin elsewhere.
        NumberSeriesReplaced = "number_series_replaced",
        /// The days up to one were locked, or some of them unlocked.
        FiscalYearLocked = "fiscal_year_locked",
        /// Vouchers were handed to the accountant, and the books closed through their last day.
        VoucherExportCreated = "voucher_export_created",
        /// A payment was taken back.
        PaymentRemoved = "payment_removed",
        /// A file of payments from the bank was imported.
        PaymentImportCreated = "payment_import_created",
        /// Somebody said what a payment from the bank pays.
        PaymentMatched = "payment_matched",
        /// A payment from the bank was said to be no customer's, or to be one after all.
        PaymentSetAside = "payment_set_aside",
        /// A letter was handed to the mail server.
        MailSent = "mail_sent",
        /// A letter could not be delivered.
        MailFailed = "mail_failed",
        /// An e-invoice was handed over to its receiver.
        EInvoiceDelivered = "e_invoice_delivered",
        /// An e-invoice could not be delivered.
        EInvoiceFailed = "e_invoice_failed",
        /// Somebody kept how a list is looked at.
        SavedViewCreated = "saved_view_created",
        /// Somebody let a kept view go.
        SavedViewDeleted = "saved_view_deleted",
        /// A privacy request came in.
        PrivacyRequestCreated = "privacy_request_created",
        /// The person was told that it came in.
        PrivacyRequestAcknowledged = "privacy_request_acknowledged",
        /// Who asks was confirmed.
        PrivacyRequestIdentified = "privacy_request_identified",
        /// It got another handler.
        PrivacyRequestAssigned = "privacy_request_assigned",
        /// It may take longer; the person was told why.
        PrivacyRequestExtended = "privacy_request_extended",
        /// The person was asked for more.
        PrivacyRequestQuestioned = "privacy_request_questioned",
        /// The person answered.
        PrivacyRequestInformed = "privacy_request_informed",
        /// It was passed on to whom it concerns.
        PrivacyRequestForwarded = "privacy_request_forwarded",
        /// What becomes of each datum was decided.
        PrivacyRequestDecided = "privacy_request_decided",
        /// The answer was sent.
        PrivacyRequestAnswered = "privacy_request_answered",
        /// The person fetched the answer.
        PrivacyRequestAnswerFetched = "privacy_request_answer_fetched",
        /// What a person fetched lacked something.
        PrivacyRequestLacking = "privacy_request_lacking",
        /// It is done.
        PrivacyRequestClosed = "privacy_request_closed",
        /// It was taken back.
        PrivacyRequestWithdrawn = "privacy_request_withdrawn",
        /// The handler was reminded of it.
        PrivacyRequestReminded = "privacy_request_reminded",
        /// A recipient is to be told that data was erased, restricted or put right.
        PrivacyNoticeOwed = "privacy_notice_owed",
        /// A recipient was told, or need not be.
        PrivacyNoticeSettled = "privacy_notice_settled",
        /// A breach was registered.
        BreachRegistered = "breach_registered",
        /// What is known of a breach was changed.
        BreachChanged = "breach_changed",
        /// A breach got another handler.
        BreachAssigned = "breach_assigned",
        /// The report of a breach was decided on.
        BreachReported = "breach_reported",
        /// Telling the people of a breach was decided on.
        BreachInformed = "breach_informed",
        /// Companies are told of a breach.
        BreachCompaniesInformed = "breach_companies_informed",
        /// A company's register has a breach that it was told of.
        BreachCompanyTold = "breach_company_told",
        /// A breach's time line was added to.
        BreachAdded = "breach_added",
        /// The handler of a breach was told how little time is left.
        BreachWarned = "breach_warned",
        /// A breach was closed.
        BreachClosed = "breach_closed",
        /// What was to go waits for the approval of two people, or goes at once.
        RetentionRunPlanned = "retention_run_planned",
        /// Somebody approved that it goes.
        RetentionRunApproved = "retention_run_approved",
        /// It has gone.
        RetentionRunEnded = "retention_run_ended",
        /// A recipient was registered.
        RecipientCreated = "recipient_created",
        /// A recipient's entry was replaced.
        RecipientReplaced = "recipient_replaced",
        /// A user logged in.
        SessionStarted = "session_started",
        /// A user gave the password again: the session goes on under a new id.
        SessionProven = "session_proven",
        /// A user logged out, or a session was revoked.
        SessionEnded = "session_ended",
        /// A refresh token came back after its use: the session was ended.
        SessionReuseDetected = "session_reuse_detected",
        /// A user went on in another company.
        CompanySwitched = "company_switched",
        /// The company opened itself to the operator's staff for a while.
        SupportAccessGranted = "support_access_granted",
        /// Somebody of them came in to look.
        SupportAccessEntered = "support_access_entered",
        /// Somebody of them was shown something; told once a visit.
        SupportAccessRead = "support_access_read",
        /// Somebody of them left.
        SupportAccessLeft = "support_access_left",
        /// The company closed itself before the time was over.
        SupportAccessEnded = "support_access_ended",
        /// The time for which the company had opened itself is over.
        SupportAccessExpired = "support_access_expired",
        /// A log-in was refused.
        LogInFailed = "log_in_failed",
        /// A request failed by a fault of the service, and changed nothing.
        RequestFailed = "request_failed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn words_are_distinct_snake_case_and_fit_their_column() {
        let events = EventKind::ALL.map(EventKind::as_str);
        let entities = EntityKind::ALL.map(EntityKind::as_str);
        for words in [&events[..], &entities[..]] {
            assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), words.len());
            for word in words {
                assert!(word.len() <= 32, "{word}");
                assert!(
                    word.bytes().all(|byte| byte == b'_' || byte.is_ascii_lowercase()),
                    "{word}"
                );
            }
        }
    }

    #[test]
    fn every_event_begins_with_what_it_is_about_or_is_known_to_differ() {
        let differ: Vec<_> = EventKind::ALL
            .map(EventKind::as_str)
            .into_iter()
            .filter(|event| !EntityKind::ALL.iter().any(|entity| event.starts_with(entity.as_str())))
            .collect();
        assert_eq!(
            differ,
            [
                "invitation_accepted",
                "password_reset",
                "register_extract_made",
                "privacy_package_made",
                "privacy_package_imported",
                "data_subject_erased",
                "log_in_failed",
                "request_failed"
            ]
        );
    }
}
