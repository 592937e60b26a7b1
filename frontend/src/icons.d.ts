/** What are the icons' modules? Each has one icon. */
declare module "@tabler/icons-react/dist/esm/icons/*.mjs" {
  import type { IconProps } from "@tabler/icons-react";
  import type { FunctionComponent } from "react";

  const Icon: FunctionComponent<IconProps>;
  export default Icon;
}
