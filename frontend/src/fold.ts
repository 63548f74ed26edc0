/** Lower case without Vietnamese marks, so that "viec" finds "Việc" and "duyet" finds "Hộp duyệt". */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("đ", "d");
}
