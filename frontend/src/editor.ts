// Headings, lists and emphasis in a long text; loaded only where one is written.
import { Editor } from "@tiptap/core";
import StarterKit from "@tiptap/starter-kit";

type Tool = { run: (editor: Editor) => void; active?: (editor: Editor) => boolean };

const TOOLS: Record<string, Tool> = {
  bold: { run: (e) => e.chain().focus().toggleBold().run(), active: (e) => e.isActive("bold") },
  italic: { run: (e) => e.chain().focus().toggleItalic().run(), active: (e) => e.isActive("italic") },
  heading: {
    run: (e) => e.chain().focus().toggleHeading({ level: 2 }).run(),
    active: (e) => e.isActive("heading"),
  },
  list: { run: (e) => e.chain().focus().toggleBulletList().run(), active: (e) => e.isActive("bulletList") },
  "list-numbers": {
    run: (e) => e.chain().focus().toggleOrderedList().run(),
    active: (e) => e.isActive("orderedList"),
  },
  quote: { run: (e) => e.chain().focus().toggleBlockquote().run(), active: (e) => e.isActive("blockquote") },
  undo: { run: (e) => e.chain().focus().undo().run() },
  redo: { run: (e) => e.chain().focus().redo().run() },
};

/** Put an editor over `textarea`, which stays the field that is sent. Returns what takes the editor away again. */
export function mount(
  frame: HTMLElement,
  textarea: HTMLTextAreaElement,
  names: Record<string, string>,
  sprite: string,
): () => void {
  const sheet = document.createElement("div");
  const editor = new Editor({
    element: sheet,
    extensions: [StarterKit.configure({ heading: { levels: [2, 3] }, code: false, codeBlock: false, trailingNode: false })],
    content: asHtml(textarea.value),
    injectCSS: false,
    editorProps: {
      transformPastedHTML: withoutStyles,
      attributes: {
        class: "form-control prose editor-sheet",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": textarea.labels?.[0]?.textContent?.trim() ?? "",
      },
    },
    onUpdate: () => {
      textarea.value = editor.isEmpty ? "" : editor.getHTML();
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  const bar = toolbar(editor, names, sprite);
  const refill = (): void => void editor.commands.setContent(asHtml(textarea.value));
  textarea.addEventListener("draft:filled", refill);
  const writing = document.activeElement === textarea; // a slow phone: somebody has begun to type
  textarea.hidden = true;
  frame.append(bar, sheet);
  if (writing) editor.commands.focus("end");
  return () => {
    textarea.removeEventListener("draft:filled", refill);
    editor.destroy();
    bar.remove();
    sheet.remove();
    textarea.hidden = false;
  };
}

/** What was pasted without how it looked: the page's policy would refuse each style with an error. */
function withoutStyles(pasted: string): string {
  return pasted.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/\sstyle=(?:"[^"]*"|'[^']*')/gi, "");
}

function toolbar(editor: Editor, names: Record<string, string>, sprite: string): HTMLElement {
  const bar = document.createElement("div");
  bar.className = "editor-bar";
  bar.setAttribute("role", "toolbar");
  const buttons = Object.entries(TOOLS).map(([name, tool]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.title = names[name] ?? "";
    button.setAttribute("aria-label", names[name] ?? "");
    button.append(drawing(sprite, name));
    button.addEventListener("click", () => tool.run(editor));
    return { button, tool };
  });
  const update = (): void => {
    for (const { button, tool } of buttons) {
      if (tool.active) button.setAttribute("aria-pressed", String(tool.active(editor)));
    }
  };
  editor.on("transaction", update);
  update();
  bar.append(...buttons.map(({ button }) => button));
  return bar;
}

function drawing(sprite: string, name: string): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}

/** Text written without the editor has lines; the editor wants paragraphs. */
function asHtml(text: string): string {
  if (/<[a-z][^>]*>/i.test(text)) return text;
  const escape = document.createElement("p");
  return text
    .split(/\n{2,}/)
    .map((paragraph) => {
      escape.textContent = paragraph;
      return `<p>${escape.innerHTML.replaceAll("\n", "<br>")}</p>`;
    })
    .join("");
}
