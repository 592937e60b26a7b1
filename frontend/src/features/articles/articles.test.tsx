/** Is an article's price shown with VAT while it is typed, and is none sent without a price? */
import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { mockApi } from "@/testing/mock-api.ts";
import { ARTICLE } from "@/testing/parties.ts";
import { renderPage } from "@/testing/render-page.tsx";

const painting = { ...ARTICLE, unit_price_ore: 55_050 };

test("the price with VAT follows the typing; without a price nothing is sent", async () => {
  const api = mockApi({
    "GET /api/v1/company": () => ({ default_vat: "25" }) as never,
    "POST /api/v1/articles": () => painting,
    "GET /api/v1/articles/{article_id}": () => painting,
  });
  const { user, address } = await renderPage("/artiklar/ny");
  await user.type(await screen.findByLabelText(/^Namn/), "Målning");
  await user.click(screen.getByRole("button", { name: "Spara" }));
  const price = screen.getByLabelText(/^Pris exkl. moms/);
  await waitFor(() => expect(document.activeElement).toBe(price));
  expect(screen.getByText("Skriv ett pris.")).toBeTruthy();
  expect(api.sentTo("POST /api/v1/articles")).toEqual([]);
  await user.clear(price);
  await user.type(price, "550,50");
  expect(screen.getByRole("status", { name: "Pris inkl. moms" }).textContent).toBe("688,13\u00a0kr / tim");
  await user.click(screen.getByRole("button", { name: "Spara" }));
  await screen.findByRole("heading", { level: 1, name: "Målning" });
  expect(address()).toBe(`/artiklar/${painting.id}`);
  expect(api.sentTo("POST /api/v1/articles")[0]?.body).toMatchObject({ unit_price_ore: 55_050, vat: "25" });
});

test("a changed price is sent against the version that was read", async () => {
  const api = mockApi({
    "GET /api/v1/articles/{article_id}": () => painting,
    "GET /api/v1/articles": () => ({ items: [], next: null, total: 0 }),
    "PUT /api/v1/articles/{article_id}": ({ body }) => ({ ...painting, ...body, version: 2 }),
  });
  const { user } = await renderPage(`/artiklar/${painting.id}`);
  const price = await screen.findByLabelText(/^Pris exkl. moms/);
  await user.clear(price);
  await user.type(price, "600");
  await user.click(screen.getByRole("button", { name: "Spara" }));
  await screen.findByText("Ändringarna är sparade");
  const [sent] = api.sentTo("PUT /api/v1/articles/{article_id}");
  expect(sent?.body).toMatchObject({ unit_price_ore: 60_000, name: "Målning" });
  expect(sent?.headers.get("if-match")).toBe('"1"');
});
