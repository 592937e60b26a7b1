/** What does the form of the habits hold, and what is wrong in it? */
import type { Translate } from "@/i18n/index.ts";
import type { ReminderSettings, ReminderSettingsInput } from "./queries.ts";

/** The form; an empty number is null. */
export type SettingsForm = {
  steps: { key: string; after_days: number | null; fee: boolean }[];
  days_to_pay: number | null;
  fee_ore: number | null;
  fee_agreed_since: string | null;
  asks_compensation: boolean;
  asks_interest: boolean;
};

/** The form of what was read. */
export function formOf(settings: ReminderSettings): SettingsForm {
  return {
    steps: settings.steps.map((step, index) => ({ ...step, key: `step-${index}` })),
    days_to_pay: settings.days_to_pay,
    fee_ore: settings.fee_ore,
    fee_agreed_since: settings.fee_agreed_since ?? null,
    asks_compensation: settings.asks_compensation,
    asks_interest: settings.asks_interest,
  };
}

/** What is sent. */
export function inputOf(form: SettingsForm): ReminderSettingsInput {
  return {
    steps: form.steps.map(({ after_days, fee }) => ({ after_days: after_days ?? 0, fee })),
    days_to_pay: form.days_to_pay ?? 0,
    fee_ore: form.fee_ore ?? 0,
    fee_agreed_since: form.fee_agreed_since,
    asks_compensation: form.asks_compensation,
    asks_interest: form.asks_interest,
  };
}

/** Steps that don't come one after the other, by form path. */
export function stepErrors(t: Translate, form: SettingsForm): Record<string, string> {
  const errors: Record<string, string> = {};
  form.steps.forEach(({ after_days }, index) => {
    const before = form.steps[index - 1]?.after_days ?? 0;
    if (after_days === null) errors[`steps.${index}.after_days`] = t("problem.field.required");
    else if (after_days <= before)
      errors[`steps.${index}.after_days`] = t("reminders.stepTooEarly", { before });
  });
  if (form.days_to_pay === null) errors.days_to_pay = t("problem.field.required");
  return errors;
}
