/** Do the tabs of the list and its address say the same? */
import { describe, expect, it } from "vitest";
import { daysOf, filtersOf, searchOf, TABS, tabOf } from "./list-filters.ts";

describe("the tabs", () => {
  it.each(TABS)("%s leads to an address that leads back", (tab) => {
    expect(tabOf(searchOf(tab))).toBe(tab);
  });

  it("leave nothing of another tab behind", () => {
    const late = { status: "paid" as const, ...searchOf("overdue") };
    expect(filtersOf(late)).toMatchObject({ status: undefined, overdue: true });
    expect(filtersOf({ overdue: true, ...searchOf("draft") })).toMatchObject({
      status: "draft",
      overdue: undefined,
    });
  });

  it("have none for what only an address can ask for", () => {
    expect(tabOf({ status: "credited" })).toBeUndefined();
  });
});

describe("the order", () => {
  it("is newest first, longest overdue first, or what was chosen", () => {
    expect(filtersOf({}).sort).toBe("-number");
    expect(filtersOf({ overdue: true }).sort).toBe("due_on");
    expect(filtersOf({ overdue: true, sort: "-total_ore" }).sort).toBe("-total_ore");
  });
});

describe("a period", () => {
  it("has its first and last day, over new year and in leap years", () => {
    expect(daysOf("this_month", "2028-02-14")).toEqual({ from: "2028-02-01", to: "2028-02-29" });
    expect(daysOf("last_month", "2026-01-31")).toEqual({ from: "2025-12-01", to: "2025-12-31" });
    expect(daysOf("this_year", "2026-11-28")).toEqual({ from: "2026-01-01", to: "2026-12-31" });
    expect(daysOf("last_year", "2026-11-28")).toEqual({ from: "2025-01-01", to: "2025-12-31" });
  });
});
