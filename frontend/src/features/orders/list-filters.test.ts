/** Does every tab lead to an address that shows it? */
import { expect, test } from "vitest";
import { filtersOf, searchOf, TABS, tabOf } from "./list-filters.ts";

test("each tab's address shows that tab", () => {
  for (const tab of TABS) expect(tabOf(searchOf(tab))).toBe(tab);
});

test("without anything said: what is to be done, but all of a customer", () => {
  expect(filtersOf({})).toMatchObject({ open: true, status: undefined });
  expect(filtersOf({ customer: "c" })).toMatchObject({ open: undefined, customer_id: "c" });
  expect(filtersOf({ customer: "c", open: true })).toMatchObject({ open: true });
});

test("a state without a tab is shown without one", () => {
  expect(tabOf({ status: "cancelled" })).toBeUndefined();
  expect(filtersOf({ status: "cancelled" })).toMatchObject({ status: "cancelled", open: undefined });
});
