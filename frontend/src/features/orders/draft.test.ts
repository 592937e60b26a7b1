/** Is exactly that sent which the order's fields show, and do two people's changes meet well? */
import { expect, test } from "vitest";
import { emptyLine } from "@/ui/lines-editor.tsx";
import { contentOf, differing, draftOf, rebase, toInput, withIds } from "./draft.ts";
import { aLine, anOrder } from "./examples.ts";

test("an order that is read and sent unchanged stays as it is", () => {
  const order = anOrder();
  expect(differing(toInput(draftOf(order)).input, contentOf(order))).toEqual([]);
  expect(toInput(draftOf(order)).input.lines[0]?.id).toBe(order.lines[0]?.id);
});

test("a line without words isn't sent, and places lead back to the draft", () => {
  const draft = draftOf(anOrder());
  const lines = [{ ...emptyLine("25"), id: null }, ...draft.lines];
  const { input, places } = toInput({ ...draft, lines });
  expect(input.lines).toHaveLength(1);
  expect(places).toEqual([1]);
});

test("a new line gets its identity from the answer, where it stands now", () => {
  const order = anOrder();
  const draft = draftOf(order);
  const fresh = { ...emptyLine("25"), id: null, description: "Resa" };
  const written = { ...draft, lines: [...draft.lines, fresh] };
  const { keys } = toInput(written);
  const saved = anOrder({ lines: [aLine(), aLine({ id: "new", description: "Resa" })] });
  const moved = { ...written, lines: [...written.lines].reverse() };
  expect(withIds(moved, keys, saved).lines.map(({ id }) => id)).toEqual(["new", order.lines[0]?.id]);
  expect(withIds(draft, toInput(draft).keys, order)).toBe(draft);
});

test("own changes hold, everything else is what the other saved", () => {
  const order = anOrder();
  const draft = { ...draftOf(order), title: "Måla kök och hall" };
  const theirs = anOrder({ version: 5, description: "Tre strykningar.", planned_end_on: "2026-12-01" });
  const merged = rebase(draft, contentOf(order), theirs);
  expect(merged).toMatchObject({
    title: "Måla kök och hall",
    description: "Tre strykningar.",
    planned_end_on: "2026-12-01",
  });
});

test("an own line that the other removed is sent as a new one", () => {
  const order = anOrder();
  const draft = draftOf(order);
  const [line] = draft.lines;
  if (!line) throw new Error("the order has a line");
  const changed = { ...draft, lines: [{ ...line, description: "Mer färg" }] };
  const merged = rebase(changed, contentOf(order), anOrder({ version: 5, lines: [] }));
  expect(merged.lines).toMatchObject([{ id: null, description: "Mer färg" }]);
});
