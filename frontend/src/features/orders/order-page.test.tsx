/** Does the office's writing reach the server whole, and does a worker see what the work needs and no prices? */
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { mockApi, refuse } from "@/testing/mock-api.ts";
import { somebody } from "@/testing/people.ts";
import { renderPage } from "@/testing/render-page.tsx";
import { aLine, anEntry, anOrder } from "./examples.ts";
import type { Order } from "./queries.ts";

const ADDRESS = `/order/${anOrder().id}`;
const office = somebody({
  permissions: ["orders_read", "orders_write", "users_read", "invoices_read", "invoices_write", "time_read"],
});
const nothing = { items: [], next: null, total: null };

/** A server with one order that keeps what it is sent. */
function server(first: Order) {
  const order = { now: first };
  const api = mockApi({
    "GET /api/v1/orders/{order_id}": () => order.now,
    "GET /api/v1/users": () => nothing,
    "GET /api/v1/customers/{customer_id}": () => refuse(403, "forbidden"),
    "GET /api/v1/customers/{customer_id}/work-sites": () => nothing,
    "GET /api/v1/company": () => refuse(403, "forbidden"),
    "PUT /api/v1/orders/{order_id}": ({ body, headers }) => {
      if (headers.get("if-match") !== `"${order.now.version}"`) return refuse(412, "stale");
      const lines = body.lines.map((line, place) => aLine({ ...line, id: line.id ?? `new-${place}` }));
      order.now = { ...order.now, title: body.title, lines, version: order.now.version + 1 };
      return order.now;
    },
  });
  return { api, order };
}

test("what is written saves itself, and a new line keeps its identity", async () => {
  const { api, order } = server(anOrder());
  const { user } = await renderPage(ADDRESS, { me: office });
  await user.click(await screen.findByRole("button", { name: "Lägg till rad" }));
  const descriptions = () => screen.getAllByRole<HTMLTextAreaElement>("textbox", { name: "Beskrivning" });
  const second = () => descriptions().at(-1) as HTMLTextAreaElement;
  await user.click(second());
  await user.paste("Resa");
  await waitFor(() => expect(order.now.lines).toHaveLength(2), { timeout: 20_000 });
  await screen.findByText(/^Utkast sparat/);
  await user.click(second());
  await user.paste("!");
  await waitFor(() => expect(order.now.lines[1]?.description).toBe("Resa!"), { timeout: 20_000 });
  const last = api.sentTo("PUT /api/v1/orders/{order_id}").at(-1)?.body as { lines: { id: string }[] };
  expect(last.lines.map(({ id }) => id)).toEqual([aLine().id, "new-1"]);
});

test("that a worker has started the order is no conflict with what is written", async () => {
  const { order } = server(anOrder({ status: "planned" }));
  const { user } = await renderPage(ADDRESS, { me: office });
  const title = await screen.findByRole("textbox", { name: "Rubrik" });
  order.now = { ...order.now, status: "in_progress", version: 5 };
  await user.click(title);
  await user.paste(" och hall");
  await waitFor(() => expect(order.now.title).toBe("Måla kök och hall"), { timeout: 20_000 });
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("when somebody else changed the same title, both texts are shown", async () => {
  const { order } = server(anOrder());
  const { user } = await renderPage(ADDRESS, { me: office });
  const title = await screen.findByRole("textbox", { name: "Rubrik" });
  order.now = { ...order.now, title: "Måla vardagsrum", version: 5 };
  await user.click(title);
  await user.paste(" och hall");
  const dialog = await screen.findByRole("dialog", {}, { timeout: 20_000 });
  expect(within(dialog).getByText("Måla kök och hall")).toBeTruthy();
  expect(within(dialog).getByText("Måla vardagsrum")).toBeTruthy();
  await user.click(within(dialog).getByRole("button", { name: "Behåll mina ändringar" }));
  await waitFor(() => expect(order.now.title).toBe("Måla kök och hall"), { timeout: 20_000 });
});

test("an invoice is asked for with exactly what is ticked", async () => {
  const { api } = server(
    anOrder({ work_billing: "as_reported", lines: [aLine(), aLine({ id: "w", kind: "work" })] }),
  );
  api.on("GET /api/v1/time-entries", () => ({
    items: [anEntry(), anEntry({ id: "charged", invoice_id: "x" }), anEntry({ id: "own", billable: false })],
    next: null,
    total: null,
  }));
  api.on("POST /api/v1/invoices/from-order", () => refuse(409, "already_invoiced"));
  const { user } = await renderPage(ADDRESS, { me: office });
  await user.click(await screen.findByRole("button", { name: "Fakturera" }));
  await user.click(await screen.findByRole("button", { name: "Skapa fakturautkast" }));
  expect(await screen.findByText("Det här är redan fakturerat.")).toBeTruthy();
  expect(api.sentTo("POST /api/v1/invoices/from-order")[0]?.body).toEqual({
    order_id: anOrder().id,
    line_ids: [aLine().id],
    time_entry_ids: [anEntry().id],
  });
});

test("a worker sees whom to call and what to do, and no prices", async () => {
  const { unit_price_ore: _, ...line } = aLine();
  const { api } = server(
    anOrder({
      status: "planned",
      lines: [{ ...line, unit_price_ore: null, discount_bp: null, vat: null, amount_ore: null }],
      totals: null,
      invoices: null,
      hourly_price_ore: null,
      discount_bp: null,
      actions: ["start", "complete", "report_time"],
    }),
  );
  api.on("POST /api/v1/orders/{order_id}/start", () =>
    anOrder({ totals: null, invoices: null, actions: ["complete", "report_time"] }),
  );
  const { user } = await renderPage(ADDRESS, { me: somebody({ permissions: ["orders_work", "time_own"] }) });
  expect(await screen.findByRole("heading", { level: 1, name: "Måla kök" })).toBeTruthy();
  expect(screen.getByRole("link", { name: "Ring 070-174 06 42" }).getAttribute("href")).toBe(
    "tel:0701740642",
  );
  expect(screen.getByRole("link", { name: "Rapportera tid" }).getAttribute("href")).toContain("/tid?order=");
  expect(document.body.textContent).not.toContain("Summa");
  expect(document.querySelector("main")?.textContent).not.toMatch(/\d kr/);
  await user.click(screen.getByRole("button", { name: "Starta" }));
  const dialog = await screen.findByRole("dialog");
  await user.click(within(dialog).getByRole("button", { name: "Starta" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "Starta" })).toBeNull());
  expect(api.sentTo("POST /api/v1/orders/{order_id}/start")[0]?.headers.get("if-match")).toBe('"4"');
});
