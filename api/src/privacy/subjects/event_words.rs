//! What is each event called when a person reads what the trail has of them? As on the log's page, to which a test holds it.

use super::labels::Word;
use kontoret_core::event::EventKind;

/// The words of an event.
#[must_use]
#[expect(clippy::too_many_lines, reason = "a line for each event")]
pub const fn event(kind: EventKind) -> Word {
    match kind {
        EventKind::CompanyCreated => ("Företaget lades upp", "Company added"),
        EventKind::CompanyReplaced => ("Företagets uppgifter ändrades", "Company details changed"),
        EventKind::CompanyReferenceRateReplaced => ("Referensränta skrevs in", "A reference rate was written"),
        EventKind::CompanyDeductionRuleReplaced => (
            "Regel för skattereduktion lades in",
            "A rule of tax deductions was entered",
        ),
        EventKind::CompanyDeductionRuleDeleted => (
            "Regel för skattereduktion togs bort",
            "A rule of tax deductions was removed",
        ),
        EventKind::CompanyRemindersReplaced => ("Påminnelser ställdes in", "Reminders were set up"),
        EventKind::UserInvited => ("Användare bjöds in", "User invited"),
        EventKind::UserReplaced => ("Användare ändrades", "User changed"),
        EventKind::UserDeactivated => ("Användare stängdes av", "User deactivated"),
        EventKind::UserEmailChangeRequested => (
            "Ny e-postadress begärdes för användare",
            "A new e-mail address was asked for",
        ),
        EventKind::UserEmailChanged => ("Användares e-postadress byttes", "A user's e-mail address was changed"),
        EventKind::InvitationAccepted => ("Inbjudan accepterades", "Invitation accepted"),
        EventKind::PasswordReset => ("Lösenord byttes via länk", "Password changed by link"),
        EventKind::CustomerCreated => ("Kund lades till", "Customer added"),
        EventKind::CustomerReplaced => ("Kund ändrades", "Customer changed"),
        EventKind::CustomerArchived => (
            "Kund arkiverades eller togs fram",
            "Customer archived or taken out again",
        ),
        EventKind::WorkSiteCreated => ("Arbetsplats lades till", "Work site added"),
        EventKind::WorkSiteReplaced => ("Arbetsplats ändrades", "Work site changed"),
        EventKind::HouseholdReplaced => ("Personer för ROT och RUT ändrades", "People for ROT and RUT changed"),
        EventKind::HouseholdMemberNumberRevealed => ("Helt personnummer visades", "Whole identity number shown"),
        EventKind::CompanyIdentityNumberSought => ("Personnummer söktes", "Identity number searched for"),
        EventKind::CompanyDataSubjectSought => (
            "En person söktes i allt som lagras",
            "A person searched for in everything stored",
        ),
        EventKind::CompanyInvoicesExported => ("Tabell över fakturor hämtades", "Table of invoices fetched"),
        EventKind::RegisterExtractMade => ("Registerutdrag gjordes", "Register extract made"),
        EventKind::PrivacyPackageMade => ("Dataportabilitetspaket gjordes", "Portability package made"),
        EventKind::PrivacyPackageImported => (
            "Kund togs emot med dataportabilitetspaket",
            "Customer taken in with a portability package",
        ),
        EventKind::DataSubjectErased => ("Person raderades", "Person erased"),
        EventKind::ProcessingLimitSet => ("Användning av uppgifter begränsades", "Use of data limited"),
        EventKind::ProcessingLimitLifted => ("Begränsning hävdes", "Limit lifted"),
        EventKind::DeductionClaimCreated => ("Skatteavdrag begärdes", "Tax deductions were claimed"),
        EventKind::DeductionClaimExported => (
            "Fil med personnummer till Skatteverket hämtades",
            "A file with personal identity numbers for the tax agency was fetched",
        ),
        EventKind::DeductionDecisionImported => (
            "Skatteverkets beslut lästes in",
            "The tax agency's decisions were imported",
        ),
        EventKind::DeductionCaseDecided => (
            "Skatteverkets beslut skrevs in",
            "The tax agency's decision was entered",
        ),
        EventKind::DeductionPayoutRegistered => (
            "Utbetalning från Skatteverket registrerades",
            "A payout from the tax agency was registered",
        ),
        EventKind::DeductionPayoutRemoved => (
            "Utbetalning från Skatteverket togs bort",
            "A payout from the tax agency was taken back",
        ),
        EventKind::DeductionCaseResolved => (
            "Nekat eller återtaget skatteavdrag hanterades",
            "A refused or withdrawn tax deduction was dealt with",
        ),
        EventKind::ArticleCreated => ("Artikel lades till", "Article added"),
        EventKind::ArticleReplaced => ("Artikel ändrades", "Article changed"),
        EventKind::ArticlePartsReplaced => ("Delarna i en sats ändrades", "What a kit is made of was changed"),
        EventKind::ArticleArchived => (
            "Artikel arkiverades eller togs fram",
            "Article archived or taken out again",
        ),
        EventKind::OfferCreated => ("Offert påbörjades", "Offer begun"),
        EventKind::OfferReplaced => ("Offertutkast ändrades", "Offer draft changed"),
        EventKind::OfferSent => ("Offert skickades", "Offer sent"),
        EventKind::OfferWithdrawn => ("Offert återtogs", "Offer withdrawn"),
        EventKind::OfferAccepted => ("Offert accepterades av kunden", "Offer accepted by the customer"),
        EventKind::OfferDeclined => ("Offert avböjdes av kunden", "Offer declined by the customer"),
        EventKind::OfferExpired => ("Offert gick ut", "Offer expired"),
        EventKind::OrderCreated => ("Order lades upp", "Order created"),
        EventKind::OrderReplaced => ("Order ändrades", "Order changed"),
        EventKind::OrderInstalmentsReplaced => ("Betalplanen ändrades", "The payment plan was changed"),
        EventKind::OrderStarted => ("Arbetet på en order började", "Work on an order began"),
        EventKind::OrderCompleted => ("Order blev klar", "Order completed"),
        EventKind::OrderCancelled => ("Order avbröts", "Order cancelled"),
        EventKind::TimeEntryCreated => ("Tid rapporterades", "Time reported"),
        EventKind::TimeEntryReplaced => ("Rapporterad tid ändrades", "Reported time changed"),
        EventKind::TimeEntryDeleted => ("Rapporterad tid togs bort", "Reported time deleted"),
        EventKind::TimesheetSubmitted => ("Vecka lämnades in", "Week submitted"),
        EventKind::TimesheetApproved => ("Vecka attesterades", "Week approved"),
        EventKind::TimesheetRejected => ("Vecka skickades tillbaka", "Week sent back"),
        EventKind::InvoiceCreated => ("Faktura påbörjades", "Invoice begun"),
        EventKind::InvoiceReplaced => ("Fakturautkast ändrades", "Invoice draft changed"),
        EventKind::InvoiceDeleted => ("Fakturautkast slängdes", "Invoice draft thrown away"),
        EventKind::InvoiceIssued => ("Faktura utfärdades", "Invoice issued"),
        EventKind::InvoiceSent => ("Faktura skickades", "Invoice sent"),
        EventKind::InvoicePrinted => ("Faktura skrevs ut", "Invoice printed"),
        EventKind::InvoiceCredited => ("Fakturan krediterades", "The invoice was credited"),
        EventKind::InvoiceWrittenOff => (
            "Resten av fakturan skrevs av",
            "The rest of the invoice was written off",
        ),
        EventKind::InvoiceWriteOffReversed => ("Avskrivningen togs tillbaka", "The write-off was taken back"),
        EventKind::InvoiceReminded => ("Påminnelse gjordes", "A reminder was made"),
        EventKind::InvoiceRemindersStopped => ("Påminnelser stoppades", "Reminders were stopped"),
        EventKind::InvoiceRemindersResumed => ("Påminnelser återupptogs", "Reminders were taken up again"),
        EventKind::InvoiceHandedOver => (
            "Faktura lämnades till inkasso",
            "Invoice was handed to a debt collector",
        ),
        EventKind::InvoiceQuestionAsked => ("Kunden frågade om en faktura", "A customer asked about an invoice"),
        EventKind::PaymentRegistered => ("Betalning registrerades", "Payment registered"),
        EventKind::AccountReplaced => ("Konto byttes", "Account changed"),
        EventKind::FiscalYearCreated => ("Räkenskapsår lades till", "Fiscal year added"),
        EventKind::FiscalYearReplaced => ("Räkenskapsår ändrades", "Fiscal year changed"),
        EventKind::NumberSeriesReplaced => ("Nummerserie ändrades", "Number series changed"),
        EventKind::FiscalYearLocked => ("Stängd period ändrades", "Closed period changed"),
        EventKind::VoucherExportCreated => (
            "Verifikationer lämnades till redovisningen",
            "Vouchers handed to the accountant",
        ),
        EventKind::PaymentRemoved => ("Betalning borttagen", "Payment taken back"),
        EventKind::PaymentImportCreated => ("Bankfil inläst", "Bank file imported"),
        EventKind::PaymentMatched => ("Inbetalning matchad", "Payment matched"),
        EventKind::PaymentSetAside => ("Inbetalning lagd åt sidan", "Payment set aside"),
        EventKind::MailSent => (
            "E-post lämnades till mottagarens server",
            "E-mail handed to the mail server",
        ),
        EventKind::MailFailed => ("E-post kom inte fram", "E-mail not delivered"),
        EventKind::EInvoiceDelivered => ("E-faktura levererades", "E-invoice was delivered"),
        EventKind::EInvoiceFailed => ("E-faktura kom inte fram", "E-invoice could not be delivered"),
        EventKind::SavedViewCreated => ("Vy sparades", "View saved"),
        EventKind::SavedViewDeleted => ("Vy togs bort", "View removed"),
        EventKind::PrivacyRequestCreated => ("Begäran om uppgifter kom in", "A privacy request came in"),
        EventKind::PrivacyRequestAcknowledged => {
            ("Begäran om uppgifter kvitterades", "A privacy request was acknowledged")
        }
        EventKind::PrivacyRequestIdentified => ("Vem som begär bekräftades", "Who asks was confirmed"),
        EventKind::PrivacyRequestAssigned => ("Begäran fick ny handläggare", "A privacy request got another handler"),
        EventKind::PrivacyRequestExtended => (
            "Tiden för en begäran förlängdes",
            "The time of a privacy request was extended",
        ),
        EventKind::PrivacyRequestQuestioned => ("Personen fick en fråga", "The person was asked a question"),
        EventKind::PrivacyRequestInformed => ("Personen svarade på en fråga", "The person answered a question"),
        EventKind::PrivacyRequestForwarded => ("Begäran överlämnades", "A privacy request was passed on"),
        EventKind::PrivacyRequestDecided => ("Begäran beslutades", "A privacy request was decided"),
        EventKind::PrivacyRequestAnswered => ("Begäran besvarades", "A privacy request was answered"),
        EventKind::PrivacyRequestAnswerFetched => (
            "Svar på begäran hämtades",
            "The answer to a privacy request was fetched",
        ),
        EventKind::PrivacyRequestLacking => (
            "Svar på begäran visade sig ofullständigt",
            "The answer to a privacy request turned out incomplete",
        ),
        EventKind::PrivacyRequestClosed => ("Begäran avslutades", "A privacy request was closed"),
        EventKind::PrivacyRequestWithdrawn => ("Begäran återtogs", "A privacy request was withdrawn"),
        EventKind::PrivacyRequestReminded => (
            "Handläggaren påmindes om en begäran",
            "The handler was reminded of a privacy request",
        ),
        EventKind::PrivacyNoticeOwed => ("Mottagare ska underrättas", "Recipient is to be told"),
        EventKind::PrivacyNoticeSettled => (
            "Mottagare underrättades, eller behöver det inte",
            "Recipient was told, or need not be",
        ),
        EventKind::BreachRegistered => ("Incident registrerades", "Breach registered"),
        EventKind::BreachChanged => ("Incident ändrades", "Breach changed"),
        EventKind::BreachAssigned => ("Incident fick ny handläggare", "Breach given another handler"),
        EventKind::BreachReported => ("Anmälan av en incident avgjordes", "Report of a breach decided on"),
        EventKind::BreachInformed => (
            "Information om en incident avgjordes",
            "Telling people of a breach decided on",
        ),
        EventKind::BreachCompaniesInformed => (
            "Företag ska underrättas om en incident",
            "Companies are to be told of a breach",
        ),
        EventKind::BreachCompanyTold => ("Företag underrättades om en incident", "Company told of a breach"),
        EventKind::BreachAdded => ("Incident fick en ny anteckning", "Breach added to"),
        EventKind::BreachWarned => (
            "Handläggaren varnades om tiden för en incident",
            "Handler warned of a breach's hours",
        ),
        EventKind::BreachClosed => ("Incident avslutades", "Breach closed"),
        EventKind::RetentionRunPlanned => ("Gallring planerades", "Retention run was planned"),
        EventKind::RetentionRunApproved => ("Gallring godkändes", "Retention run was approved"),
        EventKind::RetentionRunEnded => ("Gallring utfördes", "Retention run was done"),
        EventKind::RecipientCreated => ("Mottagare registrerades", "Recipient was registered"),
        EventKind::RecipientReplaced => ("Mottagare ändrades", "Recipient was changed"),
        EventKind::SessionStarted => ("Inloggning", "Logged in"),
        EventKind::SessionProven => ("Bekräftade lösenordet", "Confirmed the password"),
        EventKind::SessionEnded => ("Utloggning, eller enhet avslutad", "Logged out, or a device ended"),
        EventKind::SessionReuseDetected => (
            "En gammal inloggning användes igen och stoppades",
            "An old log-in was used again and stopped",
        ),
        EventKind::CompanySwitched => ("Bytte företag", "Switched company"),
        EventKind::SupportAccessGranted => ("Support fick tillgång", "Support was given access"),
        EventKind::SupportAccessEntered => ("Supporten gick in", "Support came in"),
        EventKind::SupportAccessRead => ("Supporten läste", "Support read"),
        EventKind::SupportAccessLeft => ("Supporten lämnade", "Support left"),
        EventKind::SupportAccessEnded => ("Supportens tillgång avslutades", "Support access was ended"),
        EventKind::SupportAccessExpired => ("Supportens tid tog slut", "Support's time was over"),
        EventKind::LogInFailed => ("Misslyckad inloggning", "Log-in failed"),
        EventKind::RequestFailed => (
            "Något gick fel hos tjänsten; inget ändrades",
            "The service failed; nothing was changed",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn an_event_is_called_as_on_the_logs_page() {
        for (language, file) in ["sv", "en"].into_iter().enumerate() {
            let path = format!("{}/../frontend/src/i18n/{file}/audit.json", env!("CARGO_MANIFEST_DIR"));
            let page: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
            for kind in EventKind::ALL {
                let (swedish, english) = event(kind);
                let said = if language == 0 { swedish } else { english };
                assert_eq!(page["event"][kind.as_str()], Value::from(said), "{}", kind.as_str());
            }
        }
    }
}
