/** Does the tests' server hold to the contract? */
import { expect, test } from "vitest";
import { answer, api } from "@/api/client.ts";
import { ProblemError } from "@/api/problem.ts";
import { cut, mockApi, refuse } from "./mock-api.ts";

const ID = "019a0000-0000-7000-8000-000000000009";

test("a handler is told what was asked and its body is answered", async () => {
  const server = mockApi({
    "GET /api/v1/invoices": ({ query }) => ({ items: [], next: query.q ?? null, total: null }),
    "DELETE /api/v1/invoices/{invoice_id}": ({ path }) => {
      expect(path.invoice_id).toBe(ID);
      return undefined;
    },
  });
  const page = await answer(api.GET("/api/v1/invoices", { params: { query: { q: "Öberg" } } }));
  expect(page).toEqual({ items: [], next: "Öberg", total: null });
  await answer(
    api.DELETE("/api/v1/invoices/{invoice_id}", {
      params: { path: { invoice_id: ID }, header: { "If-Match": '"1"' } },
    }),
  );
  expect(server.sentTo("DELETE /api/v1/invoices/{invoice_id}")[0]?.headers.get("if-match")).toBe('"1"');
  expect(server.sent).toHaveLength(2);
});

test("refusals and cut connections arrive as the app sees them", async () => {
  const server = mockApi({
    "GET /api/v1/dashboard": () => refuse(422, "incomplete", [{ pointer: "/lines", code: "required" }]),
  });
  const asked = () => answer(api.GET("/api/v1/dashboard"));
  const refused = await asked().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ProblemError);
  expect(refused).toMatchObject({ code: "incomplete", status: 422, errors: [{ pointer: "/lines" }] });
  server.on("GET /api/v1/dashboard", cut);
  await expect(asked()).rejects.toMatchObject({ code: "offline" });
});

test("what the contract doesn't have is no answer to the compiler", () => {
  // @ts-expect-error: no such operation
  mockApi({ "GET /api/v1/nothing": () => ({}) });
  // @ts-expect-error: the page lacks its items
  mockApi({ "GET /api/v1/invoices": () => ({ next: null, total: null }) });
});
