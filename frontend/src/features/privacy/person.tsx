/** What can be done with a person's data: shown, taken out, erased. */
import { Button, Group } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { saveFile } from "@/api/file.ts";
import { useMay } from "@/app/session.ts";
import { bytesOfBase64 } from "@/lib/base64.ts";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { Erasure } from "./erasure.tsx";
import { ExtractView } from "./extract-view.tsx";
import { LimitDialog } from "./limit-dialog.tsx";
import {
  type Extract,
  type Subject,
  useErasurePlan,
  useExtract,
  useExtractPdf,
  usePackage,
} from "./subjects-queries.ts";

type Person = { tools: ReactNode; panels: ReactNode; isErased: boolean };

/** Those whose data is used for a company's customers, and can be taken out of use. */
const LIMITED: Subject["kind"][] = ["customer", "household_member", "deduction_buyer"];

/** The buttons, and what they lead to. */
export function usePerson(subjects: Pick<Subject, "kind" | "id">[]): Person {
  const { t, i18n } = useTranslation();
  const may = useMay();
  const extract = useExtract();
  const pdf = useExtractPdf();
  const pack = usePackage();
  const plan = useErasurePlan();
  const [isErased, setErased] = useState(false);
  const [isLimiting, setLimiting] = useState(false);
  const [shown, setShown] = useState<string[]>([]);
  // It stays while it is asked for anew, and what is unfolded in it stays so.
  const [told, setTold] = useState<Extract>();
  const tell = (whole: string[]) => extract.mutate({ ...body, shown: whole }, { onSuccess: setTold });
  const body = {
    shown,
    subjects: subjects.map(({ kind, id }) => ({ kind, id })),
    language: i18n.language === "en" ? ("en" as const) : ("sv" as const),
  };
  const name = t("subjects.fileName");
  const disabled = subjects.length === 0;
  const tools = may("privacy_write") && !isErased && (
    <>
      <Group mt="md">
        <Button disabled={disabled} loading={extract.isPending} onClick={() => tell(shown)}>
          {t("subjects.show")}
        </Button>
        <Button
          variant="default"
          disabled={disabled}
          loading={pdf.isPending}
          onClick={() =>
            pdf.mutate(body, {
              onSuccess: ({ content }) => saveFile(bytesOfBase64(content), `${name}.pdf`, "application/pdf"),
            })
          }
        >
          {t("subjects.pdf")}
        </Button>
        <Button
          variant="default"
          disabled={disabled}
          loading={pack.isPending}
          onClick={() =>
            pack.mutate(
              { subjects: body.subjects },
              {
                onSuccess: (bytes) => saveFile(bytes, `${t("subjects.packageFile")}.zip`, "application/zip"),
              },
            )
          }
        >
          {t("subjects.package")}
        </Button>
        <Button
          variant="default"
          disabled={disabled}
          loading={plan.isPending}
          onClick={() => plan.mutate({ subjects: body.subjects, language: body.language })}
        >
          {t("subjects.planErasure")}
        </Button>
        {subjects.every(({ kind }) => LIMITED.includes(kind)) && (
          <Button variant="default" disabled={disabled} onClick={() => setLimiting(true)}>
            {t("limits.open")}
          </Button>
        )}
      </Group>
      <ProblemAlert error={extract.error ?? pdf.error ?? pack.error ?? plan.error} labels={() => undefined} />
    </>
  );
  const panels = (
    <>
      {isLimiting && <LimitDialog subjects={body.subjects} onClose={() => setLimiting(false)} />}
      {plan.data && plan.variables && (
        <Erasure
          key={plan.submittedAt}
          plan={plan.data}
          subjects={plan.variables.subjects}
          language={plan.variables.language}
          onStale={() => plan.mutate(plan.variables)}
          onErased={() => setErased(true)}
        />
      )}
      {told && !isErased && (
        <ExtractView
          extract={told}
          onShow={(key, whole) => {
            const next = shown.filter((other) => other !== key).concat(whole ? [key] : []);
            setShown(next);
            tell(next);
          }}
          onJson={() => saveFile(JSON.stringify(told, null, 2), `${name}.json`, "application/json")}
        />
      )}
    </>
  );
  return { tools, panels, isErased };
}
