/** Is the time that is left said and coloured as it should be? */
import { expect, test } from "vitest";
import type { Translate } from "@/i18n/index.ts";
import { timeLeft, urgency } from "./request-state.tsx";

const t = ((key: string, { count }: { count?: number } = {}) => `${key} ${count ?? ""}`.trim()) as Translate;

test("days before the last one, the last one, and days after it", () => {
  expect([8, 1, 0, -1, -12].map((days) => timeLeft(t, days))).toEqual([
    "privacy.left 8",
    "privacy.left 1",
    "privacy.dueToday",
    "privacy.late 1",
    "privacy.late 12",
  ]);
});

test("a week before the last day it is urgent, after it it is late", () => {
  expect([8, 7, 0, -1].map(urgency)).toEqual([undefined, "orange", "orange", "red"]);
});
