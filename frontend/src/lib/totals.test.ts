/** Does the app count as the server does? */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { type PriceTerms, TotalsError, type TotalsLine, totals } from "./totals.ts";

type Case = {
  name: string;
  terms: PriceTerms;
  lines: TotalsLine[];
  expected: object | null;
  error: { code: string; line: number | null; field: string } | null;
};

const cases: Case[] = JSON.parse(
  readFileSync(resolve(import.meta.dirname, "../../../api/core/golden/totals.json"), "utf8"),
);

describe("the golden cases of the server", () => {
  test("are there", () => expect(cases.length).toBeGreaterThan(50));
  test.each(cases)("$name", ({ terms, lines, expected, error }) => {
    if (!error) {
      expect(totals(terms, lines)).toEqual(expected);
      return;
    }
    let refused: unknown;
    try {
      totals(terms, lines);
    } catch (thrown) {
      refused = thrown;
    }
    expect(refused).toBeInstanceOf(TotalsError);
    expect(refused).toMatchObject(error);
  });
});
