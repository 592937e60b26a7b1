//! Is what is said of a user right, beyond its lengths?

use super::dto::{InviteUser, UserInput};
use crate::{
    customers::tidy_phone,
    http::{FieldCode, FieldError, Problem},
};
use kontoret_core::{identity::is_email, permission::Role, text::fold};

/// Checks and tidies an invitation; gives the address in its folded form.
///
/// # Errors
/// All fields that need mending.
pub(super) fn invitation(input: InviteUser) -> Result<(String, UserInput), Problem> {
    let mut errors = Vec::new();
    let email = super::fold_email(&input.email);
    if !is_email(&email) {
        errors.push(FieldError::new("/email", FieldCode::Invalid));
    }
    let mut content = UserInput {
        name: input.name,
        role: input.role,
        username: input.username,
        initials: input.initials,
        employment_id: input.employment_id,
        phone: input.phone,
    };
    tidy(&mut content, &mut errors);
    if errors.is_empty() {
        Ok((email, content))
    } else {
        Err(Problem::fields(errors))
    }
}

/// Checks and tidies new content.
///
/// # Errors
/// All fields that need mending.
pub(super) fn user(mut input: UserInput) -> Result<UserInput, Problem> {
    let mut errors = Vec::new();
    tidy(&mut input, &mut errors);
    if errors.is_empty() {
        Ok(input)
    } else {
        Err(Problem::fields(errors))
    }
}

/// Checks an address; gives its folded form.
///
/// # Errors
/// That it is none.
pub(super) fn email(text: &str) -> Result<String, Problem> {
    let email = super::fold_email(text);
    if is_email(&email) {
        Ok(email)
    } else {
        Err(Problem::field("/email", FieldCode::Invalid))
    }
}

fn tidy(input: &mut UserInput, errors: &mut Vec<FieldError>) {
    for text in [
        &mut input.name,
        &mut input.username,
        &mut input.initials,
        &mut input.employment_id,
    ] {
        *text = text.trim().to_owned();
    }
    if input.name.is_empty() {
        errors.push(FieldError::new("/name", FieldCode::Required));
    }
    // An address as user name would be two ways to say one log-in; and a name must be left when it is folded.
    let nameless = !input.username.is_empty() && fold(&input.username).is_empty();
    if nameless || input.username.contains('@') {
        errors.push(FieldError::new("/username", FieldCode::Invalid));
    }
    if input.initials.is_empty() {
        input.initials = initials(&input.name);
    }
    // Nobody is made a visitor: that is what the operator's staff are while the company has opened itself.
    if !Role::OF_USERS.contains(&input.role) {
        errors.push(FieldError::new("/role", FieldCode::Invalid));
    }
    tidy_phone("/phone", &mut input.phone, errors);
}

/// The first letters of the first and the last name.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let (first, last) = (words.next(), words.next_back());
    let letters = [first, last].into_iter().flatten().filter_map(|w| w.chars().next());
    letters.flat_map(char::to_uppercase).take(4).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn initials_come_from_the_first_and_the_last_name() {
        for (name, expected) in [
            ("Åsa Öberg", "ÅÖ"),
            ("Anna Maria von Berg", "AB"),
            ("Cher", "C"),
            ("ßeta x", "SSX"),
        ] {
            assert_eq!(super::initials(name), expected);
        }
    }
}
