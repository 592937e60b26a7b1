import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { learn, speak } from "@/i18n/index.ts";
import { minutesLeft, span } from "./time-left.ts";

beforeAll(async () => {
  await speak("sv");
  await learn("support");
});

describe("the time that is left", () => {
  const until = "2026-11-20T10:00:00Z";
  it.each([
    ["2026-11-20T09:00:00Z", 60],
    ["2026-11-20T09:00:01Z", 60],
    ["2026-11-20T09:59:59Z", 1],
    ["2026-11-20T10:00:00Z", 0],
    ["2026-11-20T11:00:00Z", 0],
  ])("at %s is %i minutes", (now, minutes) => {
    expect(minutesLeft(until, Date.parse(now))).toBe(minutes);
  });

  it.each([
    [0, "0 min"],
    [1, "1 min"],
    [59, "59 min"],
    [60, "1 tim"],
    [61, "1 tim 1 min"],
    [240, "4 tim"],
  ])("of %i minutes is said as %s", (minutes, words) => {
    expect(span(i18next.t, minutes)).toBe(words);
  });
});
