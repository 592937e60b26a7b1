/** Are a file's bytes kept as they are? */
import { expect, test } from "vitest";
import { base64, bytesOfBase64 } from "./base64.ts";

test("bytes that are no text, and none at all", async () => {
  expect(await base64(new Blob([new Uint8Array([0xe5, 0x0d, 0x0a])]))).toBe("5Q0K");
  expect(await base64(new Blob([]))).toBe("");
  expect([...bytesOfBase64("5Q0K")]).toEqual([0xe5, 0x0d, 0x0a]);
});
