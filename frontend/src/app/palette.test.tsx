/** Does the palette lead where the words say, however fast they are typed? */
import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Schema } from "@/api/client.ts";
import { mockApi } from "@/testing/mock-api.ts";
import { ARTICLE } from "@/testing/parties.ts";
import { renderPage } from "@/testing/render-page.tsx";
// Here before the clock of the first `findBy…` starts.
import "./palette.tsx";

type Found = Schema<"FoundItems">["items"][number];

const found = (number: string, title: string): Found => ({
  kind: "article",
  id: `019a0000-0000-7000-8000-00000000${number}`,
  number,
  title,
  subtitle: "",
});
const first = found("1001", "Målning");
const second = found("1002", "Kakling");

/** The palette over a page; what is searched for is answered when the test says so. */
async function opened() {
  const held = new Map<string, (items: Found[]) => void>();
  mockApi({
    "GET /api/v1/company": () => ({ default_vat: "25" }) as never,
    "GET /api/v1/articles": () => ({ items: [], next: null, total: 0 }),
    "GET /api/v1/articles/{article_id}": ({ path }) => ({ ...ARTICLE, id: path.article_id }),
    "GET /api/v1/search": ({ query }) =>
      new Promise((done) => {
        held.set(query.q ?? "", (items) => done({ items }));
      }),
  });
  const page = await renderPage("/artiklar/ny");
  await page.user.keyboard("{Control>}k{/Control}");
  const field = await screen.findByRole("textbox", { name: /Sök/ });
  await waitFor(() => expect(document.activeElement).toBe(field));
  const answer = async (q: string, items: Found[]) => {
    await waitFor(() => expect(held.has(q)).toBe(true));
    held.get(q)?.(items);
  };
  return { ...page, answer };
}

test("Enter waits for the answer to what is written, and doesn't take the first of an older one", async () => {
  const { user, answer, address } = await opened();
  await user.keyboard("100");
  await answer("100", [first]);
  await screen.findByRole("button", { name: /Målning/ });
  await user.keyboard("2{Enter}");
  expect(address()).toBe("/artiklar/ny");
  await answer("1002", [second]);
  await waitFor(() => expect(address()).toBe(`/artiklar/${second.id}`));
});

test("until the answer is here, only what fits of the one before is shown", async () => {
  const { user, answer } = await opened();
  await user.keyboard("100");
  await answer("100", [first, second]);
  const line = (each: Found) => screen.queryByRole("button", { name: new RegExp(each.title) });
  await waitFor(() => expect(line(first)).toBeTruthy());
  await user.keyboard("2");
  expect(line(first)).toBeNull();
  expect(line(second)).toBeTruthy();
});

test("who writes on after Enter stays", async () => {
  const { user, answer, address } = await opened();
  await user.keyboard("100{Enter}2");
  await answer("1002", [second]);
  expect(await screen.findByRole("button", { name: /Kakling/ })).toBeTruthy();
  expect(address()).toBe("/artiklar/ny");
});

test("who closes the palette before the answer is here goes nowhere", async () => {
  const { user, answer, address } = await opened();
  await user.keyboard("1002{Enter}");
  const overlay = document.querySelector(".mantine-Spotlight-overlay");
  if (!overlay) throw new Error("nothing lies over the page");
  await user.click(overlay);
  await answer("1002", [second]);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(address()).toBe("/artiklar/ny");
});

test("a command is found without its accents", async () => {
  const { user } = await opened();
  await user.keyboard("foretag");
  expect(await screen.findByRole("button", { name: /Företag/ })).toBeTruthy();
});
