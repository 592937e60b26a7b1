/** What does the app read and change of number series? */
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schema } from "@/api/client.ts";
import { useCommand } from "@/api/use-command.ts";

export type NumberSeries = Schema<"NumberSeries">;

/** The series of invoices and of credit notes. */
export const seriesQuery = queryOptions({
  queryKey: ["number-series"],
  queryFn: () => answer(api.GET("/api/v1/number-series")),
});

/** Gives a series another look or another next number. */
export function useReplaceSeries() {
  const client = useQueryClient();
  return useCommand(
    ({
      series,
      version,
      body,
    }: {
      series: NumberSeries["series"];
      version: number;
      body: Schema<"NumberSeriesInput">;
    }) =>
      answer(
        api.PUT("/api/v1/number-series/{series}", {
          params: { path: { series }, header: ifMatch(version) },
          body,
        }),
      ),
    { onSuccess: () => client.invalidateQueries({ queryKey: ["number-series"] }) },
  );
}
