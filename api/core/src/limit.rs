//! What may not be done with the data of a person who asked for that?

use crate::wire::words;

words! {
    /// How the use of a person's data is limited.
    ProcessingLimitKind {
        /// Stored and nothing else (GDPR art. 18): out of lists, searches, letters and figures, and not changed.
        Restriction = "restriction",
        /// No direct marketing (GDPR art. 21(2)–(3)).
        NoDirectMarketing = "no_direct_marketing",
        /// Not counted in statistics (GDPR art. 21(1), (6)).
        NoStatistics = "no_statistics",
    }
}

words! {
    /// Why data is restricted (GDPR art. 18(1)).
    RestrictionGround {
        /// The person says that it is wrong, until that is checked (a).
        AccuracyContested = "accuracy_contested",
        /// Its use was unlawful, and the person doesn't want it erased (b).
        Unlawful = "unlawful",
        /// It is no longer needed here, but by the person for a legal claim (c).
        LegalClaims = "legal_claims",
        /// The person objected, until it is decided whose interest weighs more (d).
        ObjectionPending = "objection_pending",
    }
}

words! {
    /// What a person objects to (GDPR art. 21).
    ProcessingObjectedTo {
        /// Direct marketing: nothing has to be weighed.
        DirectMarketing = "direct_marketing",
        /// Statistics.
        Statistics = "statistics",
        /// Anything else on the ground of a legitimate interest: restricted until it is decided.
        LegitimateInterest = "legitimate_interest",
    }
}

impl ProcessingObjectedTo {
    /// What the objection does at once.
    #[must_use]
    pub const fn limit(self) -> (ProcessingLimitKind, Option<RestrictionGround>) {
        match self {
            Self::DirectMarketing => (ProcessingLimitKind::NoDirectMarketing, None),
            Self::Statistics => (ProcessingLimitKind::NoStatistics, None),
            Self::LegitimateInterest => (
                ProcessingLimitKind::Restriction,
                Some(RestrictionGround::ObjectionPending),
            ),
        }
    }
}

words! {
    /// Why a limit no longer holds.
    LimitLiftedBecause {
        /// What it waited for is settled.
        Settled = "settled",
        /// The person agrees (GDPR art. 18(2)) or takes the objection back.
        Consent = "consent",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_must_be_weighed_restricts() {
        for objected in ProcessingObjectedTo::ALL {
            let (kind, ground) = objected.limit();
            assert_eq!(
                kind == ProcessingLimitKind::Restriction,
                ground.is_some(),
                "{objected:?}"
            );
        }
        assert_eq!(
            ProcessingObjectedTo::LegitimateInterest.limit().1,
            Some(RestrictionGround::ObjectionPending)
        );
    }
}
