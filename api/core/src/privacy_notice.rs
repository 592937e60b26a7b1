//! Who must be told that data was erased, restricted or put right, and when is that done?
//!
//! Source: GDPR (EU) 2016/679 art. 19: each recipient to whom the data was disclosed is told, unless that is impossible or takes
//! a disproportionate effort; the person is told who the recipients are when they ask.

use crate::{privacy::Category, wire::words};

words! {
    /// What was done with the data.
    #[cfg_attr(feature = "schema", schema(as = PrivacyNoticeDeed))]
    Deed {
        /// It was erased (art. 17(1)).
        Erased = "erased",
        /// Its use was restricted (art. 18).
        Restricted = "restricted",
        /// It was put right or completed (art. 16).
        Rectified = "rectified",
    }
}

words! {
    /// How far a notice has come.
    #[cfg_attr(feature = "schema", schema(as = PrivacyNoticeState))]
    State {
        /// The recipient is to be told.
        ToTell = "to_tell",
        /// It was told.
        Told = "told",
        /// It need not be, on a ground of the law.
        NotNeeded = "not_needed",
    }
}

words! {
    /// How a recipient was told.
    #[cfg_attr(feature = "schema", schema(as = PrivacyNoticeHow))]
    How {
        /// By a letter that the service mailed.
        Mail = "mail",
        /// By telephone.
        Phone = "phone",
        /// In the recipient's own service.
        Portal = "portal",
        /// By a letter on paper.
        Letter = "letter",
    }
}

words! {
    /// Why a recipient need not be told.
    #[cfg_attr(feature = "schema", schema(as = PrivacyNoticeGround))]
    Ground {
        /// It can't be done.
        Impossible = "impossible",
        /// It would take a disproportionate effort.
        Disproportionate = "disproportionate",
        /// The recipient wasn't given any of it.
        NotDisclosed = "not_disclosed",
    }
}

/// What staff says of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settlement<'a> {
    /// What it came to.
    pub state: State,
    /// How the recipient was told.
    pub how: Option<How>,
    /// Why it need not be.
    pub ground: Option<Ground>,
    /// What shows it: of whom one spoke, or why.
    pub note: &'a str,
}

/// What is lacking in a settlement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettleError {
    /// It must come to something.
    #[error("told, or not needed")]
    State,
    /// Who is told is told in a way, and by staff never by the service's own mail.
    #[error("how the recipient was told")]
    How,
    /// What isn't needed has a ground, and nothing else has.
    #[error("a ground of article 19")]
    Ground,
    /// A ground is shown (art. 5(2)).
    #[error("what shows it")]
    Note,
}

/// Checks what staff says of a notice.
///
/// # Errors
/// Everything that is lacking.
pub fn settle(s: Settlement<'_>) -> Result<(), Vec<SettleError>> {
    let mut errors = Vec::new();
    match s.state {
        State::ToTell => errors.push(SettleError::State),
        State::Told => {
            if s.how.is_none_or(|how| how == How::Mail) {
                errors.push(SettleError::How);
            }
            if s.ground.is_some() {
                errors.push(SettleError::Ground);
            }
        }
        State::NotNeeded => {
            if s.how.is_some() {
                errors.push(SettleError::How);
            }
            if s.ground.is_none() {
                errors.push(SettleError::Ground);
            }
            if s.note.trim().is_empty() {
                errors.push(SettleError::Note);
            }
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// What of the changed data a recipient is given, as the register has it; nothing: it need not be told.
#[must_use]
pub fn concerned(given: &[Category], changed: &[Category]) -> Vec<Category> {
    let mut both: Vec<Category> = given.iter().copied().filter(|c| changed.contains(c)).collect();
    both.sort_unstable();
    both.dedup();
    both
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(state: State) -> Settlement<'static> {
        Settlement {
            state,
            how: None,
            ground: None,
            note: "",
        }
    }

    #[test]
    fn who_was_told_was_told_in_a_way_that_staff_can() {
        let by = |how| Settlement {
            how: Some(how),
            ..said(State::Told)
        };
        for how in [How::Phone, How::Portal, How::Letter] {
            assert_eq!(settle(by(how)), Ok(()), "{how}");
        }
        assert_eq!(settle(by(How::Mail)), Err(vec![SettleError::How]));
        assert_eq!(settle(said(State::Told)), Err(vec![SettleError::How]));
        let with_ground = Settlement {
            ground: Some(Ground::Impossible),
            ..by(How::Phone)
        };
        assert_eq!(settle(with_ground), Err(vec![SettleError::Ground]));
        assert_eq!(settle(said(State::ToTell)), Err(vec![SettleError::State]));
    }

    #[test]
    fn what_is_not_needed_has_a_ground_that_is_shown() {
        for ground in Ground::ALL {
            let whole = Settlement {
                ground: Some(ground),
                note: "Bolaget finns inte längre.",
                ..said(State::NotNeeded)
            };
            assert_eq!(settle(whole), Ok(()));
            assert_eq!(settle(Settlement { note: " ", ..whole }), Err(vec![SettleError::Note]));
        }
        assert_eq!(
            settle(said(State::NotNeeded)),
            Err(vec![SettleError::Ground, SettleError::Note])
        );
    }

    #[test]
    fn a_recipient_is_told_of_what_it_was_given_and_of_nothing_else() {
        for given in Category::ALL {
            for changed in Category::ALL {
                let both = concerned(&[given, given], &[changed]);
                assert_eq!(both, if given == changed { vec![given] } else { vec![] });
            }
        }
        assert_eq!(concerned(&[], &Category::ALL), []);
    }
}
