/** Which week do the tests speak of? */
import { daysOf, type TimeEntry, type Timesheet, withEntry } from "./grid.ts";

/** The week of the tests. */
export const WEEK = "2026-W48";
/** Whose it is. */
export const MEMBER = "019a0000-0000-7000-8000-000000000003";

const ORDER = "019a0000-0000-7000-8000-000000000001";

/** Eight hours of painting on Monday; `part` says what is different. */
export function anEntry(part: Partial<TimeEntry> = {}): TimeEntry {
  return {
    id: "019a0000-0000-7000-8000-000000000200",
    version: 1,
    membership_id: MEMBER,
    employee_name: "Erik Sundin",
    order_id: ORDER,
    order_number: 1042,
    order_title: "Måla kök",
    worked_on: "2026-11-23",
    minutes: 480,
    activity: "Målning",
    note: "",
    billable: true,
    status: "open",
    invoice_id: null,
    actions: ["replace", "delete"],
    ...part,
  };
}

/** A week with these entries. */
export function aSheet(entries: TimeEntry[] = [], part: Partial<Timesheet> = {}): Timesheet {
  const empty: Timesheet = {
    week: WEEK,
    membership_id: MEMBER,
    employee_name: "Erik Sundin",
    version: 1,
    status: "open",
    reason: null,
    days: daysOf(WEEK).map((worked_on) => ({ worked_on, minutes: 0 })),
    minutes: 0,
    billable_minutes: 0,
    entries: [],
    decided_by: null,
    decided_at: null,
    actions: ["submit"],
    ...part,
  };
  return entries.reduce(withEntry, empty);
}
