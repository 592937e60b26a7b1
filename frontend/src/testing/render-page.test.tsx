/** Does a page open in a test as it does in the browser? */
import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { mockApi } from "./mock-api.ts";
import { somebody } from "./people.ts";
import { renderPage } from "./render-page.tsx";

test("the app opens at an address, for this person, in this language", async () => {
  mockApi({});
  await renderPage("/nowhere", { me: somebody({ permissions: ["self"] }), language: "en" });
  expect(await screen.findByRole("heading", { level: 1, name: "The page doesn't exist" })).toBeTruthy();
});
