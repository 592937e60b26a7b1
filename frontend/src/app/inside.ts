/** Does something stand within the frame? There it needs no landmark of its own. */
import { createContext } from "react";

/** True within the frame. */
export const Inside = createContext(false);
