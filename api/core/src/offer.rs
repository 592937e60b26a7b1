//! What may happen to an offer, and when is it too old to be accepted?

use crate::machine::Machine;
use crate::wire::words;
use chrono::NaiveDate;

words! {
    /// Where an offer stands.
    #[cfg_attr(feature = "schema", schema(as = OfferStatus))]
    Status {
        /// Being written; the customer has not seen it.
        Draft = "draft",
        /// Sent; the customer can accept or decline it.
        Sent = "sent",
        /// Accepted by the customer.
        Accepted = "accepted",
        /// Declined by the customer.
        Declined = "declined",
        /// Its last day of validity has passed without an answer.
        Expired = "expired",
        /// Taken back by the company.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// What can be done to an offer.
    #[cfg_attr(feature = "schema", schema(as = OfferAction))]
    Action {
        /// Change the content of a draft.
        Replace = "replace",
        /// Send, or send the same content again.
        Send = "send",
        /// The customer accepts.
        Accept = "accept",
        /// The customer declines.
        Decline = "decline",
        /// The company takes it back.
        Withdraw = "withdraw",
        /// The last day of validity has passed.
        Expire = "expire",
        /// Make an order of it.
        Convert = "convert",
        /// Write a new version of it.
        Revise = "revise",
    }
}

/// What a status allows, and where it leads. A sent offer's content can never change, only be revised once closed.
pub const TRANSITIONS: Machine<Status, Action> = Machine(&[
    (Status::Draft, Action::Replace, Status::Draft),
    (Status::Draft, Action::Send, Status::Sent),
    (Status::Sent, Action::Send, Status::Sent),
    (Status::Sent, Action::Accept, Status::Accepted),
    (Status::Sent, Action::Decline, Status::Declined),
    (Status::Sent, Action::Withdraw, Status::Withdrawn),
    (Status::Sent, Action::Expire, Status::Expired),
    (Status::Accepted, Action::Convert, Status::Accepted),
    (Status::Declined, Action::Revise, Status::Draft),
    (Status::Expired, Action::Revise, Status::Draft),
    (Status::Withdrawn, Action::Revise, Status::Draft),
]);

/// Whether the offer can no longer be accepted: it is binding up to and including its last day.
#[must_use]
pub fn is_expired(valid_until: NaiveDate, today: NaiveDate) -> bool {
    today > valid_until
}

/// Where the offer stands on a day: nobody needs to be awake at midnight for an unanswered offer to expire.
#[must_use]
pub fn status_on(stored: Status, valid_until: NaiveDate, today: NaiveDate) -> Status {
    match stored {
        Status::Sent if is_expired(valid_until, today) => Status::Expired,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::table;

    #[test]
    fn status_times_action() {
        assert_eq!(
            table(TRANSITIONS, &Status::ALL, &Action::ALL),
            "\
draft: replace>draft send>sent
sent: send>sent accept>accepted decline>declined withdraw>withdrawn expire>expired
accepted: convert>accepted
declined: revise>draft
expired: revise>draft
withdrawn: revise>draft
"
        );
    }

    #[test]
    fn the_last_day_still_counts() {
        let last = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();
        assert!(!is_expired(last, last.pred_opt().unwrap()));
        assert!(!is_expired(last, last));
        assert!(is_expired(last, last.succ_opt().unwrap()));
    }

    #[test]
    fn only_an_unanswered_offer_expires() {
        let last = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();
        let after = last.succ_opt().unwrap();
        assert_eq!(status_on(Status::Sent, last, last), Status::Sent);
        assert_eq!(status_on(Status::Sent, last, after), Status::Expired);
        for kept in [Status::Draft, Status::Accepted, Status::Declined, Status::Withdrawn] {
            assert_eq!(status_on(kept, last, after), kept);
        }
    }
}
