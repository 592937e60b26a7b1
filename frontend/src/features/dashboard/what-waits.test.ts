/** Is the first page right about what waits? */
import { expect, test } from "vitest";
import { en } from "@/i18n/en/index.ts";
import { sv } from "@/i18n/sv/index.ts";
import type { Dashboard, RecentEvent } from "./queries.ts";
import {
  axisAmount,
  companyIsReady,
  EVENTS,
  knownEvent,
  looksNew,
  todos,
  withoutEchoes,
} from "./what-waits.ts";

const empty: Dashboard = {
  unpaid_ore: 0,
  overdue_ore: 0,
  overdue_count: 0,
  drafts_count: 0,
  privacy_near_count: 0,
  privacy_late_count: 0,
  breaches_running_count: 0,
  breaches_late_count: 0,
  deductions_ready_count: 0,
  deductions_deadline_on: null,
  offers_waiting_count: 0,
  offers_waiting_ore: 0,
  orders_open_count: 0,
  timesheets_to_approve_count: 0,
  my_minutes_this_week: 0,
  my_week: "2026-W48",
  invoiced_by_month: [{ month: "2026-11", invoiced_ore: 0, paid_ore: 0, overdue_ore: 0 }],
  recent: [],
};

test("only what there is and what may be seen is to be done, late money first", () => {
  expect(todos(empty)).toEqual([]);
  const some = {
    ...empty,
    overdue_count: 2,
    drafts_count: null,
    timesheets_to_approve_count: 3,
    offers_waiting_count: 1,
  };
  expect(todos(some)).toEqual([
    { what: "overdue", count: 2 },
    { what: "approve", count: 3 },
    { what: "offers", count: 1 },
  ]);
});

test("a company with business is not new, nor is one whose figures may not be seen", () => {
  expect(looksNew(empty)).toBe(true);
  expect(looksNew({ ...empty, drafts_count: 1 })).toBe(false);
  expect(looksNew({ ...empty, drafts_count: null })).toBe(false);
  const month = { month: "2026-01", invoiced_ore: 0, paid_ore: 100, overdue_ore: 0 };
  expect(looksNew({ ...empty, invoiced_by_month: [month] })).toBe(false);
});

test("a company is ready when it says who, where, and how it is paid", () => {
  const company = {
    organisation_number: "556036-0793",
    address: { street: "Storgatan 1", street2: "", postal_code: "", city: "", country: "SE" },
    bankgiro: "",
    plusgiro: "",
    iban: "",
    swish: "123 456 78 90",
  } as Parameters<typeof companyIsReady>[0];
  expect(companyIsReady(company)).toBe(true);
  expect(companyIsReady({ ...company, swish: "" })).toBe(false);
  expect(companyIsReady({ ...company, organisation_number: "" })).toBe(false);
  expect(companyIsReady({ ...company, address: { ...company.address, street: "" } })).toBe(false);
});

test("every known event has words in both languages, and no words are without an event", () => {
  expect(Object.keys(sv.dashboard.events)).toEqual([...EVENTS]);
  expect(Object.keys(en.dashboard.events)).toEqual([...EVENTS]);
  expect(knownEvent("offer_sent")).toBe("offer_sent");
  expect(knownEvent("something_else")).toBeUndefined();
});

test("a draft saved many times in a row is one event", () => {
  const event = (id: string, event: string, at: string): RecentEvent => ({
    id,
    event,
    at,
    kind: "offer",
    title: "",
  });
  const shown = withoutEchoes([
    event("a", "offer_replaced", "3"),
    event("a", "offer_replaced", "2"),
    event("b", "offer_replaced", "1"),
    event("a", "offer_replaced", "0"),
  ]);
  expect(shown.map(({ at }) => at)).toEqual(["3", "1", "0"]);
});

test.each([
  [0, "kronor", "0"],
  [950, "kronor", "950"],
  [25_000, "thousands", "25"],
  [2_500, "thousands", "2,5"],
  [1_250_000, "millions", "1,3"],
  [-30_000, "thousands", "−30"],
])("%i kronor on an axis", (kronor, unit, amount) => {
  expect(axisAmount(kronor)).toEqual({ unit, amount });
});
