/** Does one come in, by either name, and to where one wanted? */
import { screen } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import type { Schema } from "@/api/client.ts";
import { setAccessToken } from "@/api/token.ts";
import { mockApi, refuse } from "@/testing/mock-api.ts";
import { somebody } from "@/testing/people.ts";
import { renderPage } from "@/testing/render-page.tsx";

const session = (): Schema<"Session"> => ({
  access_token: "of-a-test",
  expires_in: 600,
  refresh_token: null,
  me: somebody({ permissions: ["self"] }),
});

beforeEach(() => {
  localStorage.clear();
  setAccessToken(null);
});

/** The log-in page, as a stranger sees it. */
async function stranger(address: string) {
  const page = await renderPage(address, { me: null });
  await screen.findByRole("heading", { level: 1, name: "Logga in" });
  return page;
}

const press = () => screen.getByRole("button", { name: "Logga in" });

test("by e-mail, on to where one wanted to go", async () => {
  const server = mockApi({ "POST /api/v1/session": session });
  const { user, address } = await stranger("/logga-in?next=%2Fkonto");
  server.on("GET /api/v1/sessions", () => ({ items: [], next: null, total: null }));
  server.on("GET /api/v1/my-privacy-requests", () => ({ controller: null, items: [] }));
  await user.type(screen.getByLabelText("E-post"), "karin@example.se");
  await user.type(screen.getByLabelText("Lösenord"), "tre glada penslar");
  await user.click(press());
  await screen.findByRole("heading", { level: 1, name: "Mitt konto" });
  expect(address()).toBe("/konto");
  expect(server.sentTo("POST /api/v1/session")[0]?.body).toEqual({
    email: "karin@example.se",
    password: "tre glada penslar",
  });
});

test("by company and user name; the company is remembered", async () => {
  const server = mockApi({
    "POST /api/v1/session": session,
    "GET /api/v1/sessions": () => ({ items: [], next: null, total: null }),
    "GET /api/v1/my-privacy-requests": () => ({ controller: null, items: [] }),
  });
  const { user } = await stranger("/logga-in?next=%2Fkonto");
  await user.click(screen.getByRole("button", { name: "Använd företag och användarnamn" }));
  await user.type(screen.getByLabelText("Företagets inloggningsnamn"), "lindqvist");
  await user.type(screen.getByLabelText("Användarnamn"), "karin");
  await user.type(screen.getByLabelText("Lösenord"), "tre glada penslar");
  await user.click(press());
  await screen.findByRole("heading", { level: 1, name: "Mitt konto" });
  expect(server.sentTo("POST /api/v1/session")[0]?.body).toEqual({
    company: "lindqvist",
    username: "karin",
    password: "tre glada penslar",
  });
  expect(localStorage.getItem("kontoret-company")).toBe("lindqvist");
});

test("a refusal says why and keeps what was typed; an empty field is named before anything is sent", async () => {
  const server = mockApi({ "POST /api/v1/session": () => refuse(401, "wrong_credentials") });
  const { user } = await stranger("/logga-in");
  const email = screen.getByLabelText<HTMLInputElement>("E-post");
  await user.type(email, "karin@example.se");
  await user.click(press());
  expect(await screen.findByText("Fyll i fältet.")).toBeTruthy();
  expect(server.sentTo("POST /api/v1/session")).toHaveLength(0);
  await user.type(screen.getByLabelText("Lösenord"), "fel");
  await user.click(press());
  expect((await screen.findByRole("alert")).textContent).toContain("stämmer inte");
  expect(email.value).toBe("karin@example.se");
  server.on("POST /api/v1/session", () => refuse(429, "throttled"));
  await user.click(press());
  expect(await screen.findByText(/För många försök/)).toBeTruthy();
});

test("who is logged in already goes on", async () => {
  mockApi({
    "GET /api/v1/sessions": () => ({ items: [], next: null, total: null }),
    "GET /api/v1/my-privacy-requests": () => ({ controller: null, items: [] }),
  });
  const { address } = await renderPage("/logga-in?next=%2Fkonto", {
    me: somebody({ permissions: ["self"] }),
  });
  expect(await screen.findByRole("heading", { level: 1, name: "Mitt konto" })).toBeTruthy();
  expect(address()).toBe("/konto");
});
