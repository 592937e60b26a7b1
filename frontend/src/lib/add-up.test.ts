/** Are the parts of a sum found, and nothing claimed when there are none? */
import { describe, expect, it } from "vitest";
import { addUp } from "./add-up.ts";

describe("addUp", () => {
  it("finds all, some or the first that fit", () => {
    expect(addUp([749, 1_968], 2_717)).toEqual(new Set([0, 1]));
    expect(addUp([749, 1_968, 300], 1_049)).toEqual(new Set([0, 2]));
    expect(addUp([749, 749], 749)).toEqual(new Set([0]));
  });

  it("says so when nothing fits", () => {
    expect(addUp([749, 1_968], 750)).toBeNull();
    expect(addUp([], 10)).toBeNull();
    expect(addUp([10], 0)).toBeNull();
  });

  it("gives up rather than keep somebody waiting", () => {
    const many = Array.from({ length: 40 }, (_, place) => 2 ** place);
    expect(addUp(many, 2 ** 41)).toBeNull();
  });
});
