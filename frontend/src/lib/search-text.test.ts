/** Does a kept address lead back to where it was kept? */
import { expect, it } from "vitest";
import { searchOfText, searchText } from "./search-text.ts";

it("is the same whatever was chosen first, and leads back", () => {
  const search = { status: "issued", q: "Målning & kakel", overdue: true, sort: undefined };
  const text = searchText(search);
  expect(text).toBe(searchText({ overdue: true, q: "Målning & kakel", status: "issued" }));
  expect(searchOfText(text)).toEqual({ status: "issued", q: "Målning & kakel", overdue: true });
  expect(searchText({})).toBe("");
});
