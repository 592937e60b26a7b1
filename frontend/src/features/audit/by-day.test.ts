/** Do events stand under the Swedish day on which they happened? */
import { expect, it } from "vitest";
import { byDay } from "./by-day.ts";

const at = (seq: number, instant: string) => ({
  seq,
  at: instant,
  event: "offer_sent",
  entity_kind: "offer",
  entity_id: null,
  actor_id: null,
  actor_name: null,
  ip: null,
  request_id: "",
  changes: [],
});

it("half past eleven in the evening of Greenwich is the next day", () => {
  const days = byDay([
    at(3, "2026-11-27T23:30:00Z"),
    at(2, "2026-11-27T22:30:00Z"),
    at(1, "2026-11-27T08:00:00Z"),
  ]);
  expect(days.map(({ day, events }) => [day, events.map(({ seq }) => seq)])).toEqual([
    ["2026-11-28", [3]],
    ["2026-11-27", [2, 1]],
  ]);
});
