/** Can the wrong article become a part while another list is on its way? */
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { pickArticles } from "@/api/pick.ts";
import { queryClient } from "@/app/query-client.ts";
import { mockApi } from "@/testing/mock-api.ts";
import { ARTICLE } from "@/testing/parties.ts";
import { renderPage } from "@/testing/render-page.tsx";
import type { Article } from "./queries.ts";

const article = (number: string, name: string): Article => ({
  ...ARTICLE,
  id: `019a0000-0000-7000-8000-00000000${number}`,
  number,
  name,
});
const bathroom = article("1000", "Badrum");
const painting = article("1001", "Målning");
const tiling = article("1002", "Kakling");
const tiles = article("1003", "Kakel");

/** The test's DOM shows no list: it has no places. */
const option = (name: string) => screen.findByRole("option", { name: new RegExp(name), hidden: true });

/** The open list with two articles; what is searched for is answered when the test says so. */
async function opened() {
  queryClient.clear();
  const later: { answer?: (items: Article[]) => void } = {};
  mockApi({
    "GET /api/v1/articles/{article_id}": () => bathroom,
    "GET /api/v1/articles": ({ query }) => {
      const page = (items: Article[]) => ({ items, next: null, total: null });
      if (!query.q) return page([painting, tiling]);
      return new Promise((done) => {
        later.answer = (items) => done(page(items));
      });
    },
  });
  const { user } = await renderPage(`/artiklar/${bathroom.id}`);
  await user.click(await screen.findByRole("button", { name: "Lägg till del" }));
  await option("Målning");
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("combobox"));
  const list = within(screen.getByRole("listbox", { name: "Lägg till del", hidden: true }));
  const options = () =>
    list.queryAllByRole("option", { hidden: true }).map((each) => each.firstChild?.textContent);
  const asked = () => waitFor(() => expect(later.answer).toBeTruthy());
  const answer = async (items: Article[]) => {
    await asked();
    later.answer?.(items);
  };
  const parts = () => within(screen.getByRole("list", { name: "Delar" }));
  return { user, options, asked, answer, parts };
}

test("what doesn't fit what is written leaves the list at once; Enter takes the first that fits", async () => {
  const { user, options, answer, parts } = await opened();
  await user.keyboard("kak");
  expect(options()).toEqual(["Kakling"]);
  await answer([tiles, tiling]);
  await waitFor(() => expect(options()).toEqual(["Kakel", "Kakling"]));
  await user.keyboard("x");
  expect(options()).toEqual([]);
  expect(screen.getByText("Söker …")).toBeTruthy();
  await user.keyboard("{Backspace}{Enter}");
  expect(parts().getByText("Kakel")).toBeTruthy();
  expect(parts().queryByText("Kakling")).toBeNull();
});

test("the list stays still under a finger, and the press takes what was seen", async () => {
  const { user, options, asked, answer, parts } = await opened();
  await user.keyboard("kak");
  const seen = await option("Kakling");
  await asked();
  await user.pointer({ keys: "[MouseLeft>]", target: seen });
  await answer([tiles]);
  await waitFor(() => expect(queryClient.getQueryData(pickArticles("kak").queryKey)).toBeTruthy(), {
    interval: 5,
  });
  await new Promise((done) => setTimeout(done, 10));
  expect(options()).toEqual(["Kakling"]);
  await user.pointer({ keys: "[/MouseLeft]", target: seen });
  expect(parts().getByText("Kakling")).toBeTruthy();
});

test("Enter takes what is highlighted, wherever it stands by now", async () => {
  const { user, options, answer, parts } = await opened();
  await user.keyboard("kak");
  await answer([tiles, tiling]);
  await waitFor(() => expect(options()).toEqual(["Kakel", "Kakling"]));
  await user.keyboard("{Enter}");
  expect(parts().getByText("Kakling")).toBeTruthy();
  expect(parts().queryByText("Kakel")).toBeNull();
});
