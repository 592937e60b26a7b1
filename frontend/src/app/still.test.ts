/** Does what the server answers wait for the end of a press, and never for long? */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { untilReleased } from "./still.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function page() {
  const target = new EventTarget();
  const calls: string[] = [];
  const later = untilReleased(target);
  return {
    answer: (name: string) => later(() => calls.push(name)),
    on: (event: string) => target.dispatchEvent(new Event(event)),
    calls,
  };
}

test("what comes during a press is shown after its click, in order", () => {
  const { answer, on, calls } = page();
  answer("before");
  vi.advanceTimersByTime(0);
  expect(calls).toEqual(["before"]);
  on("pointerdown");
  answer("one");
  answer("two");
  vi.advanceTimersByTime(100);
  on("pointerup");
  vi.advanceTimersByTime(0);
  expect(calls).toEqual(["before"]);
  on("click");
  expect(calls).toEqual(["before"]);
  vi.advanceTimersByTime(0);
  expect(calls).toEqual(["before", "one", "two"]);
});

test("what was on its way when the press began waits, too", () => {
  const { answer, on, calls } = page();
  answer("one");
  on("pointerdown");
  vi.advanceTimersByTime(10);
  expect(calls).toEqual([]);
});

test.each([
  ["a finger that scrolls", "pointercancel", 0],
  ["a press without a click", "pointerup", 300],
  ["a finger that stays", "pointermove", 1000],
])("%s holds nothing up", (_, event, millis) => {
  const { answer, on, calls } = page();
  on("pointerdown");
  answer("one");
  vi.advanceTimersByTime(0);
  on(event);
  if (millis > 0) {
    vi.advanceTimersByTime(millis - 1);
    expect(calls).toEqual([]);
  }
  vi.advanceTimersByTime(1);
  expect(calls).toEqual(["one"]);
  answer("two");
  vi.advanceTimersByTime(0);
  expect(calls).toEqual(["one", "two"]);
});
