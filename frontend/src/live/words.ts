import { svg } from "./elements";

/** The page's words: all `<template data-words>` together. */
export class Words {
  private readonly texts: DOMStringMap;

  constructor(page: ParentNode) {
    const templates = Array.from(page.querySelectorAll<HTMLElement>("template[data-words]"));
    this.texts = Object.assign({}, ...templates.map((template) => ({ ...template.dataset }))) as DOMStringMap;
  }

  /** The text under a name, with {places} filled in. */
  say(name: string, places: Record<string, string | number> = {}): string {
    return (this.texts[name] ?? "").replace(/\{(\w+)\}/g, (whole, place: string) => String(places[place] ?? whole));
  }

  icon(name: string): SVGElement {
    const use = svg("use", { href: `${this.texts["icons"] ?? ""}#${name}` });
    return svg("svg", { class: "icon", "aria-hidden": "true" }, use);
  }

  number(value: number): string {
    return value.toLocaleString("vi-VN");
  }
}
