/** Does support access come and go as the pages say, for the company and for the visitor? */
import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { mockApi, refuse } from "@/testing/mock-api.ts";
import { somebody } from "@/testing/people.ts";
import { renderPage } from "@/testing/render-page.tsx";
import type { Access } from "./queries.ts";

const GIVE = "POST /api/v1/support-accesses";
const LIST = "GET /api/v1/support-accesses";
const company = {
  id: "019a0000-0000-7000-8000-000000000003",
  name: "Lindqvist",
  role: "owner" as const,
  operator: false,
  membership_id: "019a0000-0000-7000-8000-000000000004",
  initials: "ML",
};
const owner = somebody({ permissions: ["company_read", "support_grant", "self"], company });

function access(part: Partial<Access> = {}): Access {
  return {
    id: "019a0000-0000-7000-8000-000000000005",
    reason: "Momsen ser fel ut",
    state: "open",
    granted_at: new Date().toISOString(),
    granted_by_name: "Maria",
    expires_at: new Date(Date.now() + 30 * 60_000 - 1000).toISOString(),
    ended_at: null,
    ended_by_name: null,
    visitors: [],
    ...part,
  };
}

test("access is given for a while, seen on every page, and ended", async () => {
  const held: { open: Access[] } = { open: [] };
  const server = mockApi({
    [LIST]: ({ query }: { query: { open?: string } }) => ({
      items: query.open === "true" ? held.open : [],
      next: null,
      total: null,
    }),
    [GIVE]: () => {
      held.open = [access()];
      return held.open[0] as Access;
    },
    "DELETE /api/v1/support-accesses/{support_access_id}": () => {
      held.open = [];
      return access({ state: "ended", ended_at: new Date().toISOString() });
    },
  });
  const { user } = await renderPage("/foretag/support", { me: owner });
  await user.click(await screen.findByRole("button", { name: "Ge tillgång" }));
  await screen.findByText("Fyll i fältet.");
  expect(server.sentTo(GIVE)).toHaveLength(0);
  await user.type(screen.getByLabelText("Vad ska de titta på?"), "Momsen ser fel ut");
  await user.click(screen.getByText("30 min"));
  await user.click(screen.getByRole("button", { name: "Ge tillgång" }));
  await screen.findByText("30 min kvar");
  expect(server.sentTo(GIVE)[0]?.body).toEqual({ reason: "Momsen ser fel ut", minutes: 30 });
  const banner = await screen.findByRole("region", { name: "Supportåtkomst" });
  within(banner).getByText(/Support har tillgång till/);
  await user.click(screen.getByRole("button", { name: "Avsluta nu" }));
  await screen.findByRole("heading", { name: "Support har ingen tillgång" });
});

test("what another gave meanwhile is told", async () => {
  mockApi({
    [LIST]: () => ({ items: [], next: null, total: null }),
    [GIVE]: () => refuse(409, "support_access_open"),
  });
  const { user } = await renderPage("/foretag/support", { me: owner });
  await user.type(await screen.findByLabelText("Vad ska de titta på?"), "Momsen");
  await user.click(screen.getByRole("button", { name: "Ge tillgång" }));
  await screen.findByText(/Support har redan tillgång/);
});

test("a visitor is told so on every page, and is offered nothing but to leave", async () => {
  mockApi({ "GET /api/v1/support-openings": () => ({ items: [], next: null, total: null }) });
  const expires_at = "2026-11-20T10:00:00Z";
  await renderPage("/support", {
    me: somebody({
      permissions: ["company_read", "customers_read", "support_visit"],
      company: { ...company, role: "support", initials: "" },
      support: { expires_at },
    }),
  });
  const banner = await screen.findByRole("region", { name: "Supportbesök" });
  within(banner).getByText("Du besöker Lindqvist.");
  within(banner).getByText(/till 11:00/);
  within(banner).getByRole("button", { name: "Lämna" });
  expect(screen.queryByRole("button", { name: "Ny" })).toBeNull();
});
