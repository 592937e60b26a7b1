/** Is a colour printed as it was chosen, and darker where it couldn't be read? */
import { expect, test } from "vitest";
import { OUR_ACCENT, printedAccent } from "./accent.ts";

test("a dark colour stays, a light one is darkened, anything else is ours", () => {
  expect(printedAccent("#7a1f3d")).toBe("#7a1f3d");
  expect(printedAccent("#ffff00")).not.toBe("#ffff00");
  expect(printedAccent("#ffffff")).toMatch(/^#([0-7][0-9a-f])\1\1$/);
  expect(printedAccent("")).toBe(OUR_ACCENT);
  expect(printedAccent("red")).toBe(OUR_ACCENT);
});
