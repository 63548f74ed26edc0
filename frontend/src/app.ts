// What every page loads. Pages work without it; it makes them quicker and kinder.
import { Application } from "@hotwired/stimulus";
import htmx from "htmx.org";

import AppearanceController from "./controllers/appearance";
import AttemptController from "./controllers/attempt";
import AttemptSenderController from "./controllers/attempt-sender";
import AutosaveController from "./controllers/autosave";
import ClipController from "./controllers/clip";
import CommandPaletteController from "./controllers/command-palette";
import CopyController from "./controllers/copy";
import CountdownController from "./controllers/countdown";
import FileDropController from "./controllers/file-drop";
import FocusController from "./controllers/focus";
import LongTextController from "./controllers/long-text";
import MenuController from "./controllers/menu";
import OfflineBannerController from "./controllers/offline-banner";
import OnceController from "./controllers/once";
import OptionSearchController from "./controllers/option-search";
import PasskeyController from "./controllers/passkey";
import PrintController from "./controllers/print";
import ReadAloudController from "./controllers/read-aloud";
import SubmitOnChangeController from "./controllers/submit-on-change";
import ToastController from "./controllers/toast";
import { forgetAcknowledged } from "./drafts";
import { showToast } from "./toasts";

forgetAcknowledged(document);

// a long rail on a low screen: the rail moves to the place one is at, the page stays at its top
const rail = document.querySelector<HTMLElement>(".rail");
const here = rail?.querySelector("[aria-current]");
if (rail && here) {
  const below = here.getBoundingClientRect().bottom - rail.getBoundingClientRect().bottom;
  if (below > 0) rail.scrollTop += below + here.clientHeight;
}

const application = Application.start();
application.register("appearance", AppearanceController);
application.register("attempt", AttemptController);
application.register("attempt-sender", AttemptSenderController);
application.register("autosave", AutosaveController);
application.register("clip", ClipController);
application.register("command-palette", CommandPaletteController);
application.register("copy", CopyController);
application.register("countdown", CountdownController);
application.register("file-drop", FileDropController);
application.register("focus", FocusController);
application.register("long-text", LongTextController);
application.register("menu", MenuController);
application.register("offline-banner", OfflineBannerController);
application.register("once", OnceController);
application.register("option-search", OptionSearchController);
application.register("passkey", PasskeyController);
application.register("print", PrintController);
application.register("read-aloud", ReadAloudController);
application.register("submit-on-change", SubmitOnChangeController);
application.register("toast", ToastController);

// On a phone a long row of tabs begins where the reader is.
const tab = document.querySelector<HTMLElement>(".tabs a[aria-current]");
if (tab?.parentElement) {
  tab.parentElement.scrollLeft += tab.getBoundingClientRect().left - tab.parentElement.getBoundingClientRect().left - 48;
}

// Bundles of single pages (clips, charts, live rooms) register their own controllers with this application.
declare global {
  interface Window {
    chuyende: { application: Application; htmx: typeof htmx };
  }
}
window.chuyende = { application, htmx };

// A part of a page that could not be fetched says so; the page stays as it was.
for (const event of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(event, () => showToast(document.body.dataset["textFailed"] ?? ""));
}
