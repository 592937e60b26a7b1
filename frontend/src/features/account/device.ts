/** How is a device named? The server says `Chrome on Linux`; the user's language has its own word between. */
import type { Translate } from "@/i18n/index.ts";

/** A device in words. */
export function deviceWords(t: Translate, device: string): string {
  if (device === "") return t("account.unknownDevice");
  const place = device.lastIndexOf(" on ");
  if (place < 0) return device;
  return t("account.deviceOn", { browser: device.slice(0, place), system: device.slice(place + 4) });
}
