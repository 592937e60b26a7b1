/** Does every state of a deduction show the amount that it is about? */
import { expect, test } from "vitest";
import { amountOf, STATES } from "./case-state.tsx";
import type { CaseItem } from "./queries.ts";

const row: CaseItem = {
  ...{
    id: "a",
    version: 1,
    kind: "rot",
    installation: null,
    state: "ready",
    name: "Anna",
    invoice_id: "b",
    invoice_number: "1",
  },
  ...{ customer_id: "c", customer_name: "Anna", year: 2026, paid_on: null, deadline_on: null },
  ...{ deduction_kr: 1, claimable_kr: 2, lapsed_kr: 2, pending_kr: 3, approved_kr: 4, awaited_ore: 500 },
  ...{ paid_out_ore: 600, unresolved_kr: 7, to_repay_kr: 8 },
};

test("each state shows what is to be done about it", () => {
  const shown = STATES.map((state) => amountOf({ ...row, state }).replace(/\s/g, " "));
  expect(shown).toEqual([
    ...["1 kr", "2 kr", "2 kr", "1 kr", "3 kr"],
    ...["5 kr", "7 kr", "6 kr", "8 kr", "1 kr"],
  ]);
});
