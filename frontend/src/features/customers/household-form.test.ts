/** Does the form of a household keep what it doesn't show, and do equal shares make a whole? */
import { describe, expect, it } from "vitest";
import { dividedEqually, householdForm, householdInput, newMember, wrongSum } from "./household-form.ts";

const household = {
  customer_id: "c",
  version: 3,
  members: [
    {
      id: "m",
      name: "Anna Öberg",
      identity_number: "19810310-••••",
      share_bp: 10_000,
      entitlement: "owner" as const,
      unrelated: true,
      used: [
        { year: 2026, rot_kr: 5_000, rut_kr: 0, green_kr: 0 },
        { year: 2025, rot_kr: 1_000, rut_kr: 2_000, green_kr: 0 },
      ],
      lacks: [],
    },
  ],
};

describe("the form of a household", () => {
  it("sends no number when none is written, and other years as they were", () => {
    const [sent] = householdInput(householdForm(household, 2026, ""), 2026).members;
    expect(sent?.identity_number).toBeNull();
    expect(sent?.used).toEqual(household.members[0]?.used);
  });

  it("sends what is written, and nothing used when it is zero", () => {
    const form = householdForm(household, 2026, "");
    const members = form.members.map((m) => ({
      ...m,
      number: " 196508662399 ",
      rot_kr: null,
      rut_kr: 0,
      green_kr: null,
    }));
    const [sent] = householdInput({ members }, 2026).members;
    expect(sent?.identity_number).toBe("196508662399");
    expect(sent?.used).toEqual([{ year: 2025, rot_kr: 1_000, rut_kr: 2_000, green_kr: 0 }]);
  });

  it("begins with the customer, who has the whole", () => {
    const { members } = householdForm(null, 2026, "Anna Öberg");
    expect(members.map(({ name, share_bp }) => [name, share_bp])).toEqual([["Anna Öberg", 10_000]]);
    expect(householdInput({ members }, 2026).members[0]?.identity_number).toBe("");
  });

  it.each([1, 2, 3, 6])("divides equally between %i", (count) => {
    const members = dividedEqually(Array.from({ length: count }, () => newMember("", 0)));
    expect(wrongSum({ members })).toBeNull();
    const shares = members.map(({ share_bp }) => share_bp ?? 0);
    expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
  });

  it("tells the sum when it isn't the whole", () => {
    expect(wrongSum({ members: [newMember("", 9_000)] })).toBe(9_000);
    expect(wrongSum({ members: [] })).toBeNull();
  });
});
