//! Are habits of reminding right, beyond their limits?

use super::dto::{ReminderSettingsInput, ReminderStep};
use crate::{
    http::{FieldCode, FieldError, Problem},
    lines::check_date,
};
use chrono::NaiveDate;
use kontoret_core::reminder::{Step, are_steps};

/// The rule's form of a step.
pub(super) fn step(s: &ReminderStep) -> Step {
    Step {
        after_days: s.after_days,
        fee: s.fee,
    }
}

/// Checks habits.
///
/// # Errors
/// All fields that need mending.
pub(super) fn settings(input: &ReminderSettingsInput, today: NaiveDate) -> Result<(), Problem> {
    let mut errors = Vec::new();
    let steps: Vec<Step> = input.steps.iter().map(step).collect();
    if !are_steps(&steps) {
        let late = (1..steps.len())
            .find(|i| steps[*i].after_days <= steps[*i - 1].after_days)
            .unwrap_or(0);
        errors.push(FieldError::new(
            format!("/steps/{late}/after_days"),
            FieldCode::TooSmall,
        ));
    }
    check_date("/fee_agreed_since", input.fee_agreed_since, today, &mut errors);
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Problem::fields(errors))
    }
}
