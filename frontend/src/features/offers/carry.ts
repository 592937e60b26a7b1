/** What is typed while a new offer becomes a draft isn't lost: it goes along to the draft's page, and so does the focus. */
import type { QueryClient } from "@tanstack/react-query";

/** What the two pages share. */
export type Carried = { title: string; work_site_id: string | null };

type Left = { read: () => Carried; focus: string | null };

const key = (offerId: string) => ["offer-begun", offerId];

/** Leaves word for the page of this offer; `read` gives what stands in the fields when that page opens. */
export function carry(client: QueryClient, offerId: string, read: () => Carried): void {
  const focus = document.activeElement?.getAttribute("data-path") ?? null;
  client.setQueryData<Left>(key(offerId), { read, focus });
}

/** What has been left for this offer, once. */
export function takeCarried(
  client: QueryClient,
  offerId: string,
): (Carried & { focus: string | null }) | null {
  const left = client.getQueryData<Left>(key(offerId));
  client.removeQueries({ queryKey: key(offerId) });
  return left ? { ...left.read(), focus: left.focus } : null;
}
