/** Which new entry couldn't be sent? It stays in this browser, with its key, until it is or is thrown away. */
import { useMe } from "@/app/session.ts";
import { keepUnsent, readUnsent } from "@/lib/unsent.ts";

/** What the form of an entry holds. */
export type EntryValues = {
  order_id: string | null;
  activity: string;
  hours: string;
  note: string;
  billable: boolean;
};

/** An entry that is still here; the same content is sent again with the same key. */
export type UnsentEntry = { day: string; values: EntryValues; content: string; key: string };

/** The unsent entry of whose time it is. */
export function useUnsentEntry(membershipId: string) {
  const { user_id } = useMe();
  const of = { user: user_id, kind: "entry", whose: membershipId } as const;
  const all = () => readUnsent<UnsentEntry>(of);
  return {
    /** Of the day, or of any. */
    read: (day?: string): UnsentEntry | null =>
      all().find((each) => day === undefined || each.day === day) ?? null,
    keep: (entry: UnsentEntry) => keepUnsent(of, [...all().filter(({ day }) => day !== entry.day), entry]),
    drop: (day: string) =>
      keepUnsent(
        of,
        all().filter((each) => each.day !== day),
      ),
  };
}
