/** Does the first page show each role what matters to it? */
import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { mockApi } from "@/testing/mock-api.ts";
import { somebody } from "@/testing/people.ts";
import { renderPage } from "@/testing/render-page.tsx";
// The chart is there before the clock of the first `findBy…` starts.
import "./month-chart.tsx";
import type { Dashboard } from "./queries.ts";

const busy: Dashboard = {
  unpaid_ore: 63_075_300,
  overdue_ore: 37_375_100,
  overdue_count: 18,
  drafts_count: 1,
  privacy_near_count: 0,
  privacy_late_count: 0,
  breaches_running_count: 0,
  breaches_late_count: 0,
  deductions_ready_count: 0,
  deductions_deadline_on: null,
  offers_waiting_count: 3,
  offers_waiting_ore: 17_214_600,
  orders_open_count: 10,
  timesheets_to_approve_count: 5,
  my_minutes_this_week: 450,
  my_week: "2026-W48",
  invoiced_by_month: [{ month: "2026-11", invoiced_ore: 41_000_000, paid_ore: 30_000_000, overdue_ore: 0 }],
  recent: [
    { kind: "offer", id: "o1", title: "Nytt kök", event: "offer_accepted", at: "2026-11-26T07:09:00Z" },
    { kind: "invoice", id: "i1", title: "", event: "an_event_of_tomorrow", at: "2026-11-25T07:09:00Z" },
  ],
};
const nothing: Dashboard = {
  ...busy,
  unpaid_ore: 0,
  overdue_ore: 0,
  overdue_count: 0,
  drafts_count: 0,
  privacy_near_count: 0,
  privacy_late_count: 0,
  breaches_running_count: 0,
  breaches_late_count: 0,
  deductions_ready_count: 0,
  deductions_deadline_on: null,
  offers_waiting_count: 0,
  offers_waiting_ore: 0,
  orders_open_count: 0,
  timesheets_to_approve_count: 0,
  invoiced_by_month: [{ month: "2026-11", invoiced_ore: 0, paid_ore: 0, overdue_ore: 0 }],
  recent: [],
};
const none = { items: [], next: null, total: null };
const href = (name: RegExp) => screen.getByRole("link", { name }).getAttribute("href");

test("the office sees figures that lead to their lists, what is to be done, and the months in words", async () => {
  mockApi({ "GET /api/v1/dashboard": () => busy });
  await renderPage("/");
  await screen.findByText("18 fakturor har förfallit");
  expect(href(/^Förfallet/)).toBe("/fakturor?overdue=true");
  expect(href(/^Offerter som väntar/)).toBe("/offerter?status=sent");
  expect(href(/^Order på gång/)).toBe("/order?open=true");
  expect(href(/5 veckor att attestera/)).toBe("/tid/attest?status=submitted");
  expect(href(/1 fakturautkast/)).toBe("/fakturor?status=draft");
  expect(href(/Offert accepterad av kunden/)).toBe("/offerter/o1");
  expect(href(/^Ändrad/)).toBe("/fakturor/i1");
  expect(screen.getByText("7,5 timmar")).toBeTruthy();
  const months = await screen.findByRole("table", { name: "Fakturerat och betalt" });
  expect(months.textContent).toContain("november 2026");
  expect(months.textContent).toContain("410 000 kr".replaceAll(" ", "\u00a0"));
});

test("who works on site sees their hours and orders, and reports time on one", async () => {
  const hidden = Object.fromEntries(
    Object.entries(busy).map(([key, value]) => [key, key.startsWith("my_") ? value : null]),
  );
  const waits = { ...hidden, orders_open_count: 1, recent: [] } as unknown as Dashboard;
  mockApi({
    "GET /api/v1/dashboard": () => waits,
    "GET /api/v1/orders": () => ({
      ...none,
      items: [
        {
          id: "w1",
          number: 1,
          title: "Måla fasad",
          status: "in_progress",
          customer_id: "c1",
          customer_name: "Elin Nyström",
          city: "Holmsund",
          planned_start_on: "2026-11-12",
          total_ore: null,
        },
      ],
    }),
  });
  await renderPage("/", { me: somebody({ permissions: ["orders_work", "time_own", "self"] }) });
  expect(await screen.findByRole("heading", { level: 1, name: "Idag" })).toBeTruthy();
  expect(await screen.findByRole("link", { name: /Måla fasad.*Holmsund/ })).toBeTruthy();
  expect(href(/^Rapportera tid$/)).toMatch(/^\/tid\?day=/);
  expect(href(/Rapportera tid på Måla fasad/)).toContain("order=w1");
  expect(screen.queryByText("Obetalt")).toBeNull();
});

test("a new company sees its first steps, the done ones ticked", async () => {
  const company = { organisation_number: "", address: { street: "" }, bankgiro: "" } as never;
  mockApi({
    "GET /api/v1/dashboard": () => nothing,
    "GET /api/v1/company": () => company,
    "GET /api/v1/articles": () => ({ ...none, items: [{}] as never }),
    "GET /api/v1/customers": () => none,
    "GET /api/v1/offers": () => none,
  });
  const me = somebody();
  await renderPage("/", { me: { ...me, permissions: [...me.permissions, "company_write"] } });
  await screen.findByText("Kom igång");
  expect(href(/Fyll i företagets uppgifter/)).toBe("/foretag");
  expect(href(/Lägg till en kund/)).toBe("/kunder/ny");
  expect(screen.queryByRole("link", { name: /Lägg in en artikel/ })).toBeNull();
  expect(screen.getByText("(klart)")).toBeTruthy();
});

test("a company in a quiet time with offers of old sees its figures, not the first steps", async () => {
  mockApi({
    "GET /api/v1/dashboard": () => nothing,
    "GET /api/v1/company": () => ({}) as never,
    "GET /api/v1/articles": () => none,
    "GET /api/v1/customers": () => none,
    "GET /api/v1/offers": () => ({ ...none, items: [{}] as never }),
  });
  const me = somebody();
  await renderPage("/", { me: { ...me, permissions: [...me.permissions, "company_write"] } });
  expect(await screen.findByText("Inget väntar på dig just nu.")).toBeTruthy();
  expect(screen.queryByText("Kom igång")).toBeNull();
});
