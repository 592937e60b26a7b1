/** Do the tabs of the list and its address say the same? */
import { describe, expect, it } from "vitest";
import { filtersOf, searchOf, TABS, tabOf } from "./list-filters.ts";

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
