/** Do typed hours reach the server once, and stay in their cell when they don't? */
import { cleanup, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { type Asked, cut, mockApi, refuse } from "@/testing/mock-api.ts";
import { somebody } from "@/testing/people.ts";
import { renderPage } from "@/testing/render-page.tsx";
import { anEntry, aSheet, MEMBER, WEEK } from "./examples.ts";
import type { Timesheet } from "./grid.ts";

const ADDRESS = `/tid?week=${WEEK}`;
const worker = somebody({
  permissions: ["time_own", "orders_work", "self"],
  company: {
    id: "019a0000-0000-7000-8000-000000000010",
    name: "Färg AB",
    role: "worker",
    operator: false,
    membership_id: MEMBER,
    initials: "ES",
  },
});

/** A server with one week that keeps what it is sent. */
function server(first: Timesheet) {
  const week = { now: first };
  const keep = (body: Asked<"POST /api/v1/time-entries">["body"], id: string, version: number) => {
    const saved = anEntry({ ...body, membership_id: MEMBER, order_id: body.order_id ?? null, id, version });
    week.now = aSheet([...week.now.entries.filter((entry) => entry.id !== id), saved]);
    return saved;
  };
  const api = mockApi({
    "GET /api/v1/timesheets/{week}": () => week.now,
    "POST /api/v1/time-entries": ({ body }) => keep(body, "new", 1),
    "PUT /api/v1/time-entries/{time_entry_id}": ({ body, path }) => keep(body, path.time_entry_id, 9),
  });
  return { api, week };
}

const cell = (day: string) =>
  screen.findByRole<HTMLInputElement>("textbox", { name: `1042 Måla kök, Målning, ${day}, timmar` });

test("a Swedish comma is read, the sums follow, and Enter sends once", async () => {
  const { api } = server(aSheet([anEntry()]));
  const { user } = await renderPage(ADDRESS, { me: worker });
  await user.click(await cell("tis 24 nov."));
  await user.keyboard("7,5{Enter}");
  await waitFor(() => expect(api.sentTo("POST /api/v1/time-entries")).toHaveLength(1));
  const [sent] = api.sentTo("POST /api/v1/time-entries");
  expect(sent?.body).toMatchObject({ minutes: 450, worked_on: "2026-11-24", activity: "Målning" });
  expect(await screen.findByText("Allt är sparat")).toBeTruthy();
  expect((await cell("tis 24 nov.")).value).toBe("7,5");
  expect(screen.getAllByText("15,5").length).toBeGreaterThan(0);
  // The only row ends there: Enter goes on to the next day.
  expect(document.activeElement).toBe(await cell("ons 25 nov."));
});

test("Esc takes back what was typed, and nothing is sent", async () => {
  const { api } = server(aSheet([anEntry()]));
  const { user } = await renderPage(ADDRESS, { me: worker });
  const monday = await cell("mån 23 nov.");
  await user.click(monday);
  await user.keyboard("3{Escape}{Tab}");
  expect(monday.value).toBe("8");
  expect(api.sent.filter(({ route }) => !route.startsWith("GET"))).toEqual([]);
});

test("what is no time stays to be mended", async () => {
  const { api } = server(aSheet([anEntry()]));
  const { user } = await renderPage(ADDRESS, { me: worker });
  const monday = await cell("mån 23 nov.");
  await user.click(monday);
  await user.keyboard("25{Enter}");
  expect(await screen.findByRole("alert")).toBeTruthy();
  expect(monday.value).toBe("25");
  expect(monday.getAttribute("aria-invalid")).toBe("true");
  expect(api.sent.filter(({ route }) => !route.startsWith("GET"))).toEqual([]);
});

test("without a connection the hours stay, and are sent again with the same key", async () => {
  const { api } = server(aSheet([anEntry()]));
  api.on("POST /api/v1/time-entries", cut);
  const { user } = await renderPage(ADDRESS, { me: worker });
  await user.click(await cell("tis 24 nov."));
  await user.keyboard("2{Enter}");
  expect((await screen.findByRole("alert")).textContent).toContain("Ingen kontakt med tjänsten");
  expect((await cell("tis 24 nov.")).value).toBe("2");
  api.on("POST /api/v1/time-entries", ({ body }) =>
    anEntry({ ...body, membership_id: MEMBER, order_id: body.order_id ?? null, id: "new" }),
  );
  await user.click(screen.getByRole("button", { name: "Försök igen" }));
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  const keys = api.sentTo("POST /api/v1/time-entries").map(({ headers }) => headers.get("idempotency-key"));
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
});

test("hours that a closed window left behind are sent with their key", async () => {
  const { api } = server(aSheet([anEntry()]));
  api.on("POST /api/v1/time-entries", cut);
  const first = await renderPage(ADDRESS, { me: worker });
  await first.user.click(await cell("tis 24 nov."));
  await first.user.keyboard("2{Enter}");
  expect((await screen.findByRole("alert")).textContent).toContain("finns kvar på den här enheten");
  cleanup();
  api.on("POST /api/v1/time-entries", ({ body }) =>
    anEntry({ ...body, membership_id: MEMBER, order_id: body.order_id ?? null, id: "new" }),
  );
  await renderPage(ADDRESS, { me: worker });
  expect(await screen.findByText("Allt är sparat")).toBeTruthy();
  const keys = api.sentTo("POST /api/v1/time-entries").map(({ headers }) => headers.get("idempotency-key"));
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
  expect(Object.keys(localStorage).filter((name) => name.includes("unsent"))).toEqual([]);
});

test("what somebody saved while the window was closed isn't written over unasked", async () => {
  const { api, week } = server(aSheet([anEntry()]));
  api.on("PUT /api/v1/time-entries/{time_entry_id}", cut);
  const first = await renderPage(ADDRESS, { me: worker });
  await first.user.click(await cell("mån 23 nov."));
  await first.user.keyboard("6{Enter}");
  await screen.findByRole("alert");
  cleanup();
  week.now = aSheet([anEntry({ minutes: 240, version: 2 })]);
  await renderPage(ADDRESS, { me: worker });
  expect((await screen.findByText(/Någon annan har sparat 4 under tiden/)).textContent).toContain(": 6");
  expect(api.sentTo("PUT /api/v1/time-entries/{time_entry_id}")).toHaveLength(1);
});

test("a week that was locked meanwhile says so, and what was typed can still be read", async () => {
  const { api, week } = server(aSheet([anEntry()]));
  const { user } = await renderPage(ADDRESS, { me: worker });
  await user.click(await cell("tis 24 nov."));
  week.now = aSheet([anEntry({ status: "submitted", actions: [] })], { status: "submitted", actions: [] });
  api.on("POST /api/v1/time-entries", () => refuse(409, "week_locked"));
  await user.keyboard("6{Enter}");
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("Veckan är inlämnad eller attesterad");
  expect(alert.textContent).toContain(": 6");
  expect(await screen.findByText(/väntar på attest/)).toBeTruthy();
  expect(screen.queryByRole("textbox")).toBeNull();
  // The sums are those of what was handed in.
  expect(screen.queryAllByText("14")).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Släng ändringen" }));
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
});

test("when two change the same hours, both values are shown and one is chosen", async () => {
  const { api, week } = server(aSheet([anEntry()]));
  const { user } = await renderPage(ADDRESS, { me: worker });
  const monday = await cell("mån 23 nov.");
  await user.click(monday);
  week.now = aSheet([anEntry({ minutes: 240, version: 2 })]);
  api.on("PUT /api/v1/time-entries/{time_entry_id}", ({ headers, body }) => {
    if (headers.get("if-match") !== '"2"') return refuse(412, "stale");
    const saved = anEntry({ ...body, membership_id: MEMBER, order_id: body.order_id ?? null, version: 3 });
    week.now = aSheet([saved]);
    return saved;
  });
  await user.keyboard("6{Enter}");
  const alert = await screen.findByText(/Någon annan har sparat 4 under tiden/);
  expect(alert.textContent).toContain(": 6");
  expect(monday.value).toBe("6");
  await user.click(screen.getByRole("button", { name: "Spara mitt" }));
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  expect(monday.value).toBe("6");
  expect(week.now.minutes).toBe(360);
});

test("handing in is done once, in the version that was seen", async () => {
  const { api, week } = server(aSheet([anEntry()], { version: 7 }));
  api.on("POST /api/v1/timesheets/{week}/submit", () => {
    week.now = aSheet([anEntry({ status: "submitted", actions: [] })], { status: "submitted", actions: [] });
    return week.now;
  });
  const { user } = await renderPage(ADDRESS, { me: worker });
  await user.click(await screen.findByRole("button", { name: "Lämna in veckan" }));
  const dialog = await screen.findByRole("dialog");
  expect(dialog.textContent).toContain("8 tim lämnas till kontoret");
  const button = [...dialog.querySelectorAll("button")].at(-1);
  if (!button) throw new Error("the dialog has a button");
  await user.dblClick(button);
  expect(await screen.findByText("Vecka 48 är inlämnad")).toBeTruthy();
  const sent = api.sentTo("POST /api/v1/timesheets/{week}/submit");
  expect(sent).toHaveLength(1);
  expect(sent[0]?.headers.get("if-match")).toBe('"7"');
});

test("a new row needs a choice: an order, or internal time", async () => {
  const { api } = server(aSheet([anEntry()]));
  api.on("GET /api/v1/orders", () => ({ items: [], next: null, total: 0 }));
  api.on("GET /api/v1/time-entries", () => ({ items: [], next: null, total: 0 }));
  const { user } = await renderPage(ADDRESS, { me: worker });
  await user.click(await screen.findByRole("button", { name: "Lägg till rad" }));
  await user.click(await screen.findByRole("button", { name: "Lägg till" }));
  expect(await screen.findByText("Välj en order, eller Internt")).toBeTruthy();
  const order = screen.getByRole("combobox", { name: "Order" });
  await user.click(order);
  await user.click(await screen.findByRole("option", { name: "Internt, ingen order", hidden: true }));
  await user.click(screen.getByRole("button", { name: "Lägg till" }));
  expect(
    await screen.findByRole("textbox", { name: "Internt, utan aktivitet, tis 24 nov., timmar" }),
  ).toBeTruthy();
});

test("internal time is found by typing, when the server found no such order too", async () => {
  const { api } = server(aSheet([anEntry()]));
  api.on("GET /api/v1/orders", () => ({ items: [], next: null, total: 0 }));
  api.on("GET /api/v1/time-entries", () => ({ items: [], next: null, total: 0 }));
  const { user } = await renderPage(ADDRESS, { me: worker });
  await user.click(await screen.findByRole("button", { name: "Lägg till rad" }));
  await user.type(await screen.findByRole("combobox", { name: "Order" }), "INTERN");
  await waitFor(() => expect(api.sentTo("GET /api/v1/orders").at(-1)?.query).toMatchObject({ q: "INTERN" }));
  await user.click(screen.getByRole("option", { name: "Internt, ingen order", hidden: true }));
  await user.click(screen.getByRole("button", { name: "Lägg till" }));
  expect(
    await screen.findByRole("textbox", { name: "Internt, utan aktivitet, tis 24 nov., timmar" }),
  ).toBeTruthy();
});
