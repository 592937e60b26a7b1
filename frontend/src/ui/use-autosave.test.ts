/** Does a draft reach the server once, newest last, whatever happens on the way? */
import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ProblemError } from "@/api/problem.ts";
import { useAutosave } from "./use-autosave.ts";

const refusal = (code: "invalid_fields" | "offline" | "stale" | "unavailable", status: number) =>
  new ProblemError({ code, status, errors: [], request_id: null });

/** A server that answers when it is told to. */
function server() {
  const asked: { value: string; answer: (saved: string) => void; refuse: (error: Error) => void }[] = [];
  const save = (value: string) =>
    new Promise<string>((answer, refuse) => {
      asked.push({ value, answer, refuse });
    });
  return { asked, save, values: () => asked.map(({ value }) => value) };
}

function begin(save: (value: string) => Promise<string>) {
  const onSaved = vi.fn();
  const onRefused = vi.fn();
  const hook = renderHook(() => useAutosave<string, string>({ save, onSaved, onRefused }));
  return { ...hook, onSaved, onRefused, draft: () => hook.result.current };
}

const pass = (millis: number) => act(() => vi.advanceTimersByTimeAsync(millis));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("many keys become one save, a moment after the last", async () => {
  const { asked, save, values } = server();
  const { draft, onSaved } = begin(save);
  for (const value of ["k", "ka", "kak"]) {
    act(() => draft().touch(value));
    await pass(400);
  }
  expect(values()).toEqual([]);
  expect(draft().state).toBe("unsaved");
  await pass(600);
  expect(values()).toEqual(["kak"]);
  expect(draft().state).toBe("saving");
  await act(async () => asked[0]?.answer("saved"));
  expect(draft().state).toBe("saved");
  expect(draft().dirty()).toBe(false);
  expect(onSaved).toHaveBeenCalledExactlyOnceWith("saved", "kak");
});

test("one save at a time; what was written meanwhile follows, the newest alone", async () => {
  const { asked, save, values } = server();
  const { draft } = begin(save);
  act(() => draft().touch("one"));
  await pass(1000);
  act(() => draft().touch("two"));
  await pass(1000);
  act(() => draft().touch("three"));
  await pass(1000);
  expect(values()).toEqual(["one"]);
  await act(async () => asked[0]?.answer("one"));
  expect(values()).toEqual(["one", "three"]);
  expect(draft().dirty()).toBe(true);
  await act(async () => asked[1]?.answer("three"));
  expect(draft().state).toBe("saved");
  await pass(60_000);
  expect(asked).toHaveLength(2);
});

test("flush saves at once and tells whether everything is saved", async () => {
  const { asked, save } = server();
  const { draft } = begin(save);
  expect(await draft().flush()).toBe(true);
  act(() => draft().touch("text"));
  const flushed = draft().flush();
  const again = draft().flush();
  expect(asked).toHaveLength(1);
  await act(async () => asked[0]?.answer("text"));
  expect(await flushed).toBe(true);
  expect(await again).toBe(true);
  act(() => draft().touch("more"));
  const refused = draft().flush();
  await act(async () => asked[1]?.refuse(refusal("invalid_fields", 422)));
  expect(await refused).toBe(false);
  expect(draft().dirty()).toBe(true);
});

test("without contact the text stays and is sent again, with growing pauses", async () => {
  const { asked, save, values } = server();
  const { draft, onRefused } = begin(save);
  act(() => draft().touch("text"));
  await pass(1000);
  await act(async () => asked[0]?.refuse(new TypeError("cut")));
  expect(draft().state).toBe("failed");
  expect(onRefused.mock.calls[0]?.[0]).toMatchObject({ code: "offline" });
  await pass(1999);
  expect(asked).toHaveLength(1);
  await pass(1);
  expect(values()).toEqual(["text", "text"]);
  await act(async () => asked[1]?.refuse(refusal("unavailable", 503)));
  await pass(3999);
  expect(asked).toHaveLength(2);
  await pass(1);
  await act(async () => asked[2]?.answer("text"));
  expect(draft().state).toBe("saved");
});

test("when the network is back it is sent at once", async () => {
  const { asked, save } = server();
  const { draft } = begin(save);
  act(() => draft().touch("text"));
  await pass(1000);
  await act(async () => asked[0]?.refuse(new TypeError("cut")));
  act(() => {
    window.dispatchEvent(new Event("online"));
  });
  expect(asked).toHaveLength(2);
  await act(async () => asked[1]?.answer("text"));
  expect(draft().state).toBe("saved");
  await pass(60_000);
  expect(asked).toHaveLength(2);
});

test("what was refused waits for a change; a change made meanwhile is sent", async () => {
  const { asked, save, values } = server();
  const { draft, onRefused } = begin(save);
  act(() => draft().touch("wrong"));
  await pass(1000);
  act(() => draft().touch("right"));
  await act(async () => asked[0]?.refuse(refusal("invalid_fields", 422)));
  expect(values()).toEqual(["wrong", "right"]);
  expect(onRefused).not.toHaveBeenCalled();
  await act(async () => asked[1]?.refuse(refusal("invalid_fields", 422)));
  expect(draft().state).toBe("failed");
  await pass(60_000);
  expect(asked).toHaveLength(2);
  act(() => draft().touch("mended"));
  await pass(1000);
  expect(values()[2]).toBe("mended");
});

test("a stale draft is not sent over somebody's change, not even a newer one", async () => {
  const { asked, save } = server();
  const { draft, onRefused } = begin(save);
  act(() => draft().touch("mine"));
  await pass(1000);
  act(() => draft().touch("mine, longer"));
  await act(async () => asked[0]?.refuse(refusal("stale", 412)));
  expect(onRefused.mock.calls[0]?.[0]).toMatchObject({ code: "stale" });
  expect(draft().dirty()).toBe(true);
});

test("dropped text is not sent; a page that is left sends nothing more", async () => {
  const { asked, save } = server();
  const { draft, unmount } = begin(save);
  act(() => draft().touch("text"));
  act(() => draft().drop());
  await pass(5000);
  expect(asked).toHaveLength(0);
  expect(draft().state).toBe("saved");
  act(() => draft().touch("text"));
  unmount();
  await pass(5000);
  expect(asked).toHaveLength(0);
});
