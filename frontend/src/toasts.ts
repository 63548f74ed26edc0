/** Show a message that scripts have to say. The text is the page's, already in the reader's language. */
export function showToast(text: string): void {
  const shelf = document.getElementById("toasts");
  if (!shelf || !text || [...shelf.children].some((toast) => toast.textContent?.trim() === text)) return;
  const toast = document.createElement("div");
  toast.className = "toast-card toast-red";
  toast.dataset["controller"] = "toast";
  const words = document.createElement("p");
  words.textContent = text;
  toast.append(words);
  shelf.append(toast);
}
