import { Controller } from "@hotwired/stimulus";

/** A large target for a file, and a bar with the percentage while it travels. */
export default class FileDropController extends Controller<HTMLElement> {
  static override targets = ["area", "name", "progress", "status", "bar"];
  static override values = { sending: String, sent: String, failed: String };
  declare readonly areaTarget: HTMLElement;
  declare readonly nameTarget: HTMLElement;
  declare readonly progressTarget: HTMLElement;
  declare readonly statusTarget: HTMLElement;
  declare readonly barTarget: HTMLProgressElement;
  declare readonly sendingValue: string;
  declare readonly sentValue: string;
  declare readonly failedValue: string;

  override connect(): void {
    this.element.classList.add("is-ready");
    this.input.addEventListener("change", this.show);
    this.form?.addEventListener("submit", this.send);
    for (const name of ["dragover", "dragleave", "drop"] as const) this.areaTarget.addEventListener(name, this.drag);
  }

  override disconnect(): void {
    this.input.removeEventListener("change", this.show);
    this.form?.removeEventListener("submit", this.send);
    for (const name of ["dragover", "dragleave", "drop"] as const) this.areaTarget.removeEventListener(name, this.drag);
  }

  private get input(): HTMLInputElement {
    return this.element.querySelector<HTMLInputElement>("input[type=file]")!;
  }

  private get form(): HTMLFormElement | null {
    return this.input.form;
  }

  private drag = (event: DragEvent): void => {
    event.preventDefault();
    this.areaTarget.classList.toggle("is-over", event.type === "dragover");
    if (event.type !== "drop" || !event.dataTransfer?.files.length) return;
    this.input.files = event.dataTransfer.files;
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  };

  private show = (): void => {
    this.nameTarget.textContent = [...(this.input.files ?? [])]
      .map((file) => `${file.name} (${size(file.size)})`)
      .join(", ");
  };

  private send = (event: SubmitEvent): void => {
    const form = this.form;
    if (!form || event.defaultPrevented || !this.input.files?.length) return;
    event.preventDefault();
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.responseType = "document";
    request.upload.addEventListener("progress", (progress) => {
      const percent = progress.total ? Math.round((100 * progress.loaded) / progress.total) : 0;
      this.barTarget.value = percent;
      this.say(percent < 100 ? this.sendingValue.replace("{percent}", String(percent)) : this.sentValue);
    });
    request.addEventListener("load", () => (request.responseXML ? show(request) : this.fail()));
    request.addEventListener("error", () => this.fail());
    request.send(new FormData(form, event.submitter));
    this.progressTarget.hidden = false;
    this.say(this.sendingValue.replace("{percent}", "0"));
  };

  private say(text: string): void {
    this.statusTarget.textContent = text;
  }

  private fail(): void {
    this.say(this.failedValue);
    this.dispatch("failed");
    for (const button of this.form?.querySelectorAll<HTMLButtonElement>("[aria-disabled]") ?? []) {
      button.removeAttribute("aria-disabled");
    }
  }
}

/** The answer has already been fetched, its messages with it: show it instead of asking again. */
function show(request: XMLHttpRequest): void {
  const page = request.responseXML!;
  window.history.pushState(null, "", request.responseURL);
  document.title = page.title;
  document.body.replaceWith(document.adoptNode(page.body));
  window.chuyende.htmx.process(document.body);
  window.scrollTo(0, 0);
}

export function size(bytes: number): string {
  const megabytes = bytes / 1024 / 1024;
  const format = new Intl.NumberFormat("vi", { maximumFractionDigits: 1 });
  return megabytes >= 1 ? `${format.format(megabytes)} MB` : `${format.format(Math.ceil(bytes / 1024))} KB`;
}
