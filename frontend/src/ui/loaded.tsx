/** What is shown until a thing has been read, and when it can't be? */
import { Skeleton, Stack } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "@/api/problem.ts";
import { ProblemAlert } from "./problem-alert.tsx";

type Props<Data> = {
  query: UseQueryResult<Data>;
  /** How many lines wait. */
  lines?: number;
  children: (data: Data) => ReactNode;
};

/** The thing, once it is here. What doesn't exist or may not be seen gets the page that says so. */
export function Loaded<Data>({ query, lines = 6, children }: Props<Data>) {
  const { t } = useTranslation();
  if (query.data !== undefined) return children(query.data);
  if (isProblem(query.error, "not_found") || isProblem(query.error, "forbidden")) throw query.error;
  if (query.error) return <ProblemAlert error={query.error} retry={() => query.refetch()} />;
  return (
    <Stack gap="sm" role="status" aria-label={t("common.loading")}>
      {Array.from({ length: lines }, (_, index) => `line-${index}`).map((key, index) => (
        <Skeleton key={key} height={index === 0 ? 30 : 40} width={index === 0 ? "45%" : "100%"} radius="sm" />
      ))}
    </Stack>
  );
}
