/** How does one come back to a list as one wants to see it? By a name for its filters and order. */
import { ActionIcon, Button, Group, Menu, Stack, Text, TextInput } from "@mantine/core";
import IconBookmark from "@tabler/icons-react/dist/esm/icons/IconBookmark.mjs";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import IconTrash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type SavedView,
  savedViewsQuery,
  useDropView,
  useSaveView,
  type ViewedList,
} from "@/api/saved-views.ts";
import { formErrors } from "@/lib/field-words.ts";
import { searchText } from "@/lib/search-text.ts";
import { LaterDialog } from "./later-dialog.tsx";
import { ProblemAlert } from "./problem-alert.tsx";
import classes from "./saved-views.module.css";
import { showUndo } from "./undo.tsx";

type Search = Record<string, unknown>;
type Props = {
  list: ViewedList;
  /** What the address holds now. */
  search: Search;
  /** Shows the list as it was kept; the text is that of an address. */
  onShow: (search: string) => void;
};

/** The menu of views. */
export function SavedViews({ list, search, onShow }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery(savedViewsQuery(list));
  const [naming, setNaming] = useState(false);
  const views = data?.items ?? [];
  const now = searchText(search);
  const here = views.find((view) => view.search === now);
  return (
    <>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconBookmark size={16} aria-hidden />}>
            {here?.name ?? t("common.views.title")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.length === 0 && (
            <Text size="sm" c="dimmed" px="sm" py={6}>
              {t("common.views.none")}
            </Text>
          )}
          {views.map((view) => (
            <View key={view.id} list={list} view={view} here={view === here} onShow={onShow} />
          ))}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconPlus size={16} aria-hidden />}
            disabled={now === "" || here !== undefined}
            onClick={() => setNaming(true)}
          >
            {t("common.views.save")}
          </Menu.Item>
          {now === "" && (
            <Text size="xs" c="dimmed" px="sm" pb={6}>
              {t("common.views.nothing")}
            </Text>
          )}
        </Menu.Dropdown>
      </Menu>
      {naming && <NameView list={list} search={now} onClose={() => setNaming(false)} />}
    </>
  );
}

type ViewProps = Pick<Props, "list" | "onShow"> & { view: SavedView; here: boolean };

function View({ list, view, here, onShow }: ViewProps) {
  const { t } = useTranslation();
  const drop = useDropView(list);
  const save = useSaveView(list);
  const away = () =>
    drop.mutate(view.id, {
      onSuccess: () =>
        showUndo({
          text: t("common.views.dropped", { name: view.name }),
          undo: t("common.undo"),
          onUndo: () => save.mutate({ name: view.name, search: view.search }),
        }),
    });
  return (
    <div className={classes.view}>
      <Menu.Item
        className={classes.name}
        leftSection={here ? <IconCheck size={16} aria-hidden /> : <span className={classes.space} />}
        aria-current={here || undefined}
        onClick={() => onShow(view.search)}
      >
        {view.name}
      </Menu.Item>
      <ActionIcon
        variant="subtle"
        color="gray"
        role="menuitem"
        aria-label={t("common.views.drop", { name: view.name })}
        loading={drop.isPending}
        onClick={away}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  );
}

function NameView({ list, search, onClose }: { list: ViewedList; search: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const save = useSaveView(list);
  const errors = formErrors(t, save.error?.errors ?? []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ name, search }, { onSuccess: onClose });
  };
  return (
    <LaterDialog opened onClose={onClose} title={t("common.views.save")}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <ProblemAlert error={save.error?.errors.length ? null : save.error} />
          <TextInput
            label={t("common.name")}
            description={t("common.views.nameHint")}
            data-path="name"
            data-autofocus
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={errors.name}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t("common.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </LaterDialog>
  );
}
