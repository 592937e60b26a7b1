/** Can the wrong article be taken while another list is on its way? */
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { Schema } from "@/api/client.ts";
import { queryClient } from "@/app/query-client.ts";
import { speak } from "@/i18n/index.ts";
import { mockApi } from "@/testing/mock-api.ts";
import { ArticlePicker } from "./article-picker.tsx";

type Article = Schema<"Article">;

const article = (number: string, name: string): Article => ({
  id: `019a0000-0000-7000-8000-00000000${number}`,
  version: 1,
  number,
  name,
  kind: "work",
  work_type: null,
  unit: "tim",
  unit_price_ore: 55_000,
  vat: "25",
  account: null,
  note: "",
  archived: false,
  parts: [],
  actions: [],
});
const painting = article("1001", "Målning");
const tiling = article("1002", "Kakling");
const tiles = article("1003", "Kakel");

beforeEach(async () => {
  await speak("sv");
  queryClient.clear();
});

/** The open list with two articles; what is searched for is answered when the test says so. */
async function opened() {
  const later: { answer?: (items: Article[]) => void } = {};
  mockApi({
    "GET /api/v1/articles": ({ query }) => {
      const page = (items: Article[]) => ({ items, next: null, total: null });
      if (!query.q) return page([painting, tiling]);
      return new Promise((done) => {
        later.answer = (items) => done(page(items));
      });
    },
  });
  const onPick = vi.fn();
  const user = userEvent.setup({ delay: null });
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={queryClient}>
        <ArticlePicker onPick={onPick} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  await user.click(screen.getByRole("button"));
  await screen.findByRole("option", { name: /Målning/ });
  const options = () => screen.queryAllByRole("option").map((each) => each.textContent?.slice(0, 5));
  const answer = async (items: Article[]) => {
    await waitFor(() => expect(later.answer).toBeTruthy());
    later.answer?.(items);
  };
  return { user, onPick, options, answer };
}

test("what doesn't fit what is written leaves the list at once", async () => {
  const { user, options, answer } = await opened();
  await user.keyboard("kak");
  expect(options()).toEqual(["Kakli"]);
  await answer([tiles, tiling]);
  await waitFor(() => expect(options()).toEqual(["Kakel", "Kakli"]));
  await user.keyboard("x");
  expect(options()).toEqual([]);
  expect(screen.getByText("Söker …")).toBeTruthy();
});

test("the list stays still under a finger, and the press takes what was seen", async () => {
  const { user, onPick, options, answer } = await opened();
  await user.keyboard("kak");
  const seen = screen.getByRole("option", { name: /Kakling/ });
  await user.pointer({ keys: "[MouseLeft>]", target: seen });
  await answer([tiles]);
  await new Promise((done) => setTimeout(done, 50));
  expect(options()).toEqual(["Kakli"]);
  await user.pointer({ keys: "[/MouseLeft]", target: seen });
  expect(onPick).toHaveBeenCalledExactlyOnceWith(tiling);
});
