/** What may be done with a late invoice, by what holds it. */
import { expect, test } from "vitest";
import { byCustomer, isReady, mayHandOver, maySend } from "./holds.ts";
import type { LateInvoice } from "./queries.ts";

const late = (hold: LateInvoice["hold"], reminders = 1) => ({ hold, reminders }) as LateInvoice;

test("only what nothing holds is ready, and what merely waits may be sent", () => {
  const holds = [null, "waiting", "last_step_taken", "stopped", "handed_over", "customer_blocked"] as const;
  expect(holds.filter((hold) => isReady(late(hold)))).toEqual([null]);
  expect(holds.filter((hold) => maySend(late(hold)))).toEqual([null, "waiting", "last_step_taken"]);
});

test("a debt collector gets only what was reminded of, and once", () => {
  expect(mayHandOver(late("last_step_taken"))).toBe(true);
  expect(mayHandOver(late(null, 0))).toBe(false);
  expect(mayHandOver(late("handed_over"))).toBe(false);
});

test("each customer gets one interest invoice, in the order of the list", () => {
  const row = (invoice_id: string, customer_id: string) => ({ invoice_id, customer_id }) as LateInvoice;
  const groups = byCustomer([row("1", "anna"), row("2", "bo"), row("3", "anna")]);
  expect(groups.map((group) => group.map(({ invoice_id }) => invoice_id))).toEqual([["1", "3"], ["2"]]);
});
