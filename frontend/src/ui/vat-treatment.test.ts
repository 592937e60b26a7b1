/** Does one choice of treatment hold for all lines, without guessing? */
import { expect, test } from "vitest";
import { treatmentOf, underRule } from "./vat-treatment.tsx";

test("lines under one rule show it, lines under several show none", () => {
  expect(treatmentOf([])).toBe("ordinary");
  expect(treatmentOf(["25", "6", "exempt"])).toBe("ordinary");
  expect(treatmentOf(["reverse_charge", "reverse_charge"])).toBe("reverse_charge");
  expect(treatmentOf(["reverse_charge", "25"])).toBeNull();
});

test("a rule takes every line; back to ordinary VAT rates stay and the others get the usual one", () => {
  expect(underRule("6", "reverse_charge", "25")).toBe("reverse_charge");
  expect(underRule("6", "ordinary", "25")).toBe("6");
  expect(underRule("reverse_charge", "ordinary", "25")).toBe("25");
  expect(underRule("exempt", "ordinary", "25")).toBe("exempt");
});
