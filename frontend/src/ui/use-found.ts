/** What is found while somebody writes? The server's answer; until it is here, what fits of the answer before. */

import { useDebouncedValue } from "@mantine/hooks";
import { type DefaultError, type QueryKey, type UseQueryOptions, useQuery } from "@tanstack/react-query";

type Found<Answer> = {
  data: Answer | undefined;
  /** Whether `data` is the answer to what is written; before, only what fits of it should be shown. */
  settled: boolean;
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
  return { data, settled: q === wanted && !(asks && (isPending || isPlaceholderData)) };
}
