/** What is found while somebody writes? The server's answer; until it is here, what fits of the answer before. */
import { useDebouncedValue } from "@mantine/hooks";
import { type DefaultError, type QueryKey, type UseQueryOptions, useQuery } from "@tanstack/react-query";
import { fits } from "@/lib/fits.ts";

type Found<Answer> = {
  data: Answer | undefined;
  /** Whether `data` is the answer to what is written, not to what was written before. */
  settled: boolean;
  /** Whether a row of `data` with these words is to be shown: all of the answer, and what fits of the one before. */
  shows: (...words: Parameters<typeof fits>[1][]) => boolean;
};

/** Asks `queryOf` the written words, `pause` milliseconds after the last key. */
export function useFound<Answer, Key extends QueryKey>(
  queryOf: (q: string) => UseQueryOptions<Answer, DefaultError, Answer, Key>,
  text: string,
  { pause = 150, enabled = true }: { pause?: number; enabled?: boolean } = {},
): Found<Answer> {
  const wanted = text.trim();
  const [q] = useDebouncedValue(wanted, pause);
  const query = queryOf(q);
  const asks = enabled && query.enabled !== false;
  const { data, isPending, isPlaceholderData } = useQuery({ ...query, enabled: asks });
  const settled = q === wanted && !(asks && (isPending || isPlaceholderData));
  return { data, settled, shows: (...words) => settled || fits(wanted, ...words) };
}
