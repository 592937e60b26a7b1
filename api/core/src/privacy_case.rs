//! What is kept of a privacy request beside its state: how it came, what happened, what was decided and on which ground?
//!
//! Source: GDPR (EU) 2016/679 art. 11, 12, 15–21; bokföringslagen (1999:1078) 7 kap. 2 §.

use crate::wire::words;

words! {
    /// How a request came in.
    #[cfg_attr(feature = "schema", schema(as = PrivacyRequestChannel))]
    Channel {
        /// On the public page.
        Public = "public",
        /// From a user who is logged in.
        Profile = "profile",
        /// By e-mail, entered by staff.
        Email = "email",
        /// By phone, entered by staff.
        Phone = "phone",
        /// By letter, entered by staff.
        Letter = "letter",
        /// In person, entered by staff.
        InPerson = "in_person",
    }
}

words! {
    /// Who answers for the data that a request is about.
    #[cfg_attr(feature = "schema", schema(as = PrivacyRequestPlane))]
    Plane {
        /// Whoever runs the service: users and contact persons.
        Operator = "operator",
        /// The company: its own customers.
        Company = "company",
    }
}

words! {
    /// How it was confirmed who asks.
    #[cfg_attr(feature = "schema", schema(as = PrivacyIdentity))]
    Identity {
        /// By a link to an address that was known before.
        Link = "link",
        /// By being logged in.
        Session = "session",
        /// By staff, who wrote down how.
        Staff = "staff",
    }
}

words! {
    /// What a link that was mailed is for.
    #[cfg_attr(feature = "schema", schema(as = PrivacyLinkPurpose))]
    LinkPurpose {
        /// To confirm who asks.
        Identity = "identity",
        /// To answer a question.
        Information = "information",
        /// To fetch the answer.
        Answer = "answer",
    }
}

words! {
    /// What happened to a request.
    #[cfg_attr(feature = "schema", schema(as = PrivacyRequestEntryKind))]
    Entry {
        /// It came in.
        Received = "received",
        /// It came in from another company, or from whoever runs the service.
        PassedOn = "passed_on",
        /// It was given to a handler.
        Assigned = "assigned",
        /// The person was told, and got a link to confirm who they are.
        IdentityAsked = "identity_asked",
        /// The person was told.
        Acknowledged = "acknowledged",
        /// Who asks is confirmed.
        Identified = "identified",
        /// It takes longer; why.
        Extended = "extended",
        /// The person was asked for more.
        Question = "question",
        /// The person answered.
        Information = "information",
        /// It was passed on.
        Forwarded = "forwarded",
        /// Each datum has its decision.
        Decided = "decided",
        /// The answer was sent.
        Answered = "answered",
        /// The person fetched the answer.
        Fetched = "fetched",
        /// What the person fetched lacked something; what.
        Lacking = "lacking",
        /// It is done.
        Closed = "closed",
        /// It was taken back.
        Withdrawn = "withdrawn",
        /// The handler was reminded.
        Reminded = "reminded",
    }
}

words! {
    /// What becomes of a datum.
    #[cfg_attr(feature = "schema", schema(as = PrivacyDecisionResult))]
    Decision {
        /// What was asked for is done.
        Done = "done",
        /// It isn't, on a ground of the law.
        Refused = "refused",
    }
}

words! {
    /// Why a datum stays as it is.
    #[cfg_attr(feature = "schema", schema(as = PrivacyDecisionGround))]
    Ground {
        /// Bookkeeping law wants it kept.
        Bookkeeping = "bookkeeping",
        /// A legal claim needs it.
        LegalClaims = "legal_claims",
        /// It is still needed for what it was collected for.
        StillNeeded = "still_needed",
        /// It would harm somebody else's rights.
        OthersRights = "others_rights",
        /// The request is manifestly unfounded or excessive.
        Unfounded = "unfounded",
        /// Who it is about can't be shown.
        NotIdentified = "not_identified",
        /// Nothing of the kind is stored.
        NothingStored = "nothing_stored",
        /// It is right and complete already.
        RightAlready = "right_already",
        /// Compelling grounds weigh more than the objection.
        CompellingGrounds = "compelling_grounds",
        /// It wasn't supplied by the person under consent or contract.
        NotPortable = "not_portable",
    }
}

impl Ground {
    /// Where the law says so.
    #[must_use]
    pub const fn article(self) -> &'static str {
        match self {
            Self::Bookkeeping => "GDPR art. 17(3)(b), bokföringslagen 7 kap. 2 §",
            Self::LegalClaims => "GDPR art. 17(3)(e)",
            Self::StillNeeded => "GDPR art. 17(1)(a)",
            Self::OthersRights => "GDPR art. 15(4), 20(4)",
            Self::Unfounded => "GDPR art. 12(5)(b)",
            Self::NotIdentified => "GDPR art. 11(2), 12(2)",
            Self::NothingStored => "GDPR art. 15(1)",
            Self::RightAlready => "GDPR art. 16",
            Self::CompellingGrounds => "GDPR art. 21(1)",
            Self::NotPortable => "GDPR art. 20(1)",
        }
    }
}

words! {
    /// What a request led to.
    #[cfg_attr(feature = "schema", schema(as = PrivacyRequestOutcome))]
    Outcome {
        /// All of it.
        Granted = "granted",
        /// A part of it.
        Partly = "partly",
        /// Nothing of it.
        Refused = "refused",
    }
}

/// What decisions come to together; nothing for no decision.
#[must_use]
pub fn outcome(decisions: &[Decision]) -> Option<Outcome> {
    let done = decisions.iter().filter(|d| **d == Decision::Done).count();
    match (decisions.len(), done) {
        (0, _) => None,
        (_, 0) => Some(Outcome::Refused),
        (all, done) if all == done => Some(Outcome::Granted),
        _ => Some(Outcome::Partly),
    }
}

/// Whether a decision is one: what is refused has a ground, what is done has none.
#[must_use]
pub const fn is_grounded(decision: Decision, ground: Option<Ground>) -> bool {
    matches!(
        (decision, ground),
        (Decision::Done, None) | (Decision::Refused, Some(_))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_come_to_an_outcome() {
        use Decision::{Done, Refused};
        assert_eq!(outcome(&[]), None);
        assert_eq!(outcome(&[Done, Done]), Some(Outcome::Granted));
        assert_eq!(outcome(&[Done, Refused]), Some(Outcome::Partly));
        assert_eq!(outcome(&[Refused]), Some(Outcome::Refused));
    }

    #[test]
    fn only_a_refusal_has_a_ground_and_every_ground_its_article() {
        for ground in Ground::ALL {
            assert!(is_grounded(Decision::Refused, Some(ground)));
            assert!(!is_grounded(Decision::Done, Some(ground)));
            assert!(ground.article().contains("art. "), "{ground}");
        }
        assert!(is_grounded(Decision::Done, None));
        assert!(!is_grounded(Decision::Refused, None));
    }
}
