import { Controller } from "@hotwired/stimulus";

export default class PrintController extends Controller<HTMLElement> {
  now(): void {
    window.print();
  }
}
