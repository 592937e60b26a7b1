//! Who of a household can have a deduction, and what is not yet known of them?

use crate::identity::PersonalIdentityNumber;
use crate::wire::words;

words! {
    /// Why a person is entitled to a deduction for work in a home (IL 67 kap. 13–13 b §§).
    Entitlement {
        /// Owns or lives in the home.
        Owner = "owner",
        /// The home is a parent's.
        Kin = "kin",
    }
}

words! {
    /// What keeps a person from having a deduction.
    #[cfg_attr(feature = "schema", schema(as = HouseholdLack))]
    Lack {
        /// No personal identity number is known.
        Number = "number",
        /// It isn't said why the person is entitled.
        Entitlement = "entitlement",
        /// It isn't said that the person is no close kin of the performer (IL 67 kap. 15 §).
        Unrelated = "unrelated",
        /// The person doesn't turn 18 in the year (IL 67 kap. 11 §).
        UnderAge = "under_age",
    }
}

/// A person of a household.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// The number; `None` where it is not known or erased.
    pub number: Option<PersonalIdentityNumber>,
    /// Part of what is deducted, in basis points.
    pub share_bp: i64,
    /// Why entitled; `None` as long as nobody has said.
    pub entitlement: Option<Entitlement>,
    /// Said to be no close kin of the performer.
    pub unrelated: bool,
}

/// What a person lacks for a deduction that is paid for in a year, in the order of [`Lack`].
#[must_use]
pub fn lacks(member: &Member, year: i32) -> Vec<Lack> {
    let under_age = member.number.is_some_and(|n| year - n.birth_year() < 18);
    [
        (member.number.is_none(), Lack::Number),
        (member.entitlement.is_none(), Lack::Entitlement),
        (!member.unrelated, Lack::Unrelated),
        (under_age, Lack::UnderAge),
    ]
    .into_iter()
    .filter_map(|(lacks, what)| lacks.then_some(what))
    .collect()
}

/// Whether a work site says which home it is, as a request for ROT must (HUSFL 9 a §): a property's designation, or an
/// apartment's number with the association's.
#[must_use]
pub fn home_is_known(property_designation: &str, apartment_number: &str, association_number: &str) -> bool {
    let given = |text: &str| !text.trim().is_empty();
    given(property_designation) || given(apartment_number) && given(association_number)
}

/// Why people are no household.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HouseholdError {
    /// More than [`super::MAX_BUYERS`].
    #[error("too many people")]
    TooMany,
    /// The shares are not above zero or don't add up to 100 %.
    #[error("the shares must be above zero and add up to 100 %")]
    Shares,
    /// The same number twice; the index of the second.
    #[error("the same number twice")]
    Twice {
        /// Where it stands again.
        index: usize,
    },
}

/// Whether these are the people of one household. Nobody at all is one too.
///
/// # Errors
/// The first [`HouseholdError`].
pub fn check_household(members: &[Member]) -> Result<(), HouseholdError> {
    if members.len() > super::MAX_BUYERS {
        return Err(HouseholdError::TooMany);
    }
    for (index, member) in members.iter().enumerate() {
        let earlier = &members[..index];
        if member.number.is_some() && earlier.iter().any(|e| e.number == member.number) {
            return Err(HouseholdError::Twice { index });
        }
    }
    let whole = members.iter().try_fold(0_i64, |sum, m| sum.checked_add(m.share_bp));
    let right = members.iter().all(|m| m.share_bp > 0) && whole == Some(10_000);
    if members.is_empty() || right {
        Ok(())
    } else {
        Err(HouseholdError::Shares)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn member(number: &str, share_bp: i64) -> Member {
        let today = NaiveDate::from_ymd_opt(2026, 11, 28).unwrap();
        Member {
            number: Some(PersonalIdentityNumber::parse(number, today).unwrap()),
            share_bp,
            entitlement: Some(Entitlement::Owner),
            unrelated: true,
        }
    }

    #[test]
    fn shares_are_the_whole_and_nobody_stands_twice() {
        let (a, b) = ("198103102391", "196508662399");
        assert_eq!(check_household(&[]), Ok(()));
        assert_eq!(check_household(&[member(a, 10_000)]), Ok(()));
        assert_eq!(check_household(&[member(a, 5_000), member(b, 5_000)]), Ok(()));
        let wrong: [&[i64]; 5] = [&[9_999], &[0, 10_000], &[-1, 10_001], &[5_000, 5_001], &[i64::MAX, 1]];
        for shares in wrong {
            let members: Vec<Member> = shares.iter().zip([a, b]).map(|(s, n)| member(n, *s)).collect();
            assert_eq!(check_household(&members), Err(HouseholdError::Shares), "{shares:?}");
        }
        let twice = [member(a, 5_000), member(a, 5_000)];
        assert_eq!(check_household(&twice), Err(HouseholdError::Twice { index: 1 }));
        assert_eq!(check_household(&[member(a, 1); 7]), Err(HouseholdError::TooMany));
    }

    #[test]
    fn a_home_is_a_property_or_an_apartment_of_an_association() {
        let table = [
            ("UMEÅ SÄVAR 1:2", "", "", true),
            ("", "1001", "769600-0000", true),
            ("", "1001", "", false),
            ("", "", "769600-0000", false),
            (" ", " ", "", false),
        ];
        for (property, apartment, association, known) in table {
            assert_eq!(
                home_is_known(property, apartment, association),
                known,
                "{property}{apartment}"
            );
        }
    }

    #[test]
    fn what_is_not_known_is_named() {
        let whole = member("198103102391", 10_000);
        assert_eq!(lacks(&whole, 2026), []);
        assert_eq!(lacks(&whole, 1999), []);
        assert_eq!(lacks(&whole, 1998), [Lack::UnderAge]);
        let nothing = Member {
            number: None,
            share_bp: 10_000,
            entitlement: None,
            unrelated: false,
        };
        assert_eq!(
            lacks(&nothing, 2026),
            [Lack::Number, Lack::Entitlement, Lack::Unrelated]
        );
    }
}
