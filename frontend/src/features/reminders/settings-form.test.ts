/** The habits' form: there and back, and what is wrong in it. */
import { expect, test } from "vitest";
import type { Translate } from "@/i18n/index.ts";
import { formOf, inputOf, stepErrors } from "./settings-form.ts";

const SETTINGS = {
  version: 0,
  steps: [
    { after_days: 5, fee: false },
    { after_days: 20, fee: true },
  ],
  days_to_pay: 10,
  fee_ore: 6000,
  fee_agreed_since: null,
  asks_compensation: false,
  asks_interest: false,
};
const t = ((key: string) => key) as unknown as Translate;

test("what was read is sent back unchanged", () => {
  const { version: _, ...rest } = SETTINGS;
  expect(inputOf(formOf(SETTINGS))).toEqual(rest);
});

test("each step is later than the one before", () => {
  const form = formOf(SETTINGS);
  expect(stepErrors(t, form)).toEqual({});
  const wrong = { ...form, steps: form.steps.map((step) => ({ ...step, after_days: 5 })), days_to_pay: null };
  expect(Object.keys(stepErrors(t, wrong))).toEqual(["steps.1.after_days", "days_to_pay"]);
});
