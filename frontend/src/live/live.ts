// The entry of the hall's pages: a phone, the projector or the chair's remote, by what the page says that it is.
import { LiveClient } from "./client";
import { Network } from "./network";
import { Page } from "./page";
import { Phone } from "./phone/phone";
import { Remote } from "./remote";
import { Screen } from "./screen";
import { browserWorld } from "./world";

/** All that these pages draw with, fetched now: a face that is first needed without a network would never come. */
for (const weight of [400, 600, 700]) void document.fonts.load(`${weight} 1em "Be Vietnam Pro"`);

const page = new Page();
const about = page.about;
const client = new LiveClient(browserWorld(about.sitting), about, () => {
  network.show();
  view.show();
});
const network = new Network(page, client);
const views = { seat: Phone, screen: Screen, host: Remote };
const view = new views[about.role](page, client);

window.addEventListener("online", () => client.network(true));
window.addEventListener("offline", () => client.network(false));
window.addEventListener("storage", () => client.reread());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") client.awake();
});
client.start();
