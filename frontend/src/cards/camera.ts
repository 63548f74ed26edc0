// Pictures for the reader: what the camera shows now, or a photograph that somebody chose.
import type { CardReader, Reading } from "./reader";

/** Longest sides at which a photograph is read, in pixels: cards of the back row, then those held close. */
const SIDES = [2560, 1280, 640];

/** The back camera in the finest picture it gives up to 1080p; the page's policy must allow `camera=(self)`. */
export function openCamera(): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } },
  });
}

/** The picture that a video shows now, or null while it shows none. `canvas` is reused from picture to picture. */
export function currentPicture(video: HTMLVideoElement, canvas: HTMLCanvasElement): ImageData | null {
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0) return null;
  return drawn(video, video.videoWidth, video.videoHeight, canvas);
}

/** A photograph at each size at which it is read, the finest first. Rejects for a file that is no picture. */
export async function photograph(file: Blob): Promise<ImageData[]> {
  const whole = await createImageBitmap(file);
  const longest = Math.max(whole.width, whole.height);
  const sides = [...new Set(SIDES.map((side) => Math.min(side, longest)))];
  const canvas = document.createElement("canvas");
  const pictures = sides.flatMap((side) => {
    const [width, height] = [whole.width, whole.height].map((length) => Math.round((length * side) / longest));
    return drawn(whole, width as number, height as number, canvas) ?? [];
  });
  whole.close();
  return pictures;
}

/** The cards of one photograph: a card counts as it is seen in the finest picture that shows it. */
export function readStill(
  reader: Pick<CardReader, "read">,
  pictures: readonly { width: number; height: number; data: ArrayLike<number> }[],
): Reading[] {
  const kept: Reading[] = [];
  for (const picture of pictures) {
    const known = new Set(kept.map((reading) => reading.card));
    kept.push(...reader.read(picture).filter((reading) => !known.has(reading.card)));
  }
  return kept;
}

function drawn(source: CanvasImageSource, width: number, height: number, canvas: HTMLCanvasElement): ImageData | null {
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return null;
  context.drawImage(source, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}
