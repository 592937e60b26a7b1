/** Is a change sent once, however fast its button is clicked? */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, test } from "vitest";
import { useCommand } from "./use-command.ts";

const wrapper = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={new QueryClient()}>{children}</QueryClientProvider>
);

test("the same content under way is sent once; other content, and the same later, is sent again", async () => {
  const sent: string[] = [];
  const keys = new Set<string>();
  const { result } = renderHook(
    () =>
      useCommand(async (text: string, key) => {
        sent.push(text);
        keys.add(key["Idempotency-Key"]);
        await Promise.resolve();
        return text.length;
      }),
    { wrapper },
  );
  const send = (text: string) => result.current.mutateAsync(text);
  await act(async () => {
    expect(await Promise.all([send("one"), send("one"), send("other")])).toEqual([3, 3, 5]);
  });
  expect(sent).toEqual(["one", "other"]);
  await act(() => send("one"));
  expect(sent).toEqual(["one", "other", "one"]);
  expect(keys.size).toBe(3);
});

test("what failed is sent again with the same key", async () => {
  const keys: string[] = [];
  const { result } = renderHook(
    () =>
      useCommand(async (_: string, key) => {
        keys.push(key["Idempotency-Key"]);
        if (keys.length === 1) throw new TypeError("cut");
      }),
    { wrapper },
  );
  await act(async () => {
    await expect(result.current.mutateAsync("one")).rejects.toMatchObject({ code: "offline" });
    await result.current.mutateAsync("one");
  });
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
});
