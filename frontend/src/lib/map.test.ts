/** Does an address open in the map that the device has? */
import { expect, test } from "vitest";
import { mapAddress, mapHref } from "./map.ts";

const address = { street: "Storgatan 1", postal_code: "903 26", city: "Umeå" };

test("an address is one line, without what is missing", () => {
  expect(mapAddress(address)).toBe("Storgatan 1, 903 26 Umeå");
  expect(mapAddress({ street: "", postal_code: "", city: "Umeå" })).toBe("Umeå");
});

test("each device gets the scheme of its own map, a desk without one gets none", () => {
  const place = "Storgatan%201%2C%20903%2026%20Ume%C3%A5";
  expect(mapHref(address, "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0)", true)).toBe(`maps:?q=${place}`);
  expect(mapHref(address, "Mozilla/5.0 (Linux; Android 16)", true)).toBe(`geo:0,0?q=${place}`);
  expect(mapHref(address, "Mozilla/5.0 (X11; Linux x86_64)", true)).toBe(`geo:0,0?q=${place}`);
  expect(mapHref(address, "Mozilla/5.0 (Windows NT 10.0)", false)).toBeNull();
});
