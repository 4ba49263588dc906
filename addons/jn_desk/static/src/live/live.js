import { useBus } from "@web/core/utils/hooks";
import { useDebounced } from "@web/core/utils/timing";

/** The word of the server, and of this page's own bus, that something on the desk has changed. */
export const CHANGED = "jn_desk.changed";
const PAUSE = 400; // what happens together is shown together

/** Call `reload` a little after the server has told of a change that `concerns` this screen. */
export function useLive(env, concerns, reload) {
    const soon = useDebounced(reload, PAUSE);
    useBus(env.bus, CHANGED, ({ detail }) => concerns(detail) && soon());
}
