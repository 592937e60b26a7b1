/** How does an address open in the map of the device? By its scheme, so that no map service is asked by us. */

type Address = { street: string; postal_code: string; city: string };

/** An address as maps read it. */
export function mapAddress({ street, postal_code, city }: Address): string {
  return [street, [postal_code, city].filter(Boolean).join(" ")].filter(Boolean).join(", ");
}

/** The link that opens it; null where there is no map to open. */
export function mapHref(address: Address, userAgent: string, touch: boolean): string | null {
  const place = encodeURIComponent(mapAddress(address));
  if (/iPhone|iPad|iPod|Macintosh/.test(userAgent)) return `maps:?q=${place}`;
  return touch || /Android/.test(userAgent) ? `geo:0,0?q=${place}` : null;
}
