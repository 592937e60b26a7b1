/** What does the app read and change of the company at work? */
import { useQueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schema } from "@/api/client.ts";
import { companyQuery } from "@/api/pick.ts";
import { useCommand } from "@/api/use-command.ts";
import { type Me, meQuery } from "@/app/session.ts";

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
        client.setQueryData(meQuery.queryKey, (me) => me && renamed(me, company));
      },
    },
  );
}

/** The company's name stands in the frame too. */
function renamed(me: Me, { id, name }: Company): Me {
  return {
    ...me,
    company: me.company?.id === id ? { ...me.company, name } : me.company,
    companies: me.companies.map((each) => (each.id === id ? { ...each, name } : each)),
  };
}
