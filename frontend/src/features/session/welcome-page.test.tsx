/** Does an invited person come in, with a new password or the one they have? */
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Schema } from "@/api/client.ts";
import { mockApi, refuse } from "@/testing/mock-api.ts";
import { somebody } from "@/testing/people.ts";
import { renderPage } from "@/testing/render-page.tsx";
import { invitingCompany } from "./queries.ts";

const invitation = (part: Partial<Schema<"Invitation">> = {}): Schema<"Invitation"> => ({
  company_name: "Lindqvist Måleri AB",
  email: "ali@example.se",
  name: "Ali Rahimi",
  role: "worker",
  has_password: false,
  language: "sv",
  expires_at: "2026-12-05T08:00:00Z",
  ...part,
});

const inside = (company: string) =>
  somebody({
    permissions: ["self"],
    company: {
      id: "c1",
      name: company,
      role: "worker",
      operator: false,
      membership_id: "m1",
      initials: "AR",
    },
    companies: [
      { id: "c1", name: "Bygg AB", role: "worker" },
      { id: "c2", name: "Lindqvist Måleri AB", role: "worker" },
    ],
  });

const session = (company: string): Schema<"Session"> => ({
  access_token: "of-a-test",
  expires_in: 600,
  refresh_token: null,
  me: inside(company),
});

test("a short password is told before it is sent, a common one after; both keep the page", async () => {
  const server = mockApi({
    "GET /api/v1/public/invitations/{token}": () => invitation(),
    "POST /api/v1/public/invitations/accept": () =>
      refuse(422, "invalid_fields", [{ pointer: "/password", code: "too_common" }]),
  });
  const { user } = await renderPage("/valkommen#hemlig", { me: null });
  await screen.findByRole("heading", { level: 1, name: "Välkommen till Lindqvist Måleri AB" });
  expect(screen.getByText("ali@example.se")).toBeTruthy();
  const field = screen.getByLabelText("Nytt lösenord");
  fireEvent.change(field, { target: { value: "kvast ödla bro" } });
  expect(screen.getByText("14 av minst 15 tecken")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Tacka ja och börja" }));
  expect(await screen.findByText("För kort, minst 15 tecken.")).toBeTruthy();
  expect(server.sentTo("POST /api/v1/public/invitations/accept")).toHaveLength(0);
  await user.type(field, "7");
  expect(screen.getByText("15 tecken, långt nog")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Tacka ja och börja" }));
  expect((await screen.findAllByText(/För vanligt eller lätt att gissa/)).length).toBeGreaterThan(0);
  expect(server.sentTo("POST /api/v1/public/invitations/accept")[0]?.body).toEqual({
    token: "hemlig",
    password: "kvast ödla bro7",
  });
});

test("whoever has a password proves it, and comes to the company that invited", async () => {
  const server = mockApi({
    "GET /api/v1/public/invitations/{token}": () => invitation({ has_password: true }),
    "POST /api/v1/public/invitations/accept": () => undefined,
    "POST /api/v1/session": () => session("Bygg AB"),
    "POST /api/v1/session/company": () => session("Lindqvist Måleri AB"),
  });
  const { user, address } = await renderPage("/valkommen#hemlig", { me: null });
  await user.type(await screen.findByLabelText("Lösenord"), "kort men mitt");
  await user.click(screen.getByRole("button", { name: "Tacka ja och börja" }));
  await waitFor(() => expect(address()).toBe("/"));
  expect(server.sentTo("POST /api/v1/session/company")[0]?.body).toEqual({ company_id: "c2" });
});

test("the inviting company is found by its name, unless two have the same", () => {
  expect(invitingCompany(inside("Bygg AB"), "Lindqvist Måleri AB")).toBe("c2");
  expect(invitingCompany(inside("Lindqvist Måleri AB"), "Lindqvist Måleri AB")).toBeNull();
  const twins = {
    ...inside("Bygg AB"),
    companies: [1, 2].map((n) => ({ id: `t${n}`, name: "Två", role: "worker" as const })),
  };
  expect(invitingCompany(twins, "Två")).toBeNull();
});

test("a dead link says so and leads on", async () => {
  mockApi({ "GET /api/v1/public/invitations/{token}": () => refuse(410, "link_expired") });
  await renderPage("/valkommen#hemlig", { me: null });
  expect(await screen.findByRole("heading", { level: 1, name: "Länken har gått ut" })).toBeTruthy();
  expect(screen.getByRole("link", { name: "Till inloggningen" })).toBeTruthy();
});
