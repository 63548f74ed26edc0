import { Controller } from "@hotwired/stimulus";

import { deviceName, forget, readKept, send, storeName, waiting } from "../attempt/kept";

/** On the pages beside an attempt: sends what this phone still keeps of it, and forgets it when it is over. */
export default class AttemptSenderController extends Controller<HTMLElement> {
  static override values = { key: String, keep: String, over: Boolean, page: String };
  declare readonly keyValue: string;
  declare readonly keepValue: string;
  declare readonly overValue: boolean;
  declare readonly pageValue: string;

  override connect(): void {
    window.addEventListener("online", this.sendKept);
    void this.sendKept();
  }

  override disconnect(): void {
    window.removeEventListener("online", this.sendKept);
  }

  private sendKept = async (): Promise<void> => {
    const name = storeName(document.body.dataset["owner"] ?? "", this.keyValue);
    const kept = readKept(localStorage, name);
    if (!waiting(kept).length && kept.handedIn === null) {
      if (this.overValue) await forget(localStorage, name, this.pageValue);
      return;
    }
    const form = this.element.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
    const answer = await send(this.keepValue, { form, ticket: "" }, kept, deviceName(localStorage)).catch(() => null);
    if (answer?.kind === "refused" || (answer?.kind === "receipt" && (answer.receipt.over || !waiting(kept).length))) {
      await forget(localStorage, name, this.pageValue);
    }
    if (answer?.kind === "receipt") window.location.reload(); // what is shown has changed
  };
}
