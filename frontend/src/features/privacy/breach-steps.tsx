/** What else is done to a breach: another handler, an addition, the companies told, the end? */
import { Button, Checkbox, SegmentedControl, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { showInstant } from "@/lib/date.ts";
import { Loaded } from "@/ui/loaded.tsx";
import { BreachDeedDialog } from "./breach-deed.tsx";
import { type Breach, companyList } from "./breaches-queries.ts";
import { Handlers } from "./handlers.tsx";

type Props = { breach: Breach; onClose: () => void };

/** Who handles it. */
export function AssignDialog({ breach, onClose }: Props) {
  const [handler, setHandler] = useState<string | null>(breach.handler_id);
  const made = () => (handler ? { action: "assign" as const, body: { handler_id: handler } } : null);
  return (
    <BreachDeedDialog breach={breach} action="assign" ready={handler !== null} made={made} onClose={onClose}>
      {() => <Handlers value={handler} onChange={setHandler} />}
    </BreachDeedDialog>
  );
}

/** What is added to the time line. */
export function AddDialog({ breach, onClose }: Props) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<"supplement" | "note">(
    breach.reporting === "reported" ? "supplement" : "note",
  );
  const [text, setText] = useState("");
  return (
    <BreachDeedDialog
      breach={breach}
      action="add"
      ready={text.trim() !== ""}
      made={() => ({ action: "add" as const, body: { kind, text } })}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <SegmentedControl
            fullWidth
            aria-label={t("breaches.addition")}
            data={(["supplement", "note"] as const).map((value) => ({
              value,
              label: t(`breaches.entry.${value}`),
            }))}
            value={kind}
            onChange={(value) => setKind(value === "supplement" ? "supplement" : "note")}
          />
          <Textarea
            label={t("breaches.text")}
            required
            autosize
            minRows={3}
            maxRows={12}
            maxLength={4000}
            data-autofocus
            data-path="text"
            value={text}
            error={errors.text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </>
      )}
    </BreachDeedDialog>
  );
}

/** The end. */
export function CloseDialog({ breach, onClose }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  return (
    <BreachDeedDialog
      breach={breach}
      action="close"
      made={() => ({ action: "close" as const, body: { text } })}
      onClose={onClose}
    >
      {(errors) => (
        <Textarea
          label={t("breaches.lesson")}
          autosize
          minRows={3}
          maxRows={12}
          maxLength={4000}
          data-autofocus
          data-path="text"
          value={text}
          error={errors.text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
    </BreachDeedDialog>
  );
}

/** Which companies are told, and what. */
export function CompaniesDialog({ breach, onClose }: Props) {
  const { t } = useTranslation();
  const companies = useInfiniteQuery(companyList(breach.id));
  const [chosen, setChosen] = useState<string[]>([]);
  const [title, setTitle] = useState(breach.content.title);
  const [text, setText] = useState("");
  const body = { company_ids: chosen, title, text };
  return (
    <BreachDeedDialog
      breach={breach}
      action="inform_companies"
      labels={{ title: t("breaches.field.title"), text: t("breaches.companyText") }}
      ready={chosen.length > 0}
      made={() => ({ action: "inform_companies" as const, body })}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <Loaded query={companies} lines={4}>
            {({ pages }) => (
              <Checkbox.Group
                label={t("breaches.companies")}
                required
                value={chosen}
                error={errors.company_ids}
                onChange={setChosen}
              >
                <Stack gap="xs" my="xs">
                  {pages
                    .flatMap((page) => page.items)
                    .map(({ id, name, asked_at, told_at }) => (
                      <Checkbox
                        key={id}
                        size="md"
                        value={id}
                        label={name}
                        disabled={Boolean(asked_at)}
                        description={
                          told_at
                            ? t("breaches.toldAt", { at: showInstant(told_at) })
                            : asked_at
                              ? t("breaches.onItsWay")
                              : undefined
                        }
                      />
                    ))}
                </Stack>
              </Checkbox.Group>
            )}
          </Loaded>
          {companies.hasNextPage && (
            <Button
              variant="default"
              size="xs"
              loading={companies.isFetchingNextPage}
              onClick={() => companies.fetchNextPage()}
            >
              {t("common.loadMore")}
            </Button>
          )}
          <TextInput
            label={t("breaches.field.title")}
            required
            maxLength={120}
            data-path="title"
            value={title}
            error={errors.title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <Textarea
            label={t("breaches.companyText")}
            required
            autosize
            minRows={4}
            maxRows={12}
            maxLength={8000}
            data-path="text"
            value={text}
            error={errors.text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Text size="sm" c="dimmed">
            {t("breaches.hint.companies")}
          </Text>
        </>
      )}
    </BreachDeedDialog>
  );
}
