/** What does the app read and change of the company at work? */
import { useQueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schema } from "@/api/client.ts";
import { companyQuery } from "@/api/pick.ts";
import { useCommand } from "@/api/use-command.ts";

export type Company = Schema<"Company">;
export type CompanyInput = Schema<"CompanyInput">;

/** Changes the company's details and habits. */
export function useReplaceCompany() {
  const client = useQueryClient();
  return useCommand(
    ({ version, body }: { version: number; body: CompanyInput }) =>
      answer(api.PUT("/api/v1/company", { params: { header: ifMatch(version) }, body })),
    {
      onSuccess: (company) => {
        client.setQueryData(companyQuery.queryKey, company);
        // Its name stands in the frame.
        client.invalidateQueries({ queryKey: ["me"] });
      },
    },
  );
}
