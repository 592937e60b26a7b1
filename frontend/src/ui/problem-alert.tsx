/** What went wrong, and what can be done about it? */
import { Alert, Button, Group, List, Text } from "@mantine/core";
import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem.ts";
import { fieldWords, formPath } from "@/lib/field-words.ts";

type Props = {
  /** Any failure; nothing is shown without one. */
  error: unknown;
  /** Names of fields by form path (`lines.0.unit`), for the summary. */
  labels?: (path: string) => string | undefined;
  retry?: () => void;
};

/** A refusal in words, with its fields. Field names lead to their fields. */
export function ProblemAlert({ error, labels, retry }: Props) {
  const { t } = useTranslation();
  if (!error) return null;
  const problem = asProblem(error);
  const serverFault = problem.status >= 500 && problem.requestId;
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertTriangle />}
      role="alert"
      title={t(`problem.code.${problem.code}`)}
    >
      {problem.errors.length > 0 && (
        <List size="sm" spacing={2}>
          {problem.errors.map((field) => (
            <List.Item key={`${field.pointer} ${field.code}`}>
              <a
                className="field-link"
                href={`#${formPath(field.pointer)}`}
                onClick={(event) => jump(event, formPath(field.pointer))}
              >
                {labels?.(formPath(field.pointer)) ?? formPath(field.pointer)}
              </a>
              {": "}
              {fieldWords(t, field)}
            </List.Item>
          ))}
        </List>
      )}
      {(serverFault || retry) && (
        <Group mt="xs" gap="sm">
          {retry && (
            <Button size="xs" variant="default" onClick={retry}>
              {t("common.retry")}
            </Button>
          )}
          {serverFault && (
            <Text size="xs">{t("common.errors.requestId", { id: problem.requestId ?? "" })}</Text>
          )}
        </Group>
      )}
    </Alert>
  );
}

function jump(event: { preventDefault: () => void }, path: string): void {
  event.preventDefault();
  focusField(path);
}

/** Moves the focus to the field with this form path (`data-path`), or to the nearest field that holds it. */
export function focusField(path: string): void {
  for (let place = path; place; place = place.slice(0, Math.max(0, place.lastIndexOf(".")))) {
    const found = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(place)}"]`);
    if (found) {
      found.focus();
      found.scrollIntoView({ block: "center" });
      return;
    }
  }
}
