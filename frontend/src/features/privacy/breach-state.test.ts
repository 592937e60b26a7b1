/** Are the hours that are left said and coloured as they should be? */
import { expect, test } from "vitest";
import type { Translate } from "@/i18n/index.ts";
import { hoursLeft, hoursUrgency } from "./breach-state.tsx";

const t = ((key: string, { count }: { count?: number } = {}) => `${key} ${count ?? ""}`.trim()) as Translate;

test("hours before the deadline, the last one, and hours after it", () => {
  expect([72, 1, 0, -1, -25].map((hours) => hoursLeft(t, hours))).toEqual([
    "breaches.left 72",
    "breaches.left 1",
    "breaches.lastHour",
    "breaches.late 1",
    "breaches.late 25",
  ]);
});

test("under a day it is urgent, after the deadline it is late", () => {
  expect([24, 23, 0, -1].map(hoursUrgency)).toEqual([undefined, "orange", "orange", "red"]);
});
