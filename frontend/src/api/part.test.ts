/** What happens when a part of the app can't be fetched? */
import { expect, test, vi } from "vitest";
import { speak } from "@/i18n/index.ts";
import { mockApi } from "@/testing/mock-api.ts";
import { NewerVersion, part, reloadOnce } from "./part.ts";
import { ProblemError } from "./problem.ts";

const gone = () => Promise.reject(new Error("Unable to preload CSS for /assets/page.css"));

test("without contact it says so", async () => {
  vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("Failed to fetch"));
  await expect(part(gone)()).rejects.toMatchObject({ code: "offline" });
  await expect(part(gone)()).rejects.toBeInstanceOf(ProblemError);
});

test("when the server answers, a newer version has taken its place", async () => {
  vi.spyOn(globalThis, "fetch").mockResolvedValue(new Response("ok"));
  await expect(part(gone)()).rejects.toBeInstanceOf(NewerVersion);
});

test("what can be fetched is there with its words", async () => {
  mockApi({});
  await speak("sv");
  expect(await part(async () => "page", "offers")()).toBe("page");
});

test("a version is left once alone", () => {
  const reload = vi.spyOn(location, "reload").mockImplementation(() => {});
  sessionStorage.clear();
  const script = document.createElement("script");
  document.head.append(script);
  script.type = "module";
  script.setAttribute("src", "/assets/a.js");
  expect(reloadOnce()).toBe(true);
  expect(reloadOnce()).toBe(false);
  script.setAttribute("src", "/assets/b.js");
  expect(reloadOnce()).toBe(true);
  expect(reload).toHaveBeenCalledTimes(2);
  script.remove();
});
